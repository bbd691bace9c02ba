"""What the branch names most, and how its papers come in: figures without names, from what was
handed in alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from drafting.desk.selectors import Moment, course_of
from drafting.desk.table.lines import MemberLine
from drafting.drafts.models import Draft
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.models import ProblemCategory
from drafting.meetings.models import Meeting
from drafting.review.decisions.lifecycle import Action

#: With fewer papers a figure would say who wrote what.
FEWEST = 3
#: How many categories the chart shows; the table has all of them.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A problem category (问题分类): in how many papers it is named, and by how many points."""

    name: str
    papers: int
    points: int


@dataclass(frozen=True, slots=True)
class Area:
    """A taxonomy area with the categories named in it, the most frequent first; ``papers`` counts
    each paper once."""

    name: str
    papers: int
    points: int
    categories: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """How many members had handed in, and how many were approved, at the end of a day."""

    day: date
    handed_in: int
    approved: int


def counted_papers(lines: Iterable[MemberLine]) -> list[dict[str, int]]:
    """What each paper that the reader may read named when it was last handed in: code of a category
    -> points."""
    return [line.handed.submission.categories for line in lines if line.handed is not None]


def areas_of(papers: Sequence[dict[str, int]]) -> list[Area]:
    """What these papers name, by area in the order of the taxonomy. A code that the library no
    longer has is left out."""
    rows = list(ProblemCategory.objects.all())
    areas = [
        _area(name, [row for row in rows if row.area == name], papers) for name in TAXONOMY_AREAS
    ]
    return [area for area in areas if area.categories]


def _area(name: str, rows: Sequence[ProblemCategory], papers: Sequence[dict[str, int]]) -> Area:
    """What these papers name of an area with these categories."""
    named = [row for row in (_named(row, papers) for row in rows) if row.papers]
    named.sort(key=lambda row: (-row.papers, -row.points))
    codes = {row.code for row in rows}
    naming = sum(not codes.isdisjoint(paper) for paper in papers)
    return Area(name, naming, sum(row.points for row in named), tuple(named))


def _named(row: ProblemCategory, papers: Sequence[dict[str, int]]) -> Named:
    points = [paper[row.code] for paper in papers if row.code in paper]
    return Named(row.name, len(points), sum(points))


def most_named(areas: Iterable[Area]) -> list[tuple[str, Named]]:
    """The categories that most papers name, with their areas: what the chart shows."""
    every = [(area.name, row) for area in areas for row in area.categories]
    return sorted(every, key=lambda pair: (-pair[1].papers, -pair[1].points))[:SHOWN]


def days_of(meeting: Meeting, lines: Sequence[MemberLine]) -> list[Day]:
    """The course of a meeting: its first day, each day on which a figure changed, and today while
    it is open.

    A member counts from the day of the first hand-in that was not withdrawn, and as approved from
    the day of the approval that the paper has now, so that no figure ever falls.
    """
    asked = {line.owner for line in lines}
    events = [event for event in course_of(meeting) if event.owner in asked]
    passed = {line.owner for line in lines if line.state == Draft.State.APPROVED}
    handed_in = Counter(_first_days(events).values())
    approved = Counter(day for owner, day in _approval_days(events).items() if owner in passed)
    days = {timezone.localdate(meeting.created_at), *handed_in, *approved}
    if meeting.state == Meeting.State.OPEN:
        days.add(timezone.localdate())
    return [Day(day, _until(day, handed_in), _until(day, approved)) for day in sorted(days)]


def _until(day: date, numbers: Counter[date]) -> int:
    return sum(number for each, number in numbers.items() if each <= day)


def _first_days(events: Iterable[Moment]) -> dict[int, date]:
    found: dict[int, date] = {}
    for event in events:
        if event.action == Action.SUBMIT:
            found.setdefault(event.owner, timezone.localdate(event.at))
    return found


def _approval_days(events: Iterable[Moment]) -> dict[int, date]:
    return {
        event.owner: timezone.localdate(event.at)
        for event in events
        if event.state == Draft.State.APPROVED
    }
