"""The list of meetings on the desk: those that a person leads, reviews single papers of, or
oversees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from drafting.common.days import days_left, until_meeting, urgency
from drafting.desk.permissions import DeskStanding, overseen_paths, standing_of
from drafting.desk.selectors import MemberPaper, asked_of, meetings_around, papers_of
from drafting.desk.table.figures import MeetingFigures, summary_of
from drafting.desk.words import NOT_BEGUN
from drafting.drafts.models import COLLECTIVE, Meeting
from drafting.review.decisions.states import waits_for
from drafting.review.paper_order import days_overdue
from drafting.review.reviewers import reviewers_of_each


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting with the figures of the lines that the person sees in its table; ``left`` is how
    long there is to hand in, ``held`` how long until the meeting itself."""

    meeting: Meeting
    standing: DeskStanding
    summary: MeetingFigures
    left: str
    tone: str
    held: str = ""

    @property
    def missing(self) -> int:
        """How many papers who leads an open meeting still waits for; 0 for others."""
        open_ = self.meeting.state == Meeting.State.OPEN
        return self.summary.missing if open_ and self.standing.leads else 0

    @property
    def asks(self) -> bool:
        """Whether there is something for the person to do."""
        return bool(self.summary.waiting or self.missing)

    @property
    def rank(self) -> int:
        """What one leads stands first, then what one reviews, then what one oversees."""
        if self.standing.leads:
            return 0
        return 2 if self.standing.oversees else 1


@dataclass(frozen=True, slots=True)
class MeetingGroup:
    """Entries under a heading."""

    title: str
    entries: tuple[MeetingEntry, ...]


_TITLES = ("由您审核的会议", "有材料由您审核的下级会议", "只看进度的会议")


def entries_of(user: User) -> list[MeetingEntry]:
    """The meetings that concern a person: what they lead stands first, then what they review, then
    what they oversee; in each what waits for them most, then what is open. The number of queries
    does not grow with them."""
    meetings = list(meetings_around(user))
    reviewers = reviewers_of_each(meetings)
    overseen = overseen_paths(user)
    asked, papers = asked_of(meetings), papers_of(meetings)
    found = []
    for meeting in meetings:
        standing = standing_of(user, meeting, reviewers[meeting.pk], overseen)
        there = papers.get(meeting.pk, {})
        seen = {
            owner for owner in asked.get(meeting.pk, set()) | there.keys() if standing.sees(owner)
        }
        if seen or standing.leads or standing.oversees:
            found.append(_entry(meeting, standing, seen, there))
    return sorted(found, key=_place)


def _place(entry: MeetingEntry) -> tuple[int, int, bool]:
    return entry.rank, -entry.summary.waiting, entry.meeting.state != Meeting.State.OPEN


def grouped(entries: Sequence[MeetingEntry]) -> list[MeetingGroup]:
    """The entries by how the person stands to them, each group in the order that it came in."""
    groups = (
        MeetingGroup(title, tuple(entry for entry in entries if entry.rank == rank))
        for rank, title in enumerate(_TITLES)
    )
    return [group for group in groups if group.entries]


def _entry(
    meeting: Meeting, standing: DeskStanding, owners: set[int], papers: dict[int, MemberPaper]
) -> MeetingEntry:
    today = timezone.localdate()
    writer = papers[COLLECTIVE].writer if COLLECTIVE in papers else None
    if writer == standing.user or not standing.reviews(COLLECTIVE):
        # members are counted; the committee's paper counts for whoever reviews it
        owners = owners - {COLLECTIVE}
    states = {owner: papers[owner].state if owner in papers else NOT_BEGUN for owner in owners}
    summary = summary_of(
        (
            state,
            days_overdue(state, meeting.due, today) > 0,
            waits_for(state, standing.reviews(owner))
            and not (owner in papers and papers[owner].archived),
        )
        for owner, state in states.items()
    )
    left, tone, held = "", "", ""
    if meeting.due is not None:
        left, tone = days_left(meeting.due, today), urgency(meeting.due, today)
    if meeting.held_on is not None and meeting.state == Meeting.State.OPEN:
        held = until_meeting(meeting.held_on, today)
    return MeetingEntry(meeting, standing, summary, left, tone, held)
