"""A part (部分) from its paragraphs: heading, lead, areas or points."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.document.model import Part, Point
from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.bare_points import bare_points
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.outline import Start
from drafting.importing.segment.points import Cuts, listed_points, marked_points, numbered_points
from drafting.importing.segment.roles import bare_heading
from drafting.importing.segment.rows import AREA, Cut, SourceRow
from drafting.importing.segment.sections import Opening, sections_of, write_sections


def make_part(pen: Pen, start: Start, areas: Sequence[AreaSpec], key: str) -> Part:
    """The part that begins at ``start``."""
    node_id = pen.new_id()
    if start.note:
        pen.doubt(node_id, start.note)
    token = start.row.token if start.row else None
    pen.write(node_id, "number", [start.row.number_cut if start.row else None])
    heading = bare_heading(pen.write(node_id, "heading", [start.heading]))
    own, openings = sections_of(start, areas if start.role == "problems" else ())
    chunks = _chunks(start.rest, own)
    lead, points = _contents(pen, start, chunks, own, openings)
    text = pen.write(node_id, "lead", lead)
    sections = write_sections(pen, openings, areas if start.role == "problems" else ())
    return Part(
        id=node_id,
        role=start.role,
        key=key,
        number=token.number if token else "",
        heading=heading,
        lead=text,
        sections=tuple(sections),
        points=tuple(points),
    )


def _contents(
    pen: Pen,
    start: Start,
    chunks: Sequence[Cut],
    own: Sequence[SourceRow],
    openings: Sequence[Opening],
) -> tuple[Cuts, list[Point]]:
    """Lead and points of the part itself. Before areas only a paragraph that begins with 一是 is a
    point."""
    if not openings and (numbered := numbered_points(pen, chunks, own, least=AREA)):
        return numbered
    lead, points = marked_points(pen, chunks, only_starts=bool(openings))
    if points or openings:
        return lead, points
    if listed := listed_points(pen, chunks, own):
        return listed
    if start.role in ("causes", "measures"):
        return bare_points(pen, chunks)
    return list(chunks), []


def _chunks(rest: Cut | None, rows: Sequence[SourceRow]) -> Cuts:
    return [*([rest] if rest else []), *((row.start, row.end) for row in rows)]
