"""The Celery task of the retention room."""

from __future__ import annotations

from celery import shared_task

from drafting.retention import services


@shared_task
def apply_retention_rules(after: int = 0) -> None:
    """Tell of what is near, do what is due. Called by beat every night, and by itself for what a
    task has no time for."""
    left = services.apply_rules(after=after)
    if left is not None:
        apply_retention_rules.apply_async((left,), expires=12 * 3600)
