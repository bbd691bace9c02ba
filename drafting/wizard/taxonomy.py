"""The categories of the library as the pages of the steps ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from accounts.prepared import PreparedRead
from drafting.frameworks.spec import AreaSpec
from drafting.library.models import (
    Category,
    CauseCategory,
    MeasureCategory,
    Phrase,
    ProblemCategory,
)
from drafting.library.selectors import suggestions

Row = TypeVar("Row", bound=Category)

#: What answers a problem, by its role.
KINDS: Final = {"causes": "原因", "measures": "措施"}

_PROBLEMS = PreparedRead(ProblemCategory.objects.all)
_CAUSES = PreparedRead(CauseCategory.objects.all)
_MEASURES = PreparedRead(MeasureCategory.objects.all)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cause or measure category that usually answers a problem; ``problems`` are the ids of the
    problems it would answer."""

    role: str
    code: str
    name: str
    caution: str = ""
    problems: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What its role is called."""
        return KINDS[self.role]


class Taxonomy:
    """The categories of the library for a page: of each kind read once, when they are first asked
    for."""

    @cached_property
    def problems(self) -> list[ProblemCategory]:
        """Those of problems."""
        return _PROBLEMS.all()

    @cached_property
    def causes(self) -> list[CauseCategory]:
        """Those of causes."""
        return _CAUSES.all()

    @cached_property
    def measures(self) -> list[MeasureCategory]:
        """Those of measures."""
        return _MEASURES.all()

    @cached_property
    def fits(self) -> dict[str, tuple[list[str], list[str]]]:
        """The codes of the causes and of the measures that answer a problem, by its code; two
        queries."""
        return suggestions()

    @cached_property
    def names(self) -> dict[str, str]:
        """Every category's name by its code."""
        return {row.code: row.name for row in [*self.problems, *self.causes, *self.measures]}

    def of(self, phrase: Phrase) -> None:
        """Give a phrase its categories."""
        if phrase.problem_id is not None:
            phrase.problem = _numbered(self.problems, phrase.problem_id)
        if phrase.cause_id is not None:
            phrase.cause = _numbered(self.causes, phrase.cause_id)
        if phrase.measure_id is not None:
            phrase.measure = _numbered(self.measures, phrase.measure_id)

    @cached_property
    def cautions(self) -> dict[str, str]:
        """What to mind with a cause, by its code."""
        return {row.code: row.caution for row in self.causes}

    def area_categories(self, area: AreaSpec | None) -> list[ProblemCategory]:
        """The categories that fit an area; all of them where the framework maps it to none."""
        wanted = set(area.taxonomy) if area else set()
        rows = [row for row in self.problems if row.active]
        return [row for row in rows if not wanted or row.area in wanted or row.code in wanted]

    def suggestions(self, code: str, role: str) -> list[Suggestion]:
        """The causes or measures that usually answer a problem category, the likeliest first."""
        causes, measures = self.fits.get(code, ([], []))
        codes = causes if role == "causes" else measures
        return [
            Suggestion(role, found, self.names[found], self.cautions.get(found, ""))
            for found in codes
        ]


def _numbered(rows: Iterable[Row], number: int) -> Row | None:
    return next((row for row in rows if row.pk == number), None)
