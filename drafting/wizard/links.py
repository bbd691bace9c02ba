"""What answers what in a paper: the causes and measures that a problem is linked to, and those that
the taxonomy suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.document.model import Document, Point, points_of_role
from drafting.document.numbering import says_something
from drafting.document.text import as_name
from drafting.progress.gaps import MatrixRow
from drafting.wizard.taxonomy import KINDS, Suggestion, Taxonomy

ANSWER_ROLES = ("causes", "measures")
#: So many problems are looked through at a glance; more are folded up and put under their areas.
MANY = 8
#: Characters of an answer's label: each card lists all of them.
LABEL = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """A cause or measure of this paper that a problem may be linked to, or a problem that one of
    these may answer."""

    id: str
    role: str
    label: str
    linked: bool
    #: Of a problem: the area that it stands in.
    place: str = ""

    @property
    def kind(self) -> str:
        """What its role is called."""
        return KINDS[self.role]


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a paper by the rows of its matrix, for a step of this ``role``."""

    document: Document
    taxonomy: Taxonomy
    rows: Sequence[MatrixRow]
    role: str

    def answers_for(self, point: Point) -> list[Answer]:
        """The causes and measures of this paper, those linked to the point marked."""
        return [
            Answer(other.id, role, _short(self.label_of(other)), other.id in point.links)
            for role in ANSWER_ROLES
            for other in points_of_role(self.document, role)
            if says_something(other) or other.category or other.id in point.links
        ]

    def suggestions_for(self, point: Point) -> list[Suggestion]:
        """Causes and measures that the taxonomy suggests for a problem and that it is not linked to
        yet."""
        linked = {
            o.category
            for role in ANSWER_ROLES
            for o in points_of_role(self.document, role)
            if o.id in point.links
        }
        found = [
            s for role in ANSWER_ROLES for s in self.taxonomy.suggestions(point.category, role)
        ]
        return [suggestion for suggestion in found if suggestion.code not in linked]

    def open_suggestions(self) -> list[Suggestion]:
        """On the step of causes or measures: categories that would answer problems that have no
        answer yet, the widest first."""
        wanted: dict[str, Suggestion] = {}
        for row in self.open_problems():
            for found in self.taxonomy.suggestions(row.problem.category, self.role):
                before = wanted.get(found.code)
                ids = (*(before.problems if before else ()), row.problem.id)
                wanted[found.code] = Suggestion(
                    found.role, found.code, found.name, found.caution, ids
                )
        return sorted(wanted.values(), key=lambda s: (bool(s.caution), -len(s.problems), s.code))[
            :6
        ]

    def open_problems(self) -> list[MatrixRow]:
        """The problems that nothing on this step answers; a card with a category counts, its text
        is yet to come."""
        points = points_of_role(self.document, self.role)
        answers = {point.id for point in points if point.category or says_something(point)}
        return [row for row in self.rows if not answers & set(row.problem.links)]

    def many_open(self) -> bool:
        """Whether so many have none that their names would fill the page."""
        return len(self.open_problems()) > MANY

    def open_claims(self) -> list[str]:
        """The claims of these, empty where one has none yet."""
        return [as_name(row.problem.claim) for row in self.open_problems()]

    def problems_for(self, point: Point) -> list[Answer]:
        """The problems of this paper, those that a cause or measure answers marked."""
        places = self._places()
        return [
            Answer(
                row.problem.id,
                "problems",
                _short(self.label_of(row.problem)),
                point.id in row.problem.links,
                places.get(row.problem.id, ""),
            )
            for row in self.rows
        ]

    def _places(self) -> dict[str, str]:
        """The area of each problem that stands in one."""
        return {
            point.id: _short(section.area or section.heading)
            for part in self.document.parts
            if part.role == "problems"
            for section in part.sections
            for point in section.points
        }

    def label_of(self, point: Point) -> str:
        """How a point is called in lists: its claim, else its category, else the beginning of its
        text."""
        name = self.taxonomy.names.get(point.category, "")
        return as_name(point.claim) or name or point.elaboration.strip()[:20] or "（空白）"


def _short(label: str) -> str:
    """A label that stands on every card of a page: its beginning, where it is long."""
    return label if len(label) <= LABEL else f"{label[:LABEL]}…"
