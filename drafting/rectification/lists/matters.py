"""What a paper says of problems, causes and measures, each problem with what answers it. [pure]"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from drafting.document.model import Container, Document, Part, Point, Section
from drafting.document.numbering import says_something
from drafting.document.text import STOPS, paragraphs, with_stop

#: Characters of an area's name.
_LONGEST_AREA: Final = 24


@dataclass(frozen=True, slots=True)
class Matter:
    """A problem (问题), cause (原因) or measure (措施): its id in the paper, the area that it stands in (empty:
    none), what it is in a sentence without a stop, and the rest of what it says, the example apart."""

    id: str
    area: str
    claim: str
    rest: str = ""
    example: str = ""
    links: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All of it, as running text."""
        return "".join(
            with_stop(line)
            for text in (self.claim, self.rest, self.example)
            for line in paragraphs(text)
        )

    @property
    def details(self) -> str:
        """What it says beside the claim, as running text."""
        return "".join(
            with_stop(line) for text in (self.rest, self.example) for line in paragraphs(text)
        )

    @property
    def text(self) -> str:
        """All of it, a paragraph for each field, as ``measures.text_of`` gives it."""
        return "\n".join(filter(None, (self.claim, self.rest, self.example)))


class Matters:
    """The problems, causes and measures of a paper, in reading order."""

    def __init__(self, document: Document) -> None:
        self.problems = _all(document, "problems")
        self.causes = _all(document, "causes")
        self.measures = _all(document, "measures")

    @cached_property
    def _problems_of(self) -> dict[str, tuple[Matter, ...]]:
        """The problems that each cause or measure answers: those that are linked with it, and for
        one without a link those of the same area, where its area has problems."""
        return {
            one.id: self._linked(one) or self._beside(one) for one in (*self.causes, *self.measures)
        }

    def problems_of(self, matter: Matter) -> tuple[Matter, ...]:
        """The problems that a cause or a measure answers; none where the paper does not say it."""
        return self._problems_of[matter.id]

    def causes_of(self, problem: Matter) -> tuple[Matter, ...]:
        """The causes of a problem."""
        return self._answers(problem, self.causes)

    def measures_of(self, problem: Matter) -> tuple[Matter, ...]:
        """The measures against a problem."""
        return self._answers(problem, self.measures)

    def _answers(self, problem: Matter, among: Iterable[Matter]) -> tuple[Matter, ...]:
        return tuple(one for one in among if problem in self._problems_of[one.id])

    def _linked(self, matter: Matter) -> tuple[Matter, ...]:
        return tuple(one for one in self.problems if matter.id in one.links)

    def _beside(self, matter: Matter) -> tuple[Matter, ...]:
        if not matter.area:
            return ()
        return tuple(one for one in self.problems if one.area == matter.area)


def _all(document: Document, role: str) -> tuple[Matter, ...]:
    found: dict[str, Matter] = {}
    for part in document.parts:
        if part.role == role:
            found |= {one.id: one for one in _of_part(part)}
    return tuple(found.values())


def _of_part(part: Part) -> Iterator[Matter]:
    """The points of a part and its areas; of an area without any the paragraphs of its text, and of
    a part where nothing else stands in it."""
    areas = [one for section in part.sections for one in _of_container(section)]
    points = list(_of_points(part))
    yield from (*points, *areas) if points or areas else _of_text(part)


def _of_container(container: Container) -> Iterator[Matter]:
    points = list(_of_points(container))
    yield from points or _of_text(container)


def _of_points(container: Container) -> Iterator[Matter]:
    for point in container.points:
        if says_something(point):
            yield _matter(point, _area(container))


def _matter(point: Point, area: str) -> Matter:
    texts = [text.strip() for text in (point.claim, point.elaboration, point.example)]
    claim, rest, example = texts
    if not claim:  # what it says stands in the rest alone
        claim, rest = _first_sentence(rest or example)
        example = example if texts[1] else ""
    return Matter(point.id, area, claim.rstrip("。"), rest, example, point.links)


def _first_sentence(text: str) -> tuple[str, str]:
    ends = [at for stop in STOPS + "\n" if (at := text.find(stop)) >= 0]
    end = min(ends, default=len(text))
    return text[:end], text[end + 1 :].strip()


def _of_text(container: Container) -> Iterator[Matter]:
    for line in paragraphs(container.lead):
        claim, rest = _first_sentence(line)
        digest = hashlib.sha256(line.encode()).hexdigest()[:16]
        yield Matter(digest, _area(container), claim, rest)


def _area(container: Container) -> str:
    """The name of an area; of a heading that is no notice's, as much as a narrow column takes."""
    if not isinstance(container, Section):
        return ""
    name = container.area or container.heading.removeprefix("在").removesuffix("方面")
    return name if len(name) <= _LONGEST_AREA else f"{name[: _LONGEST_AREA - 1]}…"
