"""The one walk over a document that all printed forms share: paragraphs with their kind and the
faces of their runs.

What says nothing is not printed, claims get their full stop, line breaks inside texts become
paragraphs. Open holes ({时间}) stay as they are: a check, not the printer, stops an unfinished
material.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from drafting.document.model import Document, Part, Point, Section
from drafting.document.numbering import Numbers, number_document, says_something
from drafting.document.text import with_pause, with_stop
from drafting.rendering.front import front_lines, signature
from drafting.rendering.lines import lines, one_line
from drafting.rendering.styles import RenderStyle
from drafting.rendering.typography import Face, faces, level_of, stands_alone, with_heading_stop

BlockKind = Literal["title", "byline", "salute", "heading1", "heading2", "heading3", "body", "sign"]

_NUMERALS = re.compile(r"[一二三四五六七八九十百]+$")
_ROMAN = re.compile(r"(?:[Ⅰ-Ⅻ]|[IVX]{1,4})$")
_DIGITS = re.compile(r"[0-9０-９]+$")
_ORDINAL = re.compile(r"[一二三四五六七八九十]+是$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face, of one node. In a title a ``\\n`` is a line break. ``marks``
    are the keys of the marks on it (rendering.marks)."""

    text: str
    face: Face
    node_id: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph. ``node_id`` is the node its text begins with; its runs name their
    own."""

    kind: BlockKind
    node_id: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(run.text for run in self.runs)


def blocks(document: Document, style: RenderStyle) -> Iterator[Block]:
    """The printed paragraphs of a document in reading order."""
    front = front_lines(document)
    for line in front:
        yield Block(line.kind, line.node_id, (Run(line.text, "base", line.node_id),))
    opening = lines(document.opening.text)[
        sum(line.node_id == document.opening.id for line in front) :
    ]
    yield from (_body(text, document.opening.id) for text in opening)
    numbers = number_document(document, keep_given=style.numbers == "given")
    for part in document.parts:
        if is_printed(part, style):
            yield from _part(part, numbers, style)
    closing = lines(document.closing.text)
    signed = signature(closing)
    for index, text in enumerate(closing):
        if index < len(closing) - signed:
            yield _body(text, document.closing.id)
        else:
            yield Block("sign", document.closing.id, (Run(text, "base", document.closing.id),))


def _part(part: Part, numbers: Numbers, style: RenderStyle) -> Iterator[Block]:
    number = number_of(part, numbers)
    heading = one_line(part.heading)
    lead = lines(part.lead)
    flow = _Flow()
    if heading:
        yield _heading(number + heading, part.id)
    else:
        flow.add(number, part.id)
    for text in lead:
        flow.add(text, part.id)
        flow.close()
    yield from flow.done()
    yield from _points(part, numbers, style, _Flow())
    for section in part.sections:
        if is_printed(section, style):
            yield from _section(section, numbers, style)


def _section(section: Section, numbers: Numbers, style: RenderStyle) -> Iterator[Block]:
    number = number_of(section, numbers)
    heading = one_line(section.heading) or one_line(section.area)
    flow = _Flow()
    if heading and (style.headings == "own" or not says_something(section)):
        yield _heading(number + heading, section.id)
    else:
        flow.add(number + with_stop(heading), section.id)
    lead = lines(section.lead)
    for index, text in enumerate(lead):
        flow.add(text, section.id)
        if index < len(lead) - 1 or style.points == "paragraphs":
            flow.close()
    yield from _points(section, numbers, style, flow)


def _points(
    container: Part | Section, numbers: Numbers, style: RenderStyle, flow: _Flow
) -> Iterator[Block]:
    living = [point for point in container.points if says_something(point)]
    markers = [marker_of(container, point, numbers, style) for point in living]
    together = style.points == "run_in" and _told_apart(markers)
    for place, (marker, point) in enumerate(zip(markers, living, strict=True), 1):
        texts = _point_lines(marker, point)
        runs_in = together and len(texts) == 1
        if runs_in and place < len(living):
            texts = (with_pause(texts[0]),)
        for text in texts:
            flow.add(text, point.id)
            if not runs_in:
                flow.close()
    yield from flow.done()


def _told_apart(markers: Iterable[str]) -> bool:
    """Whether points with these markers can be told apart inside one paragraph: unmarked ones, and
    such as carry a level of their own, cannot."""
    return all(_ORDINAL.match(marker) for marker in markers)


def _point_lines(marker: str, point: Point) -> tuple[str, ...]:
    """The paragraphs of a point: marker, claim, elaboration and example in one, unless the author
    broke the line."""
    claim = with_stop(one_line(point.claim))
    elaboration, example = lines(point.elaboration), lines(point.example)
    if elaboration and example:
        elaboration = (*elaboration[:-1], with_pause(elaboration[-1]))
    printed = [marker + claim]
    for texts in (elaboration, example):
        if texts:
            printed = [*printed[:-1], printed[-1] + texts[0], *texts[1:]]
    return tuple(text for text in printed if text)


class _Flow:
    """Collects texts into paragraphs: pieces join until the paragraph is closed."""

    def __init__(self) -> None:
        self._closed: list[list[tuple[str, str]]] = []
        self._open: list[tuple[str, str]] = []

    def add(self, text: str, node_id: str) -> None:
        if self._open and self._open[-1][1] == node_id:
            text = self._open.pop()[0] + text
        if text:
            self._open.append((text, node_id))

    def close(self) -> None:
        if self._open:
            self._closed.append(self._open)
            self._open = []

    def done(self) -> Iterator[Block]:
        self.close()
        return (_paragraph(pieces) for pieces in self._closed)


def _heading(text: str, node_id: str) -> Block:
    """A heading on its own line. One without a number is no level of the standard: it is set like
    text."""
    text = with_heading_stop(text)
    level = level_of(text)
    if level not in (1, 2, 3):
        return _body(text, node_id)
    kinds: dict[int, BlockKind] = {1: "heading1", 2: "heading2", 3: "heading3"}
    return Block(
        kinds[level],
        node_id,
        tuple(Run(text[a:b], f, node_id) for a, b, f in faces(text, heading=True)),
    )


def _body(text: str, node_id: str) -> Block:
    return _paragraph([(text, node_id)])


def _paragraph(pieces: list[tuple[str, str]]) -> Block:
    """A paragraph of text; one that only consists of a numbered short line is a heading whoever
    typed it."""
    text = "".join(piece for piece, _ in pieces)
    level = level_of(text)
    if len(pieces) == 1 and level in (1, 2, 3) and stands_alone(text):
        return _heading(text, pieces[0][1])
    spans = faces(text, heading=False)
    runs: list[Run] = []
    at = 0
    for piece, node_id in pieces:
        end = at + len(piece)
        runs += [
            Run(text[max(a, at) : min(b, end)], face, node_id)
            for a, b, face in spans
            if a < end and b > at
        ]
        at = end
    return Block("body", pieces[0][1], tuple(runs))


def is_printed(node: Part | Section, style: RenderStyle) -> bool:
    """What says nothing is left out, except a bare heading that an author wrote where the author's
    form is kept."""
    given = style.numbers == "given" and node.number is not None and bool(node.heading.strip())
    sections = node.sections if isinstance(node, Part) else ()
    return says_something(node) or given or any(is_printed(section, style) for section in sections)


def number_of(node: Part | Section, numbers: Numbers) -> str:
    """What stands before the heading of a part (一、) or an area (（一）); of one without text only a
    number that was given."""
    number = one_line(numbers.of(node) if says_something(node) else node.number or "")
    as_part = isinstance(node, Part) or node.id in numbers.on_top
    return _numbered(number, "{}、" if as_part else "（{}）")


def _numbered(number: str, pattern: str) -> str:
    """A bare numeral with the signs of its level; digits take their full stop; a number written
    otherwise stays as it is."""
    if _NUMERALS.match(number):
        return pattern.format(number)
    if _ROMAN.match(number):
        return f"{number}、"
    return f"{number}." if _DIGITS.match(number) else number


def marker_of(container: Part | Section, point: Point, numbers: Numbers, style: RenderStyle) -> str:
    """What stands before a point; an automatic marker of a cause looks as the style says."""
    marker = one_line(numbers.of(point))
    automatic = style.numbers == "automatic" or point.marker is None
    top = isinstance(container, Part) and container.role == "causes" and not container.sections
    if marker and automatic and top and style.causes == "（一）":
        return f"（{marker.removesuffix('是')}）"
    return marker
