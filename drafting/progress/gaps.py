"""What a document still lacks: facts in open holes, examples, answers to problems, length. The task
list and proofreading both ask here. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from drafting.document.model import Container, Document, Point, Section, containers, points_of_role
from drafting.document.numbering import says_something
from drafting.document.ranges import TextRange
from drafting.document.text import holes
from drafting.frameworks.spec import FrameworkSpec, Limits
from drafting.progress.concreteness import concreteness, is_no_example

#: Of a part that the framework does not know, as a carried-over or imported one may be.
NO_LIMITS: Final = Limits()
#: Roles that answer problems, as people are told of them.
ANSWERS: Final[Mapping[str, str]] = {"causes": "原因", "measures": "措施"}
#: Roles that every paper has, unless its framework leaves them open.
ALWAYS_ASKED: Final = ("problems", "causes", "measures")

#: Characters from which on a sentence of several clauses may be a cause or a measure by itself.
_WHOLE: Final = 10
_BRACES = re.compile(r"\{([^{}\n]{0,24})\}|｛([^｛｝{}\n]{0,24})｝")


class Lack(StrEnum):
    """What may be lacking (or, in a text that is too long, be too much), of a node or (the last
    four) of the whole paper."""

    HOLE = "hole"
    EXAMPLE = "example"
    ANSWER = "answer"
    LENGTH = "length"
    EXCESS = "excess"
    TITLE = "title"
    CLOSING = "closing"
    PART = "part"
    AREA = "area"


#: What only says that something is not written yet: the list of steps and the goal of each step say
#: it while one writes, and 检查 when one has written.
UNWRITTEN: Final = frozenset({Lack.PART, Lack.AREA, Lack.CLOSING, Lack.LENGTH})


@dataclass(frozen=True, slots=True)
class Hole(TextRange):
    """A pair of braces that waits for a fact, and the name in it, which may be empty.

    ``from_library``: as the library writes them; no clean copy is made while one is left.
    """

    name: str
    from_library: bool


def holes_in(text: str) -> Iterator[Hole]:
    """Every pair of braces, be they typed by hand (full width, with blanks, empty)."""
    for match in _BRACES.finditer(text):
        name = match[1] or match[2] or ""
        yield Hole(*match.span(), name, bool(holes(match.group())))


def hole_names(text: str) -> tuple[str, ...]:
    """The names of the library's holes that are open in a text, each once."""
    return tuple(dict.fromkeys(hole.name for hole in holes_in(text) if hole.from_library))


def nodes_with_holes(document: Document) -> frozenset[str]:
    """The ids of the nodes whose own text has open holes of the library, title and headings left
    out."""
    texts = [(prose.id, prose.text) for prose in (document.opening, document.closing)]
    for container in containers(document):
        texts += [(container.id, container.lead)]
        texts += [(point.id, text_of(point)) for point in container.points]
    return frozenset(node for node, text in texts if hole_names(text))


def text_of(point: Point) -> str:
    """All that a point says."""
    return point.claim + point.elaboration + point.example


def lacks_example(point: Point) -> bool:
    """Whether a point says something and tells no case: neither in its field for an example nor
    elsewhere (拖了半年 in its claim is one)."""
    if not says_something(point) or gives_example(point):
        return False
    return not concreteness(text_of(point)).tells_a_case


def gives_example(point: Point) -> bool:
    """Whether the field for an example holds one, however it is worded: not where it says only what
    holds at any time."""
    return bool(point.example.strip()) and not is_no_example(point.example)


def nodes_with_example(document: Document | None) -> frozenset[str]:
    """The ids of the points that give an example in its field, and of what holds one of them; none
    where only a text is known."""
    return frozenset(
        node.id
        for container in (containers(document) if document is not None else ())
        for point in container.points
        if gives_example(point)
        for node in (container, point)
    )


def problems_of(container: Container) -> tuple[Point, ...]:
    """The points of a container that say something; of one that has none what stands in its lead, as
    an area with one problem is often written, as a point with the container's id."""
    said = tuple(point for point in container.points if says_something(point))
    if said or not container.lead.strip():
        return said
    return (Point(id=container.id, elaboration=container.lead),)


def needs_no_more(role: str, point: Point) -> bool:
    """Whether the claim of a point is all that it has to say: one of the problems that tells a case,
    a cause or a measure of more than one clause."""
    claim = point.claim.strip()
    if role == "problems":
        return concreteness(claim).tells_a_case
    return role in ANSWERS and len(claim) >= _WHOLE and "，" in claim


def all_tell(points: Iterable[Point]) -> bool:
    """Whether each of the points that say something tells a case, and some do: who has written what
    happened is not asked to write longer."""
    said = [point for point in points if says_something(point)]
    return bool(said) and not any(map(lacks_example, said))


def long_enough(role: str, container: Container) -> bool:
    """Whether a part or area is not asked to be longer, be it ever so short: its problems tell
    cases."""
    return role == "problems" and all_tell(problems_of(container))


