"""Setting stalled jobs going again, and clearing away old files."""

from __future__ import annotations

import datetime
import logging
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from drafting.rendering import wording
from drafting.rendering.models import Job
from drafting.rendering.services.jobs import MAX_ATTEMPTS, J, Kind, dispatch
from drafting.rendering.storage import private_storage

logger = logging.getLogger(__name__)
State = Job.State

#: A sweep sends no more than this again: a long queue must not be made longer by the messages that ask after it.
MOST_AT_ONCE: Final = 100
#: A file that no job knows is left alone for so long: its job may be about to be written.
GRACE: Final = datetime.timedelta(hours=1)


def recover(job: J, kind: Kind[J]) -> bool:
    """Set a job going again whose worker fell silent or whose message was lost; called by the sweep and by a status request.

    Returns False where the broker did not answer, so that a sweep need not ask it again. Of several callers at once one acts:
    each compares what it read with what is stored (compare-and-swap).
    """
    now = timezone.now()
    row = kind.model._default_manager.filter(
        pk=job.pk, state=job.state, queued_at=job.queued_at, lease_until=job.lease_until
    )
    if job.state == State.RUNNING and job.lease_until is not None and job.lease_until < now:
        values: dict[str, Any] = {"claim": "", "lease_until": None, "progress": 0}
        if job.attempts >= MAX_ATTEMPTS:
            row.update(**values, state=State.FAILED, error=wording.INTERRUPTED, finished_at=now)
            return True
        acted = row.update(**values, state=State.QUEUED, queued_at=now, sent=None)
    elif job.state == State.QUEUED and job.queued_at < now - _patience():
        acted = row.update(queued_at=now)
    else:
        return True
    return dispatch(kind, job.pk) if acted else True


def sweep(kind: Kind[J]) -> int:
    """Recover every stalled job of a kind, the longest waiting first; returns how many were looked at."""
    now = timezone.now()
    stalled = Q(state=State.RUNNING, lease_until__lt=now) | Q(
        state=State.QUEUED, queued_at__lt=now - _patience()
    )
    looked_at = 0
    for job in kind.model._default_manager.filter(stalled).order_by("queued_at")[:MOST_AT_ONCE]:
        looked_at += 1
        if not recover(job, kind):
            break
    return looked_at


def note_missing(job: Job) -> None:
    """Note that the file of a finished job is gone, so that it can be made again."""
    row = type(job)._default_manager.filter(pk=job.pk, state=State.DONE, file=job.file)
    row.update(state=State.EXPIRED, file="", size=0, sha256="")


def tidy(kind: Kind[J]) -> int:
    """Delete files that are older than the kind keeps them or belong to no job any more; returns how many files went.

    The row is changed before its file goes: a kill in between leaves a file that belongs to nobody, which the next call finds.
    """
    limit = timezone.now() - datetime.timedelta(days=getattr(settings, kind.keep_days))
    gone = 0
    for job in kind.model._default_manager.filter(state=State.DONE, finished_at__lt=limit):
        row = kind.model._default_manager.filter(pk=job.pk, state=State.DONE, finished_at=job.finished_at)
        if row.update(state=State.EXPIRED, file="", size=0, sha256=""):
            private_storage().delete(job.file)
            gone += 1
    return gone + _delete_orphans(kind)


def _delete_orphans(kind: Kind[J]) -> int:
    storage = private_storage()
    try:
        names = storage.listdir(kind.directory)[1]
    except FileNotFoundError:  # nothing was ever generated
        return 0
    known = set(kind.model._default_manager.exclude(file="").values_list("file", flat=True))
    gone = 0
    for name in (f"{kind.directory}/{found}" for found in names):
        if name not in known and storage.get_modified_time(name) < timezone.now() - GRACE:
            storage.delete(name)
            gone += 1
    if gone:
        logger.info("%s: %d files that belong to no job deleted", kind.directory, gone)
    return gone


def _patience() -> datetime.timedelta:
    """How long a queued job waits before its message counts as lost."""
    return datetime.timedelta(seconds=settings.EXPORT_RESEND_SECONDS)
