"""What the page of the bundles reads."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from accounts.models import User
from drafting.desk.handed import awaiting_first, missing
from drafting.desk.models import BundleJob
from drafting.desk.table import Line
from drafting.drafts.models import Draft, Meeting
from drafting.rendering import wording
from drafting.rendering.selectors import Choice

#: Older ones are not listed; nobody looks for them.
_MOST_LISTED: Final = 10

COPIES: Final[Mapping[str, str]] = {
    BundleJob.Copy.CLEAN: "不带批注，可以直接打印、上会。",
    BundleJob.Copy.COMMENTED: "批注和回复作为 Word 批注放在所批的文字上，适合会前讨论修改。",
}


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle as the list shows it: what is happening to it in a sentence, and how many of its papers are in it."""

    job: BundleJob
    message: str

    @property
    def papers(self) -> int:
        """How many papers are in the file, or were asked for while it is made."""
        return len(self.job.names)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle would hold now: how many papers, how many of them final, from whom none has come, how many wait elsewhere."""

    papers: int
    final: int
    missing: tuple[Line, ...]
    elsewhere: int

    @property
    def pending(self) -> int:
        """How many papers are not approved."""
        return self.papers - self.final


def contents_of(lines: Sequence[Line]) -> Contents:
    """The papers of these lines."""
    readable = [line for line in lines if line.handed is not None]
    return Contents(
        papers=len(readable),
        final=sum(line.state == Draft.State.APPROVED for line in readable),
        missing=tuple(missing(lines)),
        elsewhere=awaiting_first(lines),
    )


def choices(contents: Contents) -> list[Choice]:
    """The kinds of copy; the clean one is what is wanted once everything is approved."""
    usual = BundleJob.Copy.COMMENTED if contents.pending and not contents.final else BundleJob.Copy.CLEAN
    return [Choice(copy.value, copy.label, COPIES[copy], copy == usual) for copy in BundleJob.Copy]


def bundles_of(meeting: Meeting, user: User) -> list[BundleRow]:
    """The bundles of a meeting that this person asked for, newest first."""
    jobs = BundleJob.objects.filter(meeting=meeting, requested_by=user)
    return [row_of(job) for job in jobs.order_by("-created_at")[:_MOST_LISTED]]


def row_of(job: BundleJob) -> BundleRow:
    """A bundle as the list shows it."""
    return BundleRow(job, wording.message_of(job, timezone.now()))


def own_bundle(meeting: Meeting, user: User, job_id: uuid.UUID) -> BundleJob | None:
    """A bundle that this person asked for; None for anybody else's."""
    job = BundleJob.objects.filter(pk=job_id, meeting=meeting, requested_by=user).first()
    if job is not None:
        job.meeting = meeting
    return job
