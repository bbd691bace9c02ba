"""What is printed before a part, an area and a point (GB/T 9704-2012, 7.3.3: 一、（一）1. （1）, and 一是 inside)."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.document.model import Document, Part, Point, Section
from drafting.document.text import numeral

#: The highest position that a Chinese numeral is written for; what stands further back (nobody's material) prints digits.
LAST_NUMERAL = 99


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numerals by node id, bare: 一 for a part or an area, 一是 for a point; nodes that print no number are absent."""

    by_id: dict[str, str]

    def of(self, node: Part | Section | Point) -> str:
        """The bare number or marker of a node; empty where none is printed."""
        return self.by_id.get(node.id, "")


def says_something(node: Part | Section | Point) -> bool:
    """Whether a node has text of its own or below it. What says nothing is neither printed nor counted."""
    if isinstance(node, Point):
        return bool(node.claim.strip() or node.elaboration.strip() or node.example.strip())
    if node.lead.strip() or any(says_something(point) for point in node.points):
        return True
    return isinstance(node, Part) and any(says_something(section) for section in node.sections)


def number_document(document: Document, *, keep_given: bool = True) -> Numbers:
    """Number every node that says something.

    With ``keep_given`` a number or marker that the author wrote stays as it is; otherwise the position decides everywhere.
    A single point gets no marker (an area with one point is written without 一是).
    """
    numbers: dict[str, str] = {}

    def put(nodes: tuple[Part, ...] | tuple[Section, ...]) -> None:
        for position, node in enumerate((n for n in nodes if says_something(n)), start=1):
            given = node.number if keep_given else None
            numbers[node.id] = _ordinal(position) if given is None else given

    def put_points(points: tuple[Point, ...]) -> None:
        living = [point for point in points if says_something(point)]
        for position, point in enumerate(living, start=1):
            given = point.marker if keep_given else None
            automatic = f"{_ordinal(position)}是" if len(living) > 1 else ""
            numbers[point.id] = automatic if given is None else given

    put(document.parts)
    for part in document.parts:
        put(part.sections)
        put_points(part.points)
        for section in part.sections:
            put_points(section.points)
    return Numbers({key: value for key, value in numbers.items() if value})


def _ordinal(position: int) -> str:
    return numeral(position) if position <= LAST_NUMERAL else str(position)
