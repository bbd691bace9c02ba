"""The Celery tasks of the rendering room: an id in, a service called, nothing else."""

from __future__ import annotations

import uuid
from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from drafting.rendering import services
from drafting.rendering.queue import RENDER

# A normal material takes a fraction of a second. The hard limit is below EXPORT_LEASE_SECONDS, so that a worker that hangs is
# gone before its job is given to another.


@shared_task(name=RENDER, bind=True, soft_time_limit=25, time_limit=35)
def render_export(self: Any, job_id: str) -> None:
    """Make the file of an export job."""
    services.carry_out(uuid.UUID(job_id), self.request.id)


@shared_task
def sweep_exports() -> None:
    """Set stalled jobs going again. Called by beat, and when a worker starts."""
    services.sweep(services.EXPORTS)


@shared_task
def tidy_exports() -> None:
    """Delete files that are too old or belong to nobody. Called by beat."""
    services.tidy(services.EXPORTS)


@worker_ready.connect
def sweep_at_start(sender: Any, **_kwargs: Any) -> None:
    """A worker that was away looks for what waits, rather than leave that to beat, which may be away too."""
    with sender.app.connection_for_write() as connection:
        sweep_exports.apply_async(connection=connection, expires=60, retry=False)
