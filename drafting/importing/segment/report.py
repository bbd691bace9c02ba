"""What an import gives: the document, where each text came from, and what a person should look
at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from drafting.document.model import Document
from drafting.document.ranges import FieldRange, TextRange
from drafting.importing.segment.rows import Cut
from drafting.importing.source import SourceText

Field = Literal[
    "title",
    "unit",
    "position",
    "name",
    "date",
    "text",
    "number",
    "heading",
    "lead",
    "marker",
    "claim",
    "elaboration",
    "example",
]


@dataclass(frozen=True, slots=True)
class SegmentedPiece(FieldRange):
    """One stretch of the source text and the field of the node that holds it. Signs that only set a
    text off (the brackets of a number, the stop behind a heading) belong to the stretch, not to the
    field's value."""

    field: Field


@dataclass(frozen=True, slots=True)
class Doubt:
    """A node whose place a person should confirm, and why, in one Chinese sentence."""

    node_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unplaced(TextRange):
    """A paragraph that has no place in the document (未归类), and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A file as a document. Pieces and unplaced paragraphs together hold every character of the
    source that is not blank, each once."""

    document: Document
    source: SourceText
    pieces: tuple[SegmentedPiece, ...]
    doubts: tuple[Doubt, ...]
    unplaced: tuple[Unplaced, ...]

    @property
    def spans(self) -> Mapping[str, tuple[Cut, ...]]:
        """The stretches of the source text by node id, in reading order; nodes without text of
        their own are absent."""
        found: dict[str, list[Cut]] = {}
        for piece in self.pieces:
            found.setdefault(piece.node_id, []).append((piece.start, piece.end))
        return {node_id: tuple(sorted(cuts)) for node_id, cuts in found.items()}
