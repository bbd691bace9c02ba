"""The outline of an imported text: the document says what everything is, its pieces say where. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from drafting.document.model import Document, Part, Point, Section
from drafting.proofing.core.numerals import DIGITS, value_of
from drafting.proofing.core.outline import Area, Division, Ordinal, Outline, PointLine
from drafting.proofing.core.source import Span

_NUMERAL: Final = re.compile(rf"[{DIGITS}]{{1,3}}|[0-9]{{1,2}}")
#: Signs at the end of a heading or a claim that belong to its stretch, not to its text.
_SIGNS: Final = "。：:，,；; \t\xa0\u3000"


@dataclass(frozen=True, slots=True)
class Located:
    """One stretch of text that a field of a node was taken from."""

    node_id: str
    field: str
    start: int
    end: int


class _Finder:
    """Looks up the stretches of nodes in one text."""

    def __init__(self, text: str, pieces: Iterable[Located]) -> None:
        self._text = text
        self._by_node: dict[str, list[Located]] = {}
        for piece in pieces:
            self._by_node.setdefault(piece.node_id, []).append(piece)

    def span(self, start: int, end: int) -> Span:
        return Span.of(self._text, start, end)

    def pieces(self, node_id: str, *fields: str) -> list[Located]:
        return [p for p in self._by_node.get(node_id, []) if not fields or p.field in fields]

    def first(self, node_id: str, field: str, default: int) -> Span:
        """The first stretch of a field, signs at its end left out; empty at ``default`` where there is none."""
        found = self.pieces(node_id, field)
        if not found:
            return self.span(default, default)
        raw = self._text[found[0].start : found[0].end]
        return self.span(found[0].start, found[0].start + len(raw.rstrip(_SIGNS)))

    def whole(self, node_ids: Sequence[str], default: int) -> Span:
        """From the first to the last stretch of some nodes."""
        found = [piece for node_id in node_ids for piece in self.pieces(node_id)]
        if not found:
            return self.span(default, default)
        return self.span(min(p.start for p in found), max(p.end for p in found))

    def ordinal(self, node_id: str, field: str) -> Ordinal | None:
        """The written number of a node."""
        found = self.pieces(node_id, field)
        match = _NUMERAL.search(self._text, found[0].start, found[0].end) if found else None
        value = value_of(match.group()) if match else None
        if match is None or value is None:
            return None
        return Ordinal(self.span(found[0].start, found[0].end), self.span(*match.span()), value)


def outline_from(text: str, document: Document, pieces: Iterable[Located]) -> Outline:
    """The outline of ``text`` as ``document`` reads it; nodes without text of their own are left out."""
    finder = _Finder(text, pieces)
    title = finder.pieces(document.head.id, "title")
    return Outline(
        title=finder.span(title[0].start, title[-1].end) if title else None,
        opening=tuple(finder.span(p.start, p.end) for p in finder.pieces(document.opening.id)),
        divisions=tuple(
            _division(finder, part) for part in document.parts if finder.whole(_ids(part), -1).start >= 0
        ),
        closing=tuple(finder.span(p.start, p.end) for p in finder.pieces(document.closing.id)),
    )


def _ids(node: Part | Section | Point) -> list[str]:
    if isinstance(node, Point):
        return [node.id]
    below: list[Section | Point] = [*node.points, *(node.sections if isinstance(node, Part) else ())]
    return [node.id] + [node_id for one in below for node_id in _ids(one)]


def _division(finder: _Finder, part: Part) -> Division:
    whole = finder.whole(_ids(part), 0)
    areas = tuple(
        _area(finder, section) for section in part.sections if finder.whole(_ids(section), -1).start >= 0
    )
    own = [finder.span(p.start, p.end) for p in finder.pieces(part.id, "lead")]
    points = _points(finder, part.points)
    return Division(
        role=part.role,
        number=finder.ordinal(part.id, "number"),
        heading=finder.first(part.id, "heading", whole.start),
        paragraphs=(*own, *(point.whole for point in points)),
        areas=areas,
        points=points,
        whole=whole,
    )


def _area(finder: _Finder, section: Section) -> Area:
    whole = finder.whole(_ids(section), 0)
    lead = finder.pieces(section.id, "lead")
    return Area(
        number=finder.ordinal(section.id, "number"),
        heading=finder.first(section.id, "heading", whole.start),
        lead=finder.span(lead[0].start, lead[-1].end) if lead else finder.span(whole.start, whole.start),
        points=_points(finder, section.points),
        whole=whole,
    )


def _points(finder: _Finder, points: Sequence[Point]) -> tuple[PointLine, ...]:
    found = []
    for point in points:
        whole = finder.whole([point.id], -1)
        if whole.start >= 0:
            claim = finder.first(point.id, "claim", whole.start)
            found.append(PointLine(finder.ordinal(point.id, "marker"), claim, whole))
    return tuple(found)
