"""The outline of a text: its document says what everything is, the pieces say where it stands.
[pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from drafting.common.numerals import DASHES, SIGNS, value_of
from drafting.document.model import Document, Part, Point, Section
from drafting.document.ranges import FieldRange
from drafting.proofing.core.outline import Area, Division, Ordinal, Outline, PointLine
from drafting.proofing.core.source import TextSpan

#: Of 1.2 the last number counts.
_NUMERAL: Final = re.compile(rf"[{SIGNS}]{{1,3}}|[0-9]{{1,2}}(?![0-9]*[.．][0-9])|[{DASHES}]")
#: Signs at the end of a heading or a claim that belong to its stretch, not to its text.
_SIGNS: Final = "。：:，,；; \t\xa0\u3000"


class _Finder:
    """Looks up the stretches of nodes in one text."""

    def __init__(self, text: str, pieces: Iterable[FieldRange], keep_given: bool) -> None:
        self._text = text
        self._keep_given = keep_given
        self._by_node: dict[str, list[FieldRange]] = {}
        for piece in pieces:
            self._by_node.setdefault(piece.node_id, []).append(piece)

    def span(self, start: int, end: int) -> TextSpan:
        return TextSpan.cut(self._text, start, end)

    def pieces(self, node_id: str, *fields: str) -> list[FieldRange]:
        return [p for p in self._by_node.get(node_id, []) if not fields or p.field in fields]

    def first(self, node_id: str, field: str, default: int) -> TextSpan:
        """The first stretch of a field, signs at its end left out; empty at ``default`` where there
        is none."""
        found = self.pieces(node_id, field)
        if not found:
            return self.span(default, default)
        raw = self._text[found[0].start : found[0].end]
        return self.span(found[0].start, found[0].start + len(raw.rstrip(_SIGNS)))

    def whole(self, node_ids: Sequence[str], default: int) -> TextSpan:
        """From the first to the last stretch of some nodes."""
        found = [piece for node_id in node_ids for piece in self.pieces(node_id)]
        if not found:
            return self.span(default, default)
        return self.span(min(p.start for p in found), max(p.end for p in found))

    def automatic(self, node: Part | Section | Point) -> bool:
        """Whether the position decides on the number of a node."""
        given = node.marker if isinstance(node, Point) else node.number
        return given is None or not self._keep_given

    def ordinal(self, node: Part | Section | Point) -> Ordinal | None:
        """The written number of a node."""
        found = self.pieces(node.id, "marker" if isinstance(node, Point) else "number")
        match = _NUMERAL.search(self._text, found[0].start, found[0].end) if found else None
        value = _value(match.group()) if match else None
        if match is None or value is None:
            return None
        span = self.span(found[0].start, found[0].end)
        return Ordinal(span, self.span(*match.span()), value, self.automatic(node))


def _value(numeral: str) -> int | None:
    """A number's value; a dash was typed or scanned for 一."""
    return 1 if numeral in DASHES else value_of(numeral)


def outline_from(
    text: str, document: Document, pieces: Iterable[FieldRange], *, keep_given: bool = True
) -> Outline:
    """The outline of ``text`` as ``document`` reads it; nodes without text of their own are left
    out.

    ``pieces`` are the stretches of the text and the fields of the nodes that they were taken from,
    or that were written there. A heading or a number that is no field of its own counts as one; so
    does the stop that print puts behind a claim. Without ``keep_given`` no number is as its author
    wrote it, whatever the document says.
    """
    finder = _Finder(text, pieces, keep_given)
    title = finder.pieces(document.head.id, "title")
    return Outline(
        title=finder.span(title[0].start, title[-1].end) if title else None,
        opening=tuple(finder.span(p.start, p.end) for p in finder.pieces(document.opening.id)),
        divisions=tuple(
            _division(finder, part)
            for part in document.parts
            if finder.whole(_ids(part), -1).start >= 0
        ),
        closing=tuple(finder.span(p.start, p.end) for p in finder.pieces(document.closing.id)),
    )


def _ids(node: Part | Section | Point) -> list[str]:
    if isinstance(node, Point):
        return [node.id]
    below: list[Section | Point] = [
        *node.points,
        *(node.sections if isinstance(node, Part) else ()),
    ]
    return [node.id] + [node_id for one in below for node_id in _ids(one)]


def _division(finder: _Finder, part: Part) -> Division:
    whole = finder.whole(_ids(part), 0)
    areas = tuple(
        _area(finder, section)
        for section in part.sections
        if finder.whole(_ids(section), -1).start >= 0
    )
    own = [finder.span(p.start, p.end) for p in finder.pieces(part.id, "lead")]
    points = _points(finder, part.points)
    return Division(
        node_id=part.id,
        role=part.role,
        number=finder.ordinal(part),
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
        node_id=section.id,
        number=finder.ordinal(section),
        heading=finder.first(section.id, "heading", whole.start),
        lead=finder.span(lead[0].start, lead[-1].end)
        if lead
        else finder.span(whole.start, whole.start),
        points=_points(finder, section.points),
        whole=whole,
    )


def _points(finder: _Finder, points: Sequence[Point]) -> tuple[PointLine, ...]:
    found = []
    for point in points:
        whole = finder.whole([point.id], -1)
        if whole.start >= 0:
            claim = finder.first(point.id, "claim", whole.start)
            found.append(PointLine(finder.ordinal(point), claim, whole, finder.automatic(point)))
    return tuple(found)
