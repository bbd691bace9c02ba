"""What is printed before a part, an area and a point (GB/T 9704-2012, 7.3.3: 一、（一）1. （1）, and 一是
inside)."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.common.numerals import ordinal, value_of
from drafting.document.model import Document, Part, Point, Section


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numerals by node id, bare: 一 for a part or an area, 一是 for a point; nodes that print no
    number are absent.

    ``on_top`` are the ids of areas that an author numbered as parts (一、理论学习方面), for want of a part
    above them.
    """

    by_id: dict[str, str]
    on_top: frozenset[str] = frozenset()

    def of(self, node: Part | Section | Point) -> str:
        """The bare number or marker of a node; empty where none is printed."""
        return self.by_id.get(node.id, "")


def says_something(node: Part | Section | Point) -> bool:
    """Whether a node has text of its own or below it. What says nothing is neither printed nor
    counted."""
    if isinstance(node, Point):
        return bool(node.claim.strip() or node.elaboration.strip() or node.example.strip())
    if node.lead.strip() or any(says_something(point) for point in node.points):
        return True
    return isinstance(node, Part) and any(says_something(section) for section in node.sections)


def number_document(document: Document, *, keep_given: bool = True) -> Numbers:
    """Number every node that says something.

    With ``keep_given`` a number or marker that the author wrote stays as it is; otherwise the
    position decides everywhere. A single point gets no marker (an area with one point is written
    without 一是).
    """
    numbers: dict[str, str] = {}

    def put(nodes: tuple[Part, ...] | tuple[Section, ...]) -> None:
        for position, node in enumerate((n for n in nodes if says_something(n)), start=1):
            given = node.number if keep_given else None
            numbers[node.id] = ordinal(position) if given is None else given

    def put_points(points: tuple[Point, ...]) -> None:
        living = [point for point in points if says_something(point)]
        for position, point in enumerate(living, start=1):
            given = point.marker if keep_given else None
            automatic = f"{ordinal(position)}是" if len(living) > 1 else ""
            numbers[point.id] = automatic if given is None else given

    put(document.parts)
    for part in document.parts:
        put(part.sections)
        put_points(part.points)
        for section in part.sections:
            put_points(section.points)
    on_top = areas_on_top(document) if keep_given else frozenset()
    return Numbers({key: value for key, value in numbers.items() if value}, on_top)


def areas_on_top(document: Document) -> frozenset[str]:
    """The ids of the areas whose given numbers are those of parts: their part has neither number
    nor heading, and the parts before and behind it are numbered on from theirs."""
    found: set[str] = set()
    for place, part in enumerate(document.parts):
        if part.number == "" and not part.heading.strip() and _counts_as_parts(document, place):
            found |= {section.id for section in part.sections}
    return frozenset(found)


def _counts_as_parts(document: Document, place: int) -> bool:
    """Whether the areas of the part at a place are numbered on from the part before, and the parts
    behind on from them."""
    part = document.parts[place]
    values = [_value(section.number) for section in part.sections]
    before = _value(document.parts[place - 1].number) if place else 0
    if not values or not all(values) or values[0] != before + 1:
        return False
    behind = _first_value(document.parts[place + 1 :])
    if behind:
        return behind == values[-1] + 1
    return before > 0 or any(_is_bracketed(section) for section in part.sections)


def _first_value(parts: tuple[Part, ...]) -> int:
    """The value of the first number that parts have; 0 where they have none."""
    values = (_value(part.number) for part in parts)
    return next((value for value in values if value), 0)


def _is_bracketed(section: Section) -> bool:
    """Whether the points of an area carry the numbers that areas have below a part."""
    return any((point.marker or "").startswith(("（", "(")) for point in section.points)


def _value(number: str | None) -> int:
    """The value of a Chinese numeral from 1 to 99; 0 for anything else."""
    return 0 if not number or number.isdecimal() else value_of(number) or 0
