"""Paragraphs to a document: who is title, part, area, point, example, closing, and what is nobody's (未归类).

The rules look at numbers, at the wording of headings and at the order of things; they know no particular paper. Nothing is
corrected: numbers and markers stay as they were written, for that is proofreading's work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafting.document.model import Document, Part, Prose, new_id
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.segment.areas import areas_of
from drafting.importing.segment.closing import attachment_at, closing_at
from drafting.importing.segment.front import make_front
from drafting.importing.segment.noise import noise_reason
from drafting.importing.segment.outline import Start, outline
from drafting.importing.segment.parts import make_part
from drafting.importing.segment.pen import Pen
from drafting.importing.segment.report import Doubt, Imported, Piece, Unplaced
from drafting.importing.segment.requested import requested_keys
from drafting.importing.segment.rows import Row, rows_of
from drafting.importing.source import SourceText

__all__ = ["Doubt", "Imported", "Piece", "Unplaced", "segment"]


def segment(
    source: SourceText, framework: FrameworkSpec | None = None, *, ids: Callable[[], str] = new_id
) -> Imported:
    """The document that a text describes, its areas matched to ``framework`` or, without one, to the six of the taxonomy.

    ``ids`` makes the ids of the nodes. Never raises: what has no place is listed in ``unplaced``.
    """
    pen = Pen(source.text, ids)
    rows: list[Row] = []
    for row in rows_of(source):
        reason = noise_reason(row)
        if reason is None:
            rows.append(row)
        else:
            pen.leave([row], reason)
    areas = areas_of(framework)
    front, starts = outline(rows, areas)
    head, opening = make_front(pen, front, alone=not starts)
    closing_rows = _cut_closing(pen, starts)
    keys = requested_keys(starts, framework, source.text)
    parts: list[Part] = [make_part(pen, start, areas, key) for start, key in zip(starts, keys, strict=True)]
    closing_id = pen.new_id()
    closing = Prose(
        id=closing_id, text=pen.write(closing_id, "text", [(row.start, row.end) for row in closing_rows])
    )
    return Imported(
        document=Document(head=head, opening=opening, parts=tuple(parts), closing=closing),
        source=source,
        pieces=tuple(sorted(pen.pieces, key=lambda piece: piece.start)),
        doubts=tuple(pen.doubts),
        unplaced=tuple(sorted(pen.unplaced, key=lambda one: one.start)),
    )


def _cut_closing(pen: Pen, starts: Sequence[Start]) -> list[Row]:
    """Take the closing off the last part; what is attached behind it has no place."""
    if not starts:
        return []
    rows = starts[-1].rows
    place = closing_at(rows)
    closing, starts[-1].rows = rows[place:], rows[:place]
    end = attachment_at(closing)
    pen.leave(closing[end:], "在结束语之后，像是附件。")
    return closing[:end]