def without_any_example(document: Document) -> frozenset[str]:
    """The ids of the areas whose points say something, and none of which tells a case."""
    spoken = {area.id: [p for p in area.points if says_something(p)] for area in areas_of(document)}
    return frozenset(
        area for area, said in spoken.items() if said and all(map(lacks_example, said))
    )


def areas_of(document: Document) -> Iterator[Section]:
    """The areas of the problems."""
    for part in document.parts:
        if part.role == "problems":
            yield from part.sections


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix: a problem and the causes and measures that answer it (living ones
    only)."""

    problem: Point
    causes: tuple[Point, ...]
    measures: tuple[Point, ...]


def speaking(document: Document, role: str) -> tuple[Point, ...]:
    """The points of a role that say something."""
    return tuple(point for point in points_of_role(document, role) if says_something(point))


def matrix(document: Document) -> tuple[MatrixRow, ...]:
    """Which causes and measures answer each problem that says something, in reading order."""
    causes = {point.id: point for point in speaking(document, "causes")}
    measures = {point.id: point for point in speaking(document, "measures")}
    return tuple(
        MatrixRow(
            problem,
            tuple(causes[link] for link in problem.links if link in causes),
            tuple(measures[link] for link in problem.links if link in measures),
        )
        for problem in speaking(document, "problems")
    )


def answers_asked(spec: FrameworkSpec, document: Document) -> frozenset[str]:
    """By which of ``causes`` and ``measures`` problems are to be answered: not by what may be left
    out (the causes of a 问题清单) and is."""
    left_open = {part.role for part in spec.parts if not part.required}
    written = {role for role in left_open if speaking(document, role)}
    return frozenset(ANSWERS) - (left_open - written)


def any_linked(document: Document) -> bool:
    """Whether somebody has said of any problem what answers it. An imported text says it of
    none."""
    return any(point.links for point in speaking(document, "problems"))


def unanswered(spec: FrameworkSpec | None, document: Document) -> Mapping[str, tuple[str, ...]]:
    """Of each problem that says something, by its id, the roles that it is to be answered by and is
    not; without a framework by all of ANSWERS."""
    asked = frozenset(ANSWERS) if spec is None else answers_asked(spec, document)
    return {
        row.problem.id: tuple(
            role
            for role, answers in (("causes", row.causes), ("measures", row.measures))
            if role in asked and not answers
        )
        for row in matrix(document)
    }


def blank_answers(document: Document) -> Mapping[str, frozenset[str]]:
    """The roles of what each problem is linked to and nobody has written yet, by the problem's
    id."""
    blank = {
        point.id: role
        for role in ANSWERS
        for point in points_of_role(document, role)
        if not says_something(point)
    }
    return {
        problem.id: frozenset(blank[link] for link in problem.links if link in blank)
        for problem in speaking(document, "problems")
    }


def said_of_answer(role: str, problem: str, blank: Mapping[str, frozenset[str]]) -> str:
    """What is said of a problem without an answer of this role; ``blank`` is ``blank_answers``."""
    name = ANSWERS[role]
    if role in blank.get(problem, ()):
        return f"这个问题对应的{name}还没有写。"
    return f"这个问题还没有对应的{name}。"


def too_short(limits: Limits, characters: int) -> bool:
    """Whether a text of so many characters is below the limits."""
    return characters < limits.min_characters


def too_long(limits: Limits, characters: int) -> bool:
    """Whether it is above them."""
    return 0 < limits.max_characters < characters


def misfit(limits: Limits, characters: int) -> str:
    """By how much a text of so many characters is off the limits, in words; empty where it is
    within them."""
    if too_long(limits, characters):
        return f"超出 {characters - limits.max_characters:,} 字"
    if too_short(limits, characters):
        return f"还差 {limits.min_characters - characters:,} 字"
    return ""


def lacking_by_step(spec: FrameworkSpec, document: Document) -> frozenset[Lack]:
    """What the steps say one by one where it is lacking: the title, the closing words, all asked
    parts or areas.

    A part or area that the document has no place for (as an imported one may) has no step either.
    """
    closing = spec.part("closing")
    found = {
        Lack.TITLE: not document.head.title.strip(),
        Lack.CLOSING: closing is not None
        and closing.required
        and not document.closing.text.strip(),
        Lack.PART: _parts_have_steps(spec, document),
        Lack.AREA: _areas_have_steps(spec, document),
    }
    return frozenset(lack for lack, said in found.items() if said)


def _parts_have_steps(spec: FrameworkSpec, document: Document) -> bool:
    there = {part.key: part for part in document.parts}
    known = {part.role for part in spec.parts}
    asked = [
        part for part in spec.parts if part.required and part.role not in ("opening", "closing")
    ]
    return known.issuperset(ALWAYS_ASKED) and all(
        part.key in there
        and (not there[part.key].sections or any(area.required for area in part.areas))
        for part in asked
    )


def _areas_have_steps(spec: FrameworkSpec, document: Document) -> bool:
    there = {section.key for part in document.parts for section in part.sections}
    return there.issuperset(area.key for area in spec.areas() if area.required)
