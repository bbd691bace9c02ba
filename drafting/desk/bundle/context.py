"""What the page of the bundles reads."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from accounts.models import User
from drafting.desk.bundle.papers import awaiting_first, missing
from drafting.desk.models import BundleJob
from drafting.desk.table.figures import MeetingFigures
from drafting.desk.table.lines import MemberLine, figures_of
from drafting.drafts.models import Draft
from drafting.exports.selectors import ExportChoice
from drafting.jobs import wording
from drafting.meetings.models import Meeting

#: Older ones are not listed; nobody looks for them.
_MOST_LISTED: Final = 10

COPIES: Final[Mapping[str, str]] = {
    BundleJob.Copy.CLEAN: "不带批注，可以直接打印、上会。",
    BundleJob.Copy.COMMENTED: "批注和回复作为 Word 批注放在所批的文字上，适合会前讨论修改。",
}


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle as the list shows it: what is happening to it in a sentence, and how many of its
    papers are in it."""

    job: BundleJob
    message: str

    @property
    def papers(self) -> int:
        """How many papers are in the file, or were asked for while it is made."""
        return len(self.job.names)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle would hold now: papers that are final, papers ``under_review``, and rounds that
    are in it though their authors are at work on the next one (``earlier``). From these, and from
    others who have handed in nothing, a paper is still awaited (``missing``); ``elsewhere`` are
    with the first reviewer.

    ``figures.handed_in`` is final + under_review + elsewhere.
    """

    figures: MeetingFigures
    final: int
    under_review: int
    earlier: int
    missing: tuple[MemberLine, ...]
    elsewhere: int

    @property
    def papers(self) -> int:
        """How many papers a bundle would hold."""
        return self.final + self.under_review + self.earlier

    @property
    def pending(self) -> int:
        """How many of them are not approved."""
        return self.under_review + self.earlier


def contents_of(lines: Sequence[MemberLine]) -> Contents:
    """The papers of these lines."""
    readable = [line for line in lines if line.handed is not None]
    final = sum(line.state == Draft.State.APPROVED for line in readable)
    earlier = sum(line.missing for line in readable)
    return Contents(
        figures=figures_of(lines),
        final=final,
        under_review=len(readable) - final - earlier,
        earlier=earlier,
        missing=tuple(missing(lines)),
        elsewhere=awaiting_first(lines),
    )


def choices(contents: Contents) -> list[ExportChoice]:
    """The kinds of copy; the clean one is what is wanted once everything is approved."""
    usual = (
        BundleJob.Copy.COMMENTED
        if contents.pending and not contents.final
        else BundleJob.Copy.CLEAN
    )
    return [
        ExportChoice(copy.value, copy.label, COPIES[copy], copy == usual) for copy in BundleJob.Copy
    ]


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
