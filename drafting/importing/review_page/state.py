"""An import while a person looks it over: the document, and for every stretch of the source where
it is now. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from drafting.document import codec
from drafting.document.model import Document
from drafting.document.ranges import Ranged, TextRange
from drafting.document.text import characters
from drafting.importing.segment import Imported
from drafting.importing.source import BLANKS

#: Fields that hold running text, one stretch of the source for each of its lines.
LINES: Final = ("text", "lead")


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan(TextRange):
    """A stretch of the source text and the field that it went into."""

    field: str = ""


@dataclass(frozen=True, slots=True)
class Loose(TextRange):
    """A paragraph without a place (未归类); ``left_out`` where the person decided not to take it
    along."""

    reason: str
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The state of a review.

    ``places``: node id to its stretches, in reading order. ``doubts``: node id to why a person
    should look. Together places and ``loose`` hold every character of ``text`` that is not blank,
    each once, whatever is moved.
    """

    text: str
    document: Document
    places: Mapping[str, tuple[SourceSpan, ...]]
    doubts: Mapping[str, str]
    loose: tuple[Loose, ...]

    def spans(self, node_id: str, *fields: str) -> tuple[SourceSpan, ...]:
        """The stretches of a node, of some of its fields where they are named."""
        return tuple(s for s in self.places.get(node_id, ()) if not fields or s.field in fields)


def reviewed(imported: Imported) -> Reviewed:
    """A fresh import as the first state of its review."""
    places: dict[str, list[SourceSpan]] = {}
    for piece in imported.pieces:
        places.setdefault(piece.node_id, []).append(SourceSpan(piece.start, piece.end, piece.field))
    doubts: dict[str, list[str]] = {}
    for doubt in imported.doubts:
        doubts.setdefault(doubt.node_id, []).append(doubt.reason)
    return Reviewed(
        text=imported.source.text,
        document=imported.document,
        places={node_id: tuple(sorted(spans)) for node_id, spans in places.items()},
        doubts={node_id: "".join(dict.fromkeys(reasons)) for node_id, reasons in doubts.items()},
        loose=tuple(Loose(one.start, one.end, one.reason) for one in imported.unplaced),
    )


def dump(state: Reviewed) -> dict[str, Any]:
    """The state as JSON-ready values, without the source text."""
    return {
        "document": codec.dump(state.document),
        "places": {
            node_id: [[span.field, span.start, span.end] for span in spans]
            for node_id, spans in state.places.items()
        },
        "uncertain": dict(state.doubts),
        "unplaced": [[one.start, one.end, one.reason, one.left_out] for one in state.loose],
    }


def load(text: str, data: Mapping[str, Any]) -> Reviewed:
    """The state that ``dump`` described. Raises ``codec.BadDocument`` where its document is
    none."""
    return Reviewed(
        text=text,
        document=codec.load(data["document"]),
        places={
            node_id: tuple(SourceSpan(start, end, field) for field, start, end in spans)
            for node_id, spans in data["places"].items()
        },
        doubts=dict(data["uncertain"]),
        loose=tuple(Loose(*values) for values in data["unplaced"]),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """Characters (blanks left out) of the source, and where they are."""

    source: int
    placed: int
    loose: int
    left_out: int


def count(state: Reviewed) -> Counts:
    """How many characters have a place."""

    def sum_of(spans: Iterable[Ranged]) -> int:
        return sum(characters(span.of(state.text).translate(_INVISIBLE)) for span in spans)

    return Counts(
        source=characters(state.text.translate(_INVISIBLE)),
        placed=sum_of(span for spans in state.places.values() for span in spans),
        loose=sum_of(one for one in state.loose if not one.left_out),
        left_out=sum_of(one for one in state.loose if one.left_out),
    )


_INVISIBLE: Final = dict.fromkeys(map(ord, BLANKS))


def one_line(text: str, first: SourceSpan, second: SourceSpan) -> bool:
    """Whether two stretches follow each other in one paragraph with nothing but blanks between
    them."""
    between = text[first.end : second.start]
    return first.end <= second.start and "\n" not in between and not between.strip(BLANKS)


def joined(text: str, spans: Iterable[SourceSpan], field: str) -> tuple[SourceSpan, ...]:
    """Stretches as lines of a running text: those that follow each other in one paragraph are
    one."""
    lines: list[SourceSpan] = []
    for span in sorted(spans):
        if lines and one_line(text, lines[-1], span):
            lines[-1] = SourceSpan(lines[-1].start, span.end, field)
        else:
            lines.append(SourceSpan(span.start, span.end, field))
    return tuple(lines)


def written(text: str, spans: Iterable[SourceSpan]) -> str:
    """What the stretches say, one line each."""
    return "\n".join(span.of(text) for span in spans)
