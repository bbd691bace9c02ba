"""The Celery task of the importing room."""

from __future__ import annotations

from celery import shared_task

from drafting.importing import services


@shared_task
def tidy_imports() -> None:
    """Delete imports that nobody confirmed in time, or that were dropped. Called by beat."""
    services.tidy()
