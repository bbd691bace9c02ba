"""Writing fields and noting where each came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from drafting.importing.segment.report import Doubt, Field, SegmentedPiece, Unplaced
from drafting.importing.segment.rows import Cut, SourceRow, trimmed


class Pen:
    """Takes stretches of the source text into the fields of nodes. Whoever makes a node asks it for
    the id."""

    def __init__(self, text: str, ids: Callable[[], str]) -> None:
        self.text = text
        self.new_id = ids
        self.pieces: list[SegmentedPiece] = []
        self.doubts: list[Doubt] = []
        self.unplaced: list[Unplaced] = []
        self.notices: list[str] = []

    def write(self, node_id: str, field: Field, cuts: Iterable[Cut | None]) -> str:
        """The text of some stretches, one line each, noted as the field of a node; blank ones are
        left out."""
        lines = []
        for cut in cuts:
            inner = trimmed(self.text, cut) if cut else None
            if inner:
                self.pieces.append(SegmentedPiece(node_id, field, *inner))
                lines.append(self.text[slice(*inner)])
        return "\n".join(lines)

    def doubt(self, node_id: str, reason: str) -> None:
        """Note that a person should look at a node."""
        self.doubts.append(Doubt(node_id, reason))

    def leave(self, rows: Sequence[SourceRow], reason: str) -> None:
        """List paragraphs as 未归类."""
        self.unplaced += [Unplaced(row.start, row.end, row.text, reason) for row in rows]
