"""What the branch names most, and how its papers come in: figures without names, from what was handed in alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from drafting.desk.selectors import Moment, course_of
from drafting.desk.table import Line
from drafting.drafts.models import Draft, Meeting
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.models import ProblemCategory
from drafting.review.lifecycle import Action

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
    """A taxonomy area with the categories named in it, the most frequent first; ``papers`` counts each paper once."""

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


def counted_papers(lines: Iterable[Line]) -> list[dict[str, int]]:
    """What each paper that the reader may read named when it was last handed in: code of a category -> points."""
    return [line.handed.submission.categories for line in lines if line.handed is not None]


def areas_of(papers: Sequence[dict[str, int]]) -> list[Area]:
    """What these papers name, by area in the order of the taxonomy. A code that the library no longer has is left out."""
    known = {row.code: row for row in ProblemCategory.objects.all()}
    found = []
    for area in TAXONOMY_AREAS:
        codes = [code for code, row in known.items() if row.area == area]
        categories = [
            Named(
                known[code].name,
                sum(code in paper for paper in papers),
                sum(paper.get(code, 0) for paper in papers),
            )
            for code in codes
        ]
        named = sorted((row for row in categories if row.papers), key=lambda row: (-row.papers, -row.points))
        if named:
            papers_here = sum(any(code in paper for code in codes) for paper in papers)
            found.append(Area(area, papers_here, sum(row.points for row in named), tuple(named)))
    return found


def most_named(areas: Iterable[Area]) -> list[tuple[str, Named]]:
    """The categories that most papers name, with their areas: what the chart shows."""
    every = [(area.name, row) for area in areas for row in area.categories]
    return sorted(every, key=lambda pair: (-pair[1].papers, -pair[1].points))[:SHOWN]


def days_of(meeting: Meeting, lines: Sequence[Line]) -> list[Day]:
    """The course of a meeting: its first day, each day on which a figure changed, and today while it is open.

    A member counts from the day of the first hand-in that was not withdrawn, and as approved from the day of the
    approval that the paper has now, so that no figure ever falls.
    """
    asked = {line.owner for line in lines}
    events = [event for event in course_of(meeting) if event.owner in asked]
    passed = {line.owner for line in lines if line.state == Draft.State.APPROVED}
    handed_in = Counter(_first_days(events).values())
    approved = Counter(day for owner, day in _approval_days(events).items() if owner in passed)
    days = {timezone.localdate(meeting.created_at), *handed_in, *approved}
    if meeting.state == Meeting.State.OPEN:
        days.add(timezone.localdate())
    return [
        Day(
            day,
            sum(n for d, n in handed_in.items() if d <= day),
            sum(n for d, n in approved.items() if d <= day),
        )
        for day in sorted(days)
    ]


def _first_days(events: Iterable[Moment]) -> dict[int, date]:
    found: dict[int, date] = {}
    for event in events:
        if event.action == Action.SUBMIT:
            found.setdefault(event.owner, timezone.localdate(event.at))
    return found


def _approval_days(events: Iterable[Moment]) -> dict[int, date]:
    return {
        event.owner: timezone.localdate(event.at) for event in events if event.state == Draft.State.APPROVED
    }
