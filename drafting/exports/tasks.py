"""The Celery tasks of the exports: an id in, a service called, nothing else."""

from __future__ import annotations

import uuid
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from drafting.exports import work
from drafting.jobs import recovery

# A normal material takes a fraction of a second. The hard limit is below JOB_LEASE_SECONDS, so that
# a worker that hangs is gone before its job is given to another.


@shared_task(name=work.RENDER, bind=True, soft_time_limit=25, time_limit=35)
def render_export(self: Any, job_id: str) -> None:
    """Make the file of an export job."""
    work.carry_out(uuid.UUID(job_id), self.request.id)


@shared_task
def sweep_exports() -> None:
    """Set stalled jobs going again. Called by beat, and when a worker starts."""
    recovery.sweep(work.EXPORTS)


@shared_task
def tidy_exports() -> None:
    """Delete files that are too old or belong to nobody. Called by beat."""
    recovery.tidy(work.EXPORTS)


@worker_ready.connect
def sweep_at_start(sender: Any, **_kwargs: Any) -> None:
    """A worker that was away looks for what waits, rather than leave that to beat, which may be
    away too."""
    with sender.app.connection_for_write() as connection:
        sweep_exports.apply_async(connection=connection, expires=60, retry=False)
