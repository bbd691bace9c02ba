"""Asking for one's own data (the row first, the message after the commit), and for its erasure."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from drafting.jobs import lifecycle
from drafting.jobs.models import Job
from drafting.personal_data import notices
from drafting.personal_data.models import ErasureRequest, PersonalFile
from drafting.personal_data.work import FILES
from drafting.rendering.filenames import safe_name

State = ErasureRequest.State
_OPEN: Final = (Job.State.QUEUED, Job.State.RUNNING)
#: How many files the page lists.
_LISTED: Final = 5


def ask_for_file(person: User) -> PersonalFile:
    """The job for a zip of everything that the system has of a person now; while one is under way
    that one is given."""
    filename = safe_name(f"{person.name}-个人数据-{timezone.localdate():%Y%m%d}", "zip")
    try:
        with transaction.atomic():
            job, created = PersonalFile.objects.get_or_create(
                requested_by=person, state__in=_OPEN, defaults={"filename": filename}
            )
            if created:
                transaction.on_commit(partial(lifecycle.dispatch, FILES, job.pk))
    except IntegrityError:  # another window was faster
        return PersonalFile.objects.filter(requested_by=person).latest("created_at")
    return job


def files_of(person: User) -> QuerySet[PersonalFile]:
    """A person's last files, the newest first."""
    return PersonalFile.objects.filter(requested_by=person)[:_LISTED]


def request_of(person: User) -> ErasureRequest | None:
    """The newest request of a person to be erased, with who decided on it."""
    return person.erasure_requests.select_related("decided_by").first()


def ask_for_erasure(person: User, words: str) -> bool:
    """Ask the administrators to have a person's data erased; False where that was asked already."""
    try:
        with transaction.atomic():
            asked = ErasureRequest.objects.create(person=person, words=words)
            notices.tell_asked(asked)
    except IntegrityError:
        return False
    return True


def withdraw(person: User) -> bool:
    """Take the request back; False where it is not open any more."""
    rows = ErasureRequest.objects.filter(person=person, state=State.OPEN)
    return bool(rows.update(state=State.WITHDRAWN, ended_at=timezone.now()))


@transaction.atomic
def decline(person: User, answer: str, by: User) -> bool:
    """Decline a request with a reason that the person is told; False where there is none open."""
    rows = ErasureRequest.objects.filter(person=person, state=State.OPEN)
    values = {"state": State.DECLINED, "answer": answer, "decided_by": by}
    if not rows.update(**values, ended_at=timezone.now()):
        return False
    notices.tell_declined(person)
    return True
