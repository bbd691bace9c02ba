"""What a worker does with a job: claim it, render, keep the file, say so. Every step may be the last one before a kill."""

from __future__ import annotations

import datetime
import hashlib
import logging
import traceback
import uuid
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone

from drafting.document import codec
from drafting.rendering import wording
from drafting.rendering.edition import edition
from drafting.rendering.formats.docx import render
from drafting.rendering.models import ExportJob
from drafting.rendering.options import RenderOptions
from drafting.rendering.storage import private_storage
from drafting.rendering.styles import STYLES

logger = logging.getLogger(__name__)
State = ExportJob.State

MAX_ATTEMPTS: Final = 3
#: The directory of the private storage that holds the files, one for each job.
DIRECTORY: Final = "exports"


class Superseded(Exception):
    """The job is no longer this worker's: its lease ran out and somebody else has it, or it was deleted."""


def carry_out(job_id: uuid.UUID, token: str) -> None:
    """Make the file of a job if it is to be made; safe to call any number of times, from any number of workers.

    ``token`` names the queue message: a message that comes a second time lost its first worker, so it may take the job over.
    """
    job = claim(job_id, token)
    if job is None:
        logger.info("export %s: nothing to do", job_id)
        return
    try:
        _make(job)
    except Superseded:
        logger.info("export %s: taken over by another worker", job_id)
    except Exception as error:
        _note_failure(job, error)


def claim(job_id: uuid.UUID, token: str) -> ExportJob | None:
    """Take a job by one conditional update; None where it is done, gone, given up or in other hands."""
    now = timezone.now()
    running = Q(state=State.RUNNING)
    free = Q(state=State.QUEUED) | running & Q(lease_until__lt=now) | running & Q(claim=token)
    taken = ExportJob.objects.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS).update(
        state=State.RUNNING, claim=token, lease_until=now + lease(), attempts=F("attempts") + 1, progress=10
    )
    return ExportJob.objects.select_related("revision", "requested_by").get(pk=job_id) if taken else None


def lease() -> datetime.timedelta:
    """How long a worker may stay silent before its job is given to another."""
    return datetime.timedelta(seconds=settings.EXPORT_LEASE_SECONDS)


def _make(job: ExportJob) -> None:
    document = codec.load(job.revision.document)
    _update(job, progress=30, lease_until=timezone.now() + lease())
    content = render(document, _options(job))
    _update(job, progress=80, lease_until=timezone.now() + lease())
    name = private_storage().save(f"{DIRECTORY}/{job.pk}.docx", ContentFile(content))
    _update(
        job, state=State.DONE, progress=100, claim="", lease_until=None, error="", finished_at=timezone.now(),
        file=name, size=len(content), sha256=hashlib.sha256(content).hexdigest(), edition=edition(job.approval),
    )  # fmt: skip
    logger.info("export %s: done, %d bytes", job.pk, len(content))


def _options(job: ExportJob) -> RenderOptions:
    """Everything printed or stored besides the text comes from the revision, so that its file is always the same bytes."""
    revision = job.revision
    return RenderOptions(
        style=STYLES[job.style],
        draft_copy=job.copy == ExportJob.Copy.DRAFT,
        author=job.requested_by.name,
        created=revision.created_at,
        modified=revision.created_at,
        reference=revision.content_hash,
        approval=job.approval,
    )


def _update(job: ExportJob, **values: Any) -> None:
    """Write to the job while this worker holds it. Raises Superseded where it does not any more."""
    if not ExportJob.objects.filter(pk=job.pk, state=State.RUNNING, claim=job.claim).update(**values):
        raise Superseded


def _note_failure(job: ExportJob, error: Exception) -> None:
    """Give the job back, or up after MAX_ATTEMPTS.

    The log gets the place of the fault, not its message: that may quote the paper.
    """
    where = traceback.extract_tb(error.__traceback__)[-1]
    logger.error(
        "export %s: attempt %d failed: %s at %s:%s",
        job.pk, job.attempts, type(error).__name__, where.filename, where.lineno,
    )  # fmt: skip
    values: dict[str, Any] = {"state": State.QUEUED, "progress": 0, "queued_at": timezone.now(), "sent": None}
    if job.attempts >= MAX_ATTEMPTS:
        values = {
            "state": State.FAILED,
            "progress": 0,
            "error": _sentence(job, error),
            "finished_at": timezone.now(),
        }
    try:
        # what is given back is sent again by the recovery, some seconds later: a fault seldom passes at once
        _update(job, **values, claim="", lease_until=None)
    except Superseded:
        logger.info("export %s: taken over by another worker", job.pk)


def _sentence(job: ExportJob, error: Exception) -> str:
    if isinstance(error, (SoftTimeLimitExceeded, MemoryError)):
        return wording.TOO_LONG
    return wording.NOT_SAVED if isinstance(error, OSError) else wording.trouble(job)
