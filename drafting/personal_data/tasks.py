"""The Celery tasks of the personal data room: an id in, a service called, nothing else."""

from __future__ import annotations

import uuid
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from drafting.jobs.recovery import sweep
from drafting.personal_data import work


@shared_task(name=work.TASK, bind=True)
def make_personal_file(self: Any, job_id: str) -> None:
    """Make the file of a person's own data."""
    work.carry_out(uuid.UUID(job_id), self.request.id)


@shared_task
def sweep_personal_files() -> None:
    """Set stalled files going again. Called by beat, and when a worker starts."""
    sweep(work.FILES)


@shared_task
def tidy_personal_files() -> None:
    """Delete files that are too old or belong to nobody. Called by beat."""
    work.tidy()


@worker_ready.connect
def sweep_at_start(sender: Any, **_kwargs: Any) -> None:
    """A worker that was away looks for what waits."""
    with sender.app.connection_for_write() as connection:
        sweep_personal_files.apply_async(connection=connection, expires=60, retry=False)
