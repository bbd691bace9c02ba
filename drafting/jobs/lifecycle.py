"""What every kind of job has in common: it is claimed by compare-and-swap, held by a lease, tried a
few times, and sent again."""

from __future__ import annotations

import hashlib
import logging
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final, Generic, TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from drafting.common.overtaken import Overtaken
from drafting.jobs import wording
from drafting.jobs.leases import holding, lease
from drafting.jobs.models import Job
from drafting.jobs.queue import hand_over
from drafting.jobs.storage import private_storage

logger = logging.getLogger(__name__)
State = Job.State
J = TypeVar("J", bound=Job)

MAX_ATTEMPTS: Final = 3


class JobOvertaken(Overtaken):
    """The job is no longer this worker's: its lease ran out and somebody else has it, or it was
    deleted."""


class Explained(Exception):
    """A file could not be made, for a reason that who asked for it is to read: the message is one
    Chinese sentence, of at most 200 characters."""


@dataclass(frozen=True, slots=True)
class JobKind(Generic[J]):
    """A kind of job: its rows, its Celery task, the directory of the private storage that holds its
    files, the setting that says for how many days, and what is read along with a row."""

    model: type[J]
    task: str
    directory: str
    keep_days: str
    related: tuple[str, ...]


def carry_out(kind: JobKind[J], job_id: uuid.UUID, token: str, make: Callable[[J], None]) -> None:
    """Make the file of a job if it is to be made; safe to call any number of times, from any number
    of workers.

    ``token`` names the queue message: a message that comes a second time lost its first worker, so
    it may take the job over.
    """
    job = claim(kind, job_id, token)
    if job is None:
        logger.info("job %s: nothing to do", job_id)
        return
    try:
        make(job)
    except JobOvertaken:
        logger.info("job %s: taken over by another worker", job_id)
    except Exception as error:
        _note_failure(job, error)


def claim(kind: JobKind[J], job_id: uuid.UUID, token: str) -> J | None:
    """Take a job by one conditional update; None where it is done, gone, given up or in other
    hands."""
    now = timezone.now()
    running = Q(state=State.RUNNING)
    silent = ~Q(lease_until__range=holding(now))
    free = Q(state=State.QUEUED) | running & silent | running & Q(claim=token)
    rows = kind.model._default_manager.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS)
    taken = rows.update(
        state=State.RUNNING,
        claim=token,
        lease_until=now + lease(),
        attempts=F("attempts") + 1,
        progress=10,
    )
    return (
        kind.model._default_manager.select_related(*kind.related).get(pk=job_id) if taken else None
    )


def advance(job: Job, progress: int) -> None:
    """Say how far a job is (per cent), and hold it for another lease. Raises JobOvertaken."""
    update(job, progress=progress, lease_until=timezone.now() + lease())


def finish(kind: JobKind[J], job: J, content: bytes, **values: Any) -> None:
    """Keep the file of a job and say so. Raises JobOvertaken, and OSError where it cannot be kept.

    It is kept under the ending that it is downloaded with. Each attempt has a file of its own: one
    that comes too late must not replace what another has finished.
    """
    ending = PurePath(job.filename).suffix
    name = f"{kind.directory}/{job.pk}-{job.attempts}{ending}"
    name = private_storage().save(name, ContentFile(content))
    try:
        update(
            job, **values, state=State.DONE, progress=100, claim="", lease_until=None, error="",
            finished_at=timezone.now(), file=name, size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
    except JobOvertaken:
        private_storage().delete(name)
        raise
    logger.info("job %s: done, %d bytes", job.pk, len(content))


def update(job: Job, **values: Any) -> None:
    """Write to the job while this worker holds it. Raises JobOvertaken where it does not any
    more."""
    rows = type(job)._default_manager.filter(pk=job.pk, state=State.RUNNING, claim=job.claim)
    if not rows.update(**values):
        raise JobOvertaken


def begin_again(kind: JobKind[J], job: J) -> None:
    """Put a job that is not under way back to its beginning, unless somebody else has just done so,
    and send it."""
    now = timezone.now()
    fresh = {"progress": 0, "attempts": 0, "error": "", "file": "", "finished_at": None}
    with transaction.atomic():
        if kind.model._default_manager.filter(pk=job.pk, state=job.state).update(
            **fresh,
            state=State.QUEUED,
            claim="",
            lease_until=None,
            sent=None,
            created_at=now,
            queued_at=now,
        ):
            transaction.on_commit(lambda: dispatch(kind, job.pk))
    job.refresh_from_db()


def dispatch(kind: JobKind[J], job_id: uuid.UUID) -> bool:
    """Send the message of a queued job and note whether that worked; the recovery sends it again
    where it did not."""
    sent = hand_over(job_id, kind.task)
    # a worker may have taken the job meanwhile: then there is nothing left to note
    kind.model._default_manager.filter(pk=job_id, state=State.QUEUED).update(sent=sent)
    return sent


def _note_failure(job: Job, error: Exception) -> None:
    """Give the job back, or up after MAX_ATTEMPTS.

    The log gets the place of the fault, not its message: that may quote the paper.
    """
    logger.error("job %s: attempt %d failed: %s", job.pk, job.attempts, fault(error))
    values: dict[str, Any] = {
        "state": State.QUEUED,
        "progress": 0,
        "queued_at": timezone.now(),
        "sent": None,
    }
    if job.attempts >= MAX_ATTEMPTS:
        values = {
            "state": State.FAILED,
            "progress": 0,
            "error": _sentence(job, error),
            "finished_at": timezone.now(),
        }
    try:
        # what is given back is sent again by the recovery, some seconds later: a fault seldom
        # passes at once
        update(job, **values, claim="", lease_until=None)
    except JobOvertaken:
        logger.info("job %s: taken over by another worker", job.pk)


def fault(error: Exception) -> str:
    """What went wrong and where, for the log, without the message: that may quote a paper."""
    if isinstance(error, Explained):  # the words are ours
        return str(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {where.filename}:{where.lineno}"


def _sentence(job: Job, error: Exception) -> str:
    if isinstance(error, Explained):
        return str(error)
    if isinstance(error, (SoftTimeLimitExceeded, MemoryError)):
        return wording.TOO_LONG
    return wording.NOT_SAVED if isinstance(error, OSError) else wording.trouble(job)
