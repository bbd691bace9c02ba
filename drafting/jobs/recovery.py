"""Setting stalled jobs going again, and clearing away old files."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from drafting.jobs import wording
from drafting.jobs.leases import holding, is_held, is_on_the_way, on_the_way
from drafting.jobs.lifecycle import MAX_ATTEMPTS, J, JobKind, dispatch
from drafting.jobs.models import Job
from drafting.jobs.storage import private_storage

logger = logging.getLogger(__name__)
State = Job.State

#: A sweep sends no more than this again: a long queue must not be made longer by the messages that
#: ask after it.
MOST_AT_ONCE: Final = 100
#: A file that no job knows is left alone for so long: its job may be about to be written.
GRACE: Final = datetime.timedelta(hours=1)


def recover(job: J, kind: JobKind[J]) -> bool:
    """Set a job going again whose worker fell silent or whose message was lost; called by the sweep
    and by a status request.

    Returns False where the broker did not answer, so that a sweep need not ask it again. Of several
    callers at once one acts: each compares what it read with what is stored (compare-and-swap).
    """
    now = timezone.now()
    row = kind.model._default_manager.filter(
        pk=job.pk, state=job.state, queued_at=job.queued_at, lease_until=job.lease_until
    )
    if job.state == State.RUNNING and not is_held(job, now):
        values: dict[str, Any] = {"claim": "", "lease_until": None, "progress": 0}
        if job.attempts >= MAX_ATTEMPTS:
            row.update(**values, state=State.FAILED, error=wording.INTERRUPTED, finished_at=now)
            return True
        acted = row.update(**values, state=State.QUEUED, queued_at=now, sent=None)
    elif job.state == State.QUEUED and not is_on_the_way(job, now):
        acted = row.update(queued_at=now)
    else:
        return True
    return dispatch(kind, job.pk) if acted else True


def sweep(kind: JobKind[J]) -> int:
    """Recover every stalled job of a kind, the longest waiting first; returns how many were looked
    at."""
    now = timezone.now()
    silent = Q(state=State.RUNNING) & ~Q(lease_until__range=holding(now))
    lost = Q(state=State.QUEUED) & ~Q(queued_at__range=on_the_way(now))
    looked_at = 0
    for job in kind.model._default_manager.filter(silent | lost).order_by("queued_at")[
        :MOST_AT_ONCE
    ]:
        looked_at += 1
        if not recover(job, kind):
            break
    return looked_at


def note_missing(job: Job) -> None:
    """Note that the file of a finished job is gone, so that it can be made again."""
    row = type(job)._default_manager.filter(pk=job.pk, state=State.DONE, file=job.file)
    row.update(state=State.EXPIRED, file="", size=0, sha256="")


def tidy(kind: JobKind[J]) -> int:
    """Delete files that are older than the kind keeps them or belong to no job any more; returns
    how many files went.

    The row is changed before its file goes: a kill in between leaves a file that belongs to nobody,
    which the next call finds.
    """
    limit = timezone.now() - datetime.timedelta(days=getattr(settings, kind.keep_days))
    gone = 0
    for job in kind.model._default_manager.filter(state=State.DONE, finished_at__lt=limit):
        row = kind.model._default_manager.filter(
            pk=job.pk, state=State.DONE, finished_at=job.finished_at
        )
        if row.update(state=State.EXPIRED, file="", size=0, sha256=""):
            private_storage().delete(job.file)
            gone += 1
    known = kind.model._default_manager.exclude(file="").values_list("file", flat=True)
    return gone + delete_orphans(kind.directory, known)


def delete_orphans(directory: str, rows: Iterable[str]) -> int:
    """Delete the files of a directory of the private storage that none of ``rows`` names and that have
    lain there for a while; returns how many went."""
    storage = private_storage()
    try:
        names = storage.listdir(directory)[1]
    except FileNotFoundError:  # nothing was ever generated
        return 0
    known = set(rows)
    gone = 0
    for name in (f"{directory}/{found}" for found in names):
        if name not in known and storage.get_modified_time(name) < timezone.now() - GRACE:
            storage.delete(name)
            gone += 1
    if gone:
        logger.info("%s: %d files that belong to nobody deleted", directory, gone)
    return gone
