"""The Celery task of the retention room."""

from __future__ import annotations

from celery import shared_task

from drafting.retention import services


@shared_task
def apply_retention_rules() -> None:
    """Tell of what is near, do what is due. Called by beat every night; what a task has no time for
    is left to another one."""
    if not services.apply_rules():
        apply_retention_rules.apply_async(retry=False, ignore_result=True)
