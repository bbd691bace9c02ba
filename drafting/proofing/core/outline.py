"""The shape of a material as its author wrote it: parts, areas and points with the places of their
numbers. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drafting.proofing.core.source import TextSpan

#: 在理论学习方面存在的问题 is about 理论学习.
_NAME: Final = re.compile(
    r"^(?:在|对照|关于|围绕)?(.+?)(?:方面)?(?:存在的?(?:主要|突出)?(?:问题|不足))?$"
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A written number: 一、 or （一） or 二是. ``span`` covers it with its signs, ``digits`` the bare
    numeral.

    ``automatic``: the position makes it, so that it is always right and its author cannot change
    it.
    """

    span: TextSpan
    digits: TextSpan
    value: int
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point (一条): its marker if it has one, its claim sentence and the whole of it, marker
    included.

    ``automatic``: the position decides whether it has a marker, and which.
    """

    marker: Ordinal | None
    claim: TextSpan
    whole: TextSpan
    automatic: bool = False

    @property
    def said(self) -> TextSpan:
        """What its author says in it: the whole without the marker."""
        cut = self.marker.span.end - self.whole.start if self.marker else 0
        return TextSpan(self.whole.start + cut, self.whole.end, self.whole.text[cut:])


@dataclass(frozen=True, slots=True)
class Area:
    """One section (方面) of a part: its node, its number, its heading (without number and stop) and
    the whole of it.

    ``lead`` is what stands before its first point; without points, all of its text.
    """

    node_id: str
    number: Ordinal | None
    heading: TextSpan
    lead: TextSpan
    points: tuple[PointLine, ...]
    whole: TextSpan

    @property
    def name(self) -> str:
        """What it is called, without 在 … 方面; a piece of its heading."""
        match = _NAME.match(self.heading.text.rstrip("：:。"))
        return match[1] if match else self.heading.text


@dataclass(frozen=True, slots=True)
class Division:
    """One part (部分): its node, its role as in ``document.model.ROLES``, its number, its heading and
    what it holds."""

    node_id: str
    role: str
    number: Ordinal | None
    heading: TextSpan
    paragraphs: tuple[TextSpan, ...]
    areas: tuple[Area, ...]
    points: tuple[PointLine, ...]
    whole: TextSpan

    @property
    def leads(self) -> tuple[TextSpan, ...]:
        """Its own paragraphs that are no points."""
        points = {point.whole.start for point in self.points}
        return tuple(line for line in self.paragraphs if line.start not in points)

    def texts(self) -> Iterator[TextSpan]:
        """What the author says in the part: its paragraphs before and between the points, and each
        point without its number."""
        yield from self.leads
        yield from (point.said for point in self.points)
        for area in self.areas:
            yield area.lead
            yield from (point.said for point in area.points)

    def all_points(self) -> tuple[PointLine, ...]:
        """The points of the part and of its areas in reading order."""
        return self.points + tuple(point for area in self.areas for point in area.points)


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole: title (None where there is none), opening paragraphs, parts, closing
    paragraphs."""

    title: TextSpan | None
    opening: tuple[TextSpan, ...]
    divisions: tuple[Division, ...]
    closing: tuple[TextSpan, ...]

    def automatic(self) -> tuple[TextSpan, ...]:
        """The places of all numbers that the positions make."""
        numbers = [
            ordinal
            for place in self.places()
            for ordinal in (place.number, *(point.marker for point in place.points))
        ]
        return tuple(number.span for number in numbers if number is not None and number.automatic)

    def places(self) -> Iterator[Division | Area]:
        """Every part and area in reading order, a part before its areas."""
        for division in self.divisions:
            yield division
            yield from division.areas

    def texts(self) -> Iterator[TextSpan]:
        """What the author says: the paragraphs before and between the points, and each point
        without its number."""
        yield from self.opening
        for division in self.divisions:
            yield from division.texts()
        yield from self.closing

    def of_role(self, role: str) -> tuple[Division, ...]:
        """All parts with this role."""
        return tuple(division for division in self.divisions if division.role == role)
