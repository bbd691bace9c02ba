"""The Celery tasks of the desk: an id in, a service called, nothing else."""

from __future__ import annotations

import uuid
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from drafting.desk.bundle import work
from drafting.desk.bundle.work import TASK
from drafting.desk.reminders import deadlines
from drafting.jobs.recovery import sweep, tidy

# 200 papers of 2,000 characters with a dozen comments each take two seconds, so the usual time
# limits (60 and 90 s) do; a bundle holds its job by renewing the lease as it goes. A longer limit
# would keep other members' files waiting behind one that hangs.


@shared_task(name=TASK, bind=True)
def make_bundle(self: Any, job_id: str) -> None:
    """Make the file of a bundle."""
    work.carry_out(uuid.UUID(job_id), self.request.id)


@shared_task
def sweep_bundles() -> None:
    """Set stalled bundles going again. Called by beat, and when a worker starts."""
    sweep(work.BUNDLES)


@shared_task
def tidy_bundles() -> None:
    """Delete bundles that are too old or belong to nobody. Called by beat."""
    tidy(work.BUNDLES)


@shared_task
def remind_of_deadlines() -> None:
    """Write the reminders that are due today. Called by beat."""
    deadlines.remind()


@worker_ready.connect
def sweep_at_start(sender: Any, **_kwargs: Any) -> None:
    """A worker that was away looks for what waits."""
    with sender.app.connection_for_write() as connection:
        sweep_bundles.apply_async(connection=connection, expires=60, retry=False)
