"""The list of meetings on the desk: those that a person leads, reviews single papers of, or oversees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from drafting.desk.permissions import Standing, overseen_paths, standing_of
from drafting.desk.selectors import Paper, asked_of, meetings_around, papers_of
from drafting.desk.summary import Summary, summary_of
from drafting.desk.words import DUE_SOON, NOT_BEGUN
from drafting.drafts.models import Meeting
from drafting.drafts.words import days_left
from drafting.review.order import days_overdue, waits_for
from drafting.review.reviewers import reviewers_of_each


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting with the figures of the lines that the person sees in its table; ``left`` is how long there is."""

    meeting: Meeting
    standing: Standing
    summary: Summary
    left: str
    tone: str

    @property
    def rank(self) -> int:
        """What one leads stands first, then what one reviews, then what one oversees."""
        if self.standing.leads:
            return 0
        return 2 if self.standing.oversees else 1


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading."""

    title: str
    entries: tuple[Entry, ...]


_TITLES = ("由您审核的会议", "有材料由您审核的下级会议", "只看进度的会议")


def entries_of(user: User) -> list[Entry]:
    """The meetings that concern a person, open ones first. The number of queries does not grow with them."""
    meetings = list(meetings_around(user))
    reviewers = reviewers_of_each(meetings)
    overseen = overseen_paths(user)
    asked, papers = asked_of(meetings), papers_of(meetings)
    found = []
    for meeting in meetings:
        standing = standing_of(user, meeting, reviewers[meeting.pk], overseen)
        there = papers.get(meeting.pk, {})
        seen = {owner for owner in asked.get(meeting.pk, set()) | there.keys() if standing.sees(owner)}
        if seen or standing.leads or standing.oversees:
            found.append(_entry(meeting, standing, seen, there))
    return found


def grouped(entries: Sequence[Entry]) -> list[Group]:
    """The entries by how the person stands to them, each group in the order that it came in."""
    groups = (
        Group(title, tuple(entry for entry in entries if entry.rank == rank))
        for rank, title in enumerate(_TITLES)
    )
    return [group for group in groups if group.entries]


def _entry(meeting: Meeting, standing: Standing, owners: set[int], papers: dict[int, Paper]) -> Entry:
    today = timezone.localdate()
    states = {owner: papers[owner].state if owner in papers else NOT_BEGUN for owner in owners}
    summary = summary_of(
        (state, days_overdue(state, meeting.due, today) > 0, waits_for(state, standing.reviews(owner)))
        for owner, state in states.items()
    )
    left, tone = "", ""
    if meeting.due is not None:
        left = days_left(meeting.due, today)
        days = (meeting.due - today).days
        tone = "bad" if days < 0 else ("warn" if days <= DUE_SOON else "")
    return Entry(meeting, standing, summary, left, tone)
