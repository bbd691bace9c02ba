"""The Celery tasks of the rectification room: an id in, a service called, nothing else."""

from __future__ import annotations

import uuid
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from drafting.jobs.recovery import sweep
from drafting.rectification.evidence import keeping
from drafting.rectification.ledger import reminders
from drafting.rectification.pdf_files import work


@shared_task
def remind_of_limits() -> None:
    """Write the reminders of limits that are near. Called by beat."""
    reminders.remind()


# LibreOffice has 20 s for one file (rendering/formats/pdf); the limits are those of the exports.
@shared_task(name=work.TASK, bind=True, soft_time_limit=25, time_limit=35)
def make_pdf(self: Any, job_id: str) -> None:
    """Make the PDF of a job."""
    work.carry_out(uuid.UUID(job_id), self.request.id)


@shared_task
def sweep_pdfs() -> None:
    """Set stalled PDF jobs going again. Called by beat, and when a worker starts."""
    sweep(work.PDFS)


@shared_task
def tidy_pdfs() -> None:
    """Delete PDF files that are too old or belong to nobody. Called by beat."""
    work.tidy()


@shared_task
def tidy_evidence() -> None:
    """Delete evidence files that belong to nobody. Called by beat."""
    keeping.tidy()


@worker_ready.connect
def sweep_at_start(sender: Any, **_kwargs: Any) -> None:
    """A worker that was away looks for what waits."""
    with sender.app.connection_for_write() as connection:
        sweep_pdfs.apply_async(connection=connection, expires=60, retry=False)
