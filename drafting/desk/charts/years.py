"""What a branch named and what it kept over the years: figures without names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from drafting.desk.charts.series import FEWEST, Area, areas_of, counted_papers
from drafting.desk.permissions import overseen_paths, standing_of
from drafting.desk.table.lines import lines_of
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.meetings.models import Meeting
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.states import ItemState
from drafting.review.reviewers import reviewers_of

#: The meetings that are looked at, the newest ones.
MEETINGS = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many measures of a year's ledgers how many are done, are kept up for good, and are
    left."""

    total: int = 0
    done: int = 0
    lasting: int = 0

    @property
    def left(self) -> int:
        """How many are neither done nor kept up."""
        return self.total - self.done - self.lasting


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a branch: how many papers of its members there are, what they name by area, and
    what became of the measures; nothing and None where they are too few to be counted."""

    year: int
    papers: int
    areas: tuple[Area, ...]
    kept: Kept | None

    def area(self, name: str) -> Area | None:
        """What is named of an area."""
        return next((one for one in self.areas if one.name == name), None)


def years_of(meeting: Meeting, user: User) -> list[Year]:
    """The years of the branch that holds a meeting, the earliest first, as far as the person leads
    its meetings. Some queries for each of at most MEETINGS meetings."""
    rows = Meeting.objects.filter(organization=meeting.organization_id, kind=meeting.kind)
    found = rows.select_related("organization", "framework").order_by("-created_at", "-pk")
    overseen = overseen_paths(user)
    papers: dict[int, list[dict[str, int]]] = {}
    kept: dict[int, Kept] = {}
    for one in found[:MEETINGS]:
        standing = standing_of(user, one, reviewers_of(one), overseen)
        if not standing.leads:
            continue
        year = one.framework.year
        lines = [line for line in lines_of(one, standing) if not line.collective]
        papers.setdefault(year, []).extend(counted_papers(lines))
        kept[year] = _added(kept.get(year, Kept()), one, [line.owner for line in lines])
    return [
        Year(
            year,
            len(papers[year]),
            tuple(areas_of(papers[year])) if len(papers[year]) >= FEWEST else (),
            kept[year] if len(papers[year]) >= FEWEST else None,
        )
        for year in sorted(papers)
    ]


def _added(before: Kept, meeting: Meeting, owners: Sequence[int]) -> Kept:
    ledgers = Ledger.objects.filter(meeting=meeting, owner__in=owners).prefetch_related("items")
    states = [item.state for one in ledgers for item in one.items.all() if not item.gone]
    return Kept(
        before.total + len(states),
        before.done + states.count(ItemState.DONE),
        before.lasting + states.count(ItemState.LASTING),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of categories: its name, whether it is an area, and in how many papers it
    is named in each year (None: not counted)."""

    name: str
    whole: bool
    numbers: tuple[int | None, ...]


def rows_of(years: Sequence[Year]) -> list[Row]:
    """The areas of the taxonomy with the categories that any year names."""
    rows: list[Row] = []
    for name in TAXONOMY_AREAS:
        areas = [year.area(name) for year in years]
        if not any(areas):
            continue
        rows.append(Row(name, True, tuple(map(_papers, years, areas))))
        rows += _categories(years, areas)
    return rows


def _categories(years: Sequence[Year], areas: Sequence[Area | None]) -> Iterable[Row]:
    named = dict.fromkeys(row.name for area in areas if area for row in area.categories)
    for name in named:
        found = [
            next((row for row in area.categories if row.name == name), None) if area else None
            for area in areas
        ]
        yield Row(name, False, tuple(map(_papers, years, found)))


def _papers(year: Year, named: object) -> int | None:
    if year.kept is None:
        return None
    return int(getattr(named, "papers", 0))
