"""Paragraphs to a document: who is title, part, area, point, example, closing, and what is nobody's
(未归类). [pure]

The rules look at numbers, at the wording of headings and at the order of things; they know no
particular paper. Nothing is corrected: numbers and markers stay as they were written, for that is
proofreading's work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from drafting.document.model import Document, Prose, new_id
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.raw_text.traditional import is_traditional
from drafting.importing.segment.areas import areas_of
from drafting.importing.segment.closing import (
    attachment_at,
    closing_at,
    signature_within,
    with_closing_apart,
)
from drafting.importing.segment.contents import contents_of
from drafting.importing.segment.decimals import with_decimals
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.front import make_front
from drafting.importing.segment.noise import noise_reason
from drafting.importing.segment.outline import Start, outline
from drafting.importing.segment.parts import make_part
from drafting.importing.segment.problem_list import problem_list
from drafting.importing.segment.report import Doubt, Imported, SegmentedPiece, Unplaced
from drafting.importing.segment.requested_parts import requested_keys
from drafting.importing.segment.rows import SourceRow, rows_of
from drafting.importing.segment.strangers import stranger_notice
from drafting.importing.segment.traditional import as_simplified, as_written
from drafting.importing.source import SourceText

__all__ = ["Doubt", "Imported", "SegmentedPiece", "Unplaced", "segment"]


def segment(
    source: SourceText, framework: FrameworkSpec | None = None, *, ids: Callable[[], str] = new_id
) -> Imported:
    """The document that a text describes, its areas matched to ``framework`` or, without one, to
    the six of the taxonomy.

    ``ids`` makes the ids of the nodes. Never raises: what has no place is listed in ``unplaced``.
    A text in traditional characters is read as its simplified form is, and keeps its own.
    """
    if is_traditional(source.text):
        return as_written(_segment(as_simplified(source), framework, ids), source)
    return _segment(source, framework, ids)


def _segment(
    source: SourceText, framework: FrameworkSpec | None, ids: Callable[[], str]
) -> Imported:
    pen = Pen(source.text, ids)
    rows: list[SourceRow] = []
    for row in rows_of(source):
        reason = noise_reason(row)
        if reason is None:
            rows.append(row)
        else:
            pen.leave([row], reason)
    contents = contents_of(rows)
    pen.leave(rows[contents.start : contents.stop], "像是目录。")
    del rows[contents.start : contents.stop]
    rows = with_closing_apart(with_decimals(rows))
    areas = areas_of(framework)
    listed = problem_list(pen, rows[: closing_at(rows)], areas)
    if listed is not None:
        (front, parts), closing_rows = listed, _attached_apart(pen, rows[closing_at(rows) :])
        head, opening = make_front(pen, front, alone=False)
    else:
        front, starts = outline(rows, areas)
        head, opening = make_front(pen, front, alone=not starts)
        closing_rows = _cut_closing(pen, starts)
        keys = requested_keys(starts, framework, source.text)
        parts = [make_part(pen, start, areas, key) for start, key in zip(starts, keys, strict=True)]
    closing_id = pen.new_id()
    closing = Prose(
        id=closing_id,
        text=pen.write(closing_id, "text", [(row.start, row.end) for row in closing_rows]),
    )
    document = Document(head=head, opening=opening, parts=tuple(parts), closing=closing)
    strange = stranger_notice(document, source.text)
    notices = [strange, *pen.notices] if strange else pen.notices
    return Imported(
        document=document,
        source=replace(source, notices=(*source.notices, *notices)),
        pieces=tuple(sorted(pen.pieces, key=lambda piece: piece.start)),
        doubts=() if strange else tuple(pen.doubts),
        unplaced=tuple(sorted(pen.unplaced, key=lambda one: one.start)),
    )


def _cut_closing(pen: Pen, starts: Sequence[Start]) -> list[SourceRow]:
    """Take the closing off the last part; what is attached behind it has no place."""
    if not starts:
        return []
    rows = starts[-1].rows
    place = closing_at(rows)
    if place == len(rows):
        first, last = signature_within(rows)
        starts[-1].rows = [*rows[:first], *rows[last:]]
        return list(rows[first:last])
    closing, starts[-1].rows = rows[place:], rows[:place]
    return _attached_apart(pen, closing)


def _attached_apart(pen: Pen, closing: Sequence[SourceRow]) -> list[SourceRow]:
    """The closing without what is attached behind it."""
    end = attachment_at(closing)
    pen.leave(closing[end:], "在结束语之后，像是附件。")
    return list(closing[:end])
