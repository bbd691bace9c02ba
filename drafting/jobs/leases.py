"""When a job's worker counts as silent and its message as lost, by a clock that may have been set
back.

A moment that lies further ahead than any that is written now was written by the clock as it was
before; what it promises would come hours too late. Machines whose clocks differ a little are not
meant: a lease may be twice as long as one is given for.
"""

from __future__ import annotations

import datetime

from django.conf import settings

from drafting.jobs.models import Job

Period = tuple[datetime.datetime, datetime.datetime]


def lease() -> datetime.timedelta:
    """How long a worker may stay silent before its job is given to another."""
    return datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)


def patience() -> datetime.timedelta:
    """How long a queued job waits before its message counts as lost."""
    return datetime.timedelta(seconds=settings.JOB_RESEND_SECONDS)


def holding(now: datetime.datetime) -> Period:
    """Between which moments the end of a lease lies that holds its job."""
    return now, now + 2 * lease()


def on_the_way(now: datetime.datetime) -> Period:
    """Between which moments a message was sent that may still arrive."""
    return now - patience(), now + patience()


def is_held(job: Job, now: datetime.datetime) -> bool:
    """Whether a running job is its worker's."""
    first, last = holding(now)
    return job.lease_until is not None and first <= job.lease_until <= last


def is_on_the_way(job: Job, now: datetime.datetime) -> bool:
    """Whether the message of a queued job may still arrive."""
    first, last = on_the_way(now)
    return first <= job.queued_at <= last
