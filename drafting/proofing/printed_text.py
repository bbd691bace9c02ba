"""A document as the text that the checks read, its outline in that text, and the way back: which
field of which node a range of it lies in. [pure]"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from drafting.document.model import Document, Node, Part, Point, Section
from drafting.document.numbering import Numbers, number_document, says_something
from drafting.document.ranges import FieldRange
from drafting.document.text import with_stop
from drafting.proofing.core.document_outline import outline_from
from drafting.proofing.core.outline import Outline
from drafting.rendering.styles import GIVEN_STYLE, RenderStyle
from drafting.rendering.walk import is_printed, marker_of, number_of


@dataclass(frozen=True, slots=True)
class PrintedPiece(FieldRange):
    """A stretch of the text that is one line of a field; ``at`` is where the stretch begins in the
    field."""

    at: int


@dataclass(frozen=True)
class Projection:
    """The text, one paragraph a line; its pieces in order; the places of the nodes that have text
    (inner after outer); the document's own outline."""

    text: str
    pieces: tuple[PrintedPiece, ...]
    spans: tuple[tuple[str, int, int], ...]
    fields: Mapping[tuple[str, str], str]
    outline: Outline

    def place_of(self, start: int, end: int) -> FieldRange | None:
        """The place of a range of the text in a field's own text; None where the range touches a number, a
        heading, a stop that is put in print, or a second field. An empty range between two fields
        belongs to the one that ends there."""
        first, last = self._piece_at(start, end), self._piece_at(max(start, end - 1), end)
        if (
            first is None
            or last is None
            or (first.node_id, first.field) != (last.node_id, last.field)
        ):
            return None
        place = FieldRange(
            first.node_id, first.field, start - first.start + first.at, end - last.start + last.at
        )
        there = place.of(self.fields[first.node_id, first.field])
        return place if there == self.text[start:end] else None

    def piece_at(self, start: int) -> PrintedPiece | None:
        """The stretch of a field that the character at a place of the text is of."""
        return self._piece_at(start, start + 1)

    def _piece_at(self, start: int, end: int) -> PrintedPiece | None:
        index = bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1
        if start == end and index > 0 and self.pieces[index - 1].end == start:
            index -= 1
        piece = self.pieces[index] if index >= 0 else None
        inside = piece is not None and (start < piece.end or start == end == piece.end)
        return piece if inside else None


def project(document: Document, style: RenderStyle = GIVEN_STYLE) -> Projection:
    """Title, opening, headings with their numbers, points with marker, claim, stop, elaboration and
    example, closing.

    Numbers and markers are those that the draft's ``style`` prints. Blanks around a paragraph are
    left out, as in print, and so is what says nothing (but a bare heading that an author wrote,
    where print keeps it).
    """
    writer = _Writer()
    writer.paragraphs(document.head, "title", one_line=True)
    writer.paragraphs(document.opening, "text")
    keep_given = style.numbers == "given"
    numbers = number_document(document, keep_given=keep_given)
    for part in document.parts:
        if is_printed(part, style):
            _part(writer, part, numbers, style)
    writer.paragraphs(document.closing, "text")
    return writer.done(document, keep_given=keep_given)


def _part(writer: _Writer, part: Part, numbers: Numbers, style: RenderStyle) -> None:
    with writer.node(part.id):
        _heading(writer, part, _line(number_of(part, numbers)), part.heading)
        writer.put(part, "lead")
        writer.newline()
        _points(writer, part, numbers, style)
        for section in part.sections:
            if is_printed(section, style):
                _section(writer, section, numbers, style)


def _section(writer: _Writer, section: Section, numbers: Numbers, style: RenderStyle) -> None:
    with writer.node(section.id):
        _heading(
            writer,
            section,
            _line(number_of(section, numbers)),
            section.heading.strip() or section.area,
        )
        writer.put(section, "lead")
        writer.newline()
        _points(writer, section, numbers, style)


def _heading(writer: _Writer, node: Part | Section, number: str, heading: str) -> None:
    """A heading on a line of its own; a number without one stands before what follows."""
    heading = _line(heading)
    writer.fixed(number, node, "number")
    writer.fixed(heading, node, "heading")
    if heading:
        writer.newline()


def _points(
    writer: _Writer, container: Part | Section, numbers: Numbers, style: RenderStyle
) -> None:
    for point in container.points:
        if says_something(point):
            _point(writer, point, marker_of(container, point, numbers, style))


def _point(writer: _Writer, point: Point, marker: str) -> None:
    claim = _line(point.claim)
    with writer.node(point.id):
        writer.fixed(marker, point, "marker")
        writer.put(point, "claim", one_line=True)
        writer.fixed(with_stop(claim)[len(claim) :], point, "stop")
        writer.put(point, "elaboration")
        writer.put(point, "example")
        writer.newline()


def _line(text: str) -> str:
    return "".join(text[start:end] for start, end in _lines(text))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The places of a text's paragraphs, blanks around them left out."""
    at = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        if inner:
            start = at + raw.index(inner)
            yield start, start + len(inner)
        at += len(raw) + 1


class _Writer:
    """Puts the text together and notes where everything goes."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        #: Whether something stands on the line, and whether a line break is due before the next
        #: text.
        self._begun = self._due = False
        self._pieces: list[PrintedPiece] = []
        self._located: list[FieldRange] = []
        self._spans: list[tuple[str, int, int]] = []
        self._fields: dict[tuple[str, str], str] = {}

    def fixed(self, text: str, node: Node, name: str) -> None:
        """Text that stands for ``name`` of a node without being a field's."""
        if text:
            self._written += ["\n", text] if self._due else [text]
            self._length += len(text) + self._due
            self._begun, self._due = True, False
            self._located.append(FieldRange(node.id, name, self._length - len(text), self._length))

    def newline(self) -> None:
        """End the line, if anything stands on it."""
        self._due = self._due or self._begun
        self._begun = False

    def put(self, node: Node, name: str, *, one_line: bool = False) -> None:
        """A field's paragraphs: the first goes on in this line, the others on lines of their own
        unless ``one_line``."""
        text: str = getattr(node, name)
        self._fields[node.id, name] = text
        for number, (start, end) in enumerate(_lines(text)):
            if number and not one_line:
                self.newline()
            self.fixed(text[start:end], node, name)
            self._pieces.append(
                PrintedPiece(node.id, name, self._length - (end - start), self._length, start)
            )

    def paragraphs(self, node: Node, name: str, *, one_line: bool = False) -> None:
        """A field that stands by itself."""
        with self.node(node.id):
            self.put(node, name, one_line=one_line)
            self.newline()

    @contextmanager
    def node(self, node_id: str) -> Iterator[None]:
        """Note the place of what is written meanwhile as the node's; nothing is noted where nothing
        is."""
        at, start = len(self._spans), self._length + self._due
        yield
        if self._length > start:
            self._spans.insert(at, (node_id, start, self._length))

    def done(self, document: Document, *, keep_given: bool) -> Projection:
        """What was written."""
        text = "".join(self._written)
        outline = outline_from(text, document, self._located, keep_given=keep_given)
        return Projection(text, tuple(self._pieces), tuple(self._spans), self._fields, outline)
