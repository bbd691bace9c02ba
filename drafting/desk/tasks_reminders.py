"""The Celery task that reminds of deadlines."""

from __future__ import annotations

from celery import shared_task

from drafting.desk import reminding


@shared_task
def remind_of_deadlines() -> None:
    """Write the reminders that are due today. Called by beat."""
    reminding.remind()
