"""The areas (方面) of a part: which paragraphs begin one, and what each holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.document.model import Section
from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import assign, best_match, looks_like_area
from drafting.importing.segment.headings import plain_area, split_heading
from drafting.importing.segment.marks import find_marks
from drafting.importing.segment.outline import Start
from drafting.importing.segment.pen import Pen
from drafting.importing.segment.points import marked_points, numbered_points
from drafting.importing.segment.roles import bare_heading
from drafting.importing.segment.rows import ITEM, Cut, Row

#: A heading longer than this that names no area is probably a paragraph that begins with a number.
_LONGEST = 60


@dataclass(slots=True)
class Opening:
    """The beginning of an area and the paragraphs that follow it."""

    row: Row
    numbered: bool
    rest: Cut | None
    heading: Cut
    rows: list[Row] = field(default_factory=list)


def sections_of(start: Start, areas: Sequence[AreaSpec]) -> tuple[list[Row], list[Opening]]:
    """The paragraphs of a part before its first area, and its areas with theirs. ``areas`` are those a heading may mean."""
    rank = _rank(start, areas)
    own: list[Row] = []
    openings: list[Opening] = []
    taken: list[str] = []
    for row in start.rows:
        opening = _opening(row, rank, areas, taken)
        if opening is not None:
            openings.append(opening)
            taken += _names(opening, row, areas)
        elif openings:
            openings[-1].rows.append(row)
        else:
            own.append(row)
    return own, openings


def _names(opening: Opening, row: Row, areas: Sequence[AreaSpec]) -> list[str]:
    start, end = opening.heading
    match = best_match(row.text[start - row.start : end - row.start], areas)
    return [match.area.name] if match and match.sure else []


def _opening(row: Row, rank: int | None, areas: Sequence[AreaSpec], taken: Sequence[str]) -> Opening | None:
    if row.token is not None:
        if row.token.rank != rank:
            return None
        start, end = row.after_token
        inner = row.text[start - row.start :]
        heading, rest = split_heading(inner, (0, len(inner)))
        moved = (rest[0] + start, end) if rest else None
        return Opening(row, True, moved, (start + heading[0], start + heading[1]))
    found = plain_area(row, areas, taken=taken) if areas else None
    if (
        found is None
        and row.level is not None
        and row.level >= 2
        and rank is None
        and len(row.text) <= _LONGEST
    ):
        found = (row.start, row.end), None
    return Opening(row, False, found[1], found[0]) if found else None


def _rank(start: Start, areas: Sequence[AreaSpec]) -> int | None:
    """The rank of the numbers that the areas of this part carry; None where none is numbered."""
    numbered = [
        row for row in start.rows if row.token and (start.rank is None or row.token.rank >= start.rank)
    ]
    # 一、 inside a part 二、 counts only where it is a list from the beginning
    if any(row.token and row.token.rank == start.rank and row.token.value == 1 for row in numbered) is False:
        numbered = [row for row in numbered if row.token and row.token.rank != start.rank]
    if not numbered:
        return None
    rank = min(row.token.rank for row in numbered if row.token)
    if rank < ITEM:
        return rank
    first = next(row for row in numbered if row.token and row.token.rank == rank)
    before = start.rows[: start.rows.index(first)]
    # 1. below a 一是, or below an area without a number, belongs to that
    text = "\n".join(row.text for row in before)
    if find_marks(text, _cuts(before)) or any(plain_area(row, areas) for row in before):
        return None
    return rank


def _cuts(rows: Sequence[Row]) -> list[Cut]:
    cuts, at = [], 0
    for row in rows:
        cuts.append((at, at + len(row.text)))
        at += len(row.text) + 1
    return cuts


def write_sections(pen: Pen, openings: Sequence[Opening], areas: Sequence[AreaSpec]) -> list[Section]:
    """The areas as nodes."""
    headings = [pen.text[slice(*opening.heading)] for opening in openings]
    matches = assign(headings, areas) if areas else [None] * len(headings)
    sections = []
    for opening, heading, match in zip(openings, headings, matches, strict=True):
        section = _section(pen, opening, match.area if match else None)
        sections.append(section)
        if match and not match.sure:
            pen.doubt(section.id, f"标题与“{match.area.name}”不完全一致，按它归类，请核对。")
        elif areas and match is None:
            pen.doubt(section.id, "这个方面的名称在通知要求的方面里找不到，请选择它对应的方面。")
        if match is None and len(heading) > _LONGEST and not looks_like_area(heading):
            pen.doubt(section.id, "带序号的这一段没有单独的标题，第一句作了标题，请核对。")
        if areas and not opening.numbered:
            pen.doubt(section.id, "这个方面没有序号，是按名称认出来的，请核对。")
    return sections


def _section(pen: Pen, opening: Opening, area: AreaSpec | None) -> Section:
    node_id = pen.new_id()
    row = opening.row
    pen.write(node_id, "number", [row.number_cut if opening.numbered else None])
    heading = bare_heading(pen.write(node_id, "heading", [opening.heading])).rstrip("，,")
    chunks = [*([opening.rest] if opening.rest else []), *((one.start, one.end) for one in opening.rows)]
    lead, points = marked_points(pen, chunks)
    if not points and (numbered := numbered_points(pen, chunks, opening.rows)):
        lead, points = numbered
    return Section(
        id=node_id,
        key=area.key if area else "",
        area=area.name if area else "",
        number=row.token.number if opening.numbered and row.token else "",
        heading=heading,
        lead=pen.write(node_id, "lead", lead),
        points=tuple(points),
    )
