"""The areas (方面) of a part: which paragraphs begin one, and what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from drafting.document.model import Point, Section
from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import Match, assign, best_match, looks_like_area
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.headings import plain_area, split_heading
from drafting.importing.segment.marks import find_marks
from drafting.importing.segment.outline import Start
from drafting.importing.segment.points import listed_points, marked_points, numbered_points
from drafting.importing.segment.roles import bare_heading
from drafting.importing.segment.rows import AREA, ITEM, PART, Cut, SourceRow

#: A heading longer than this that names no area is probably a paragraph that begins with a number.
_LONGEST = 60
#: A heading alone on its line may have a stop; one as long as this is a sentence.
_LONG_SENTENCE = 20


@dataclass(slots=True)
class Opening:
    """The beginning of an area and the paragraphs that follow it."""

    row: SourceRow
    numbered: bool
    rest: Cut | None
    heading: Cut
    rows: list[SourceRow] = field(default_factory=list)


def sections_of(start: Start, areas: Sequence[AreaSpec]) -> tuple[list[SourceRow], list[Opening]]:
    """The paragraphs of a part before its first area, and its areas with theirs. ``areas`` are
    those a heading may mean."""
    rank = _rank(start, areas)
    own: list[SourceRow] = []
    openings: list[Opening] = []
    taken: list[str] = []
    for place, row in enumerate(start.rows):
        opening = _opening(row, rank, areas, taken)
        if opening is None and areas and _is_set_off(start.rows[place : place + 2]):
            opening = Opening(row, False, None, (row.start, row.end))
        if opening is not None:
            openings.append(opening)
            taken += _names(opening, row, areas)
        elif openings:
            openings[-1].rows.append(row)
        else:
            own.append(row)
    return own, openings


def _is_set_off(rows: Sequence[SourceRow]) -> bool:
    """Whether a sign set off a line of a few words above text without one (◆党性修养)."""
    if len(rows) < 2 or not rows[0].item or rows[1].item or rows[0].token or rows[1].token:
        return False
    return len(rows[0].text) <= _LONG_SENTENCE and not re.search(r"[，。；：！？]", rows[0].text)


def _names(opening: Opening, row: SourceRow, areas: Sequence[AreaSpec]) -> list[str]:
    start, end = opening.heading
    match = best_match(row.text[start - row.start : end - row.start], areas)
    return [match.area.name] if match and match.sure else []


def _opening(
    row: SourceRow, rank: int | None, areas: Sequence[AreaSpec], taken: Sequence[str]
) -> Opening | None:
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
    numbered = _numbered(start)
    if not numbered:
        return None
    rank = min(row.token.rank for row in numbered if row.token)
    if rank < ITEM:
        return None if _are_sentences(start, rank, areas) else rank
    if not _are_headings(start.rows, rank, areas):
        return None  # 1. right below a part is a point, unless it has points of its own
    before = list(takewhile(lambda row: not _has_rank(row, rank), start.rows))
    # 1. below a 一是, or below an area without a number, belongs to that
    text = "\n".join(row.text for row in before)
    if find_marks(text, _cuts(before)) or any(plain_area(row, areas) for row in before):
        return None
    return rank


def _numbered(start: Start) -> list[SourceRow]:
    """The paragraphs with numbers that areas may carry: below the part's own, or 一、 inside a part
    二、 where that is a list from the beginning."""
    own = start.rank
    numbered = [row for row in start.rows if row.token and (own is None or row.token.rank >= own)]
    if any(_has_rank(row, own) and row.token and row.token.value == 1 for row in numbered):
        return numbered
    return [row for row in numbered if not _has_rank(row, own)]


def _are_headings(rows: Sequence[SourceRow], rank: int, areas: Sequence[AreaSpec]) -> bool:
    """Whether numbered paragraphs name areas, or have numbers or markers of their own below
    them."""
    for row in rows:
        if row.token and row.token.rank > rank:
            return True
        start, _ = row.after_token
        text = row.text[start - row.start :]
        if find_marks(text, [(0, len(text))]):
            return True
        heading = re.split(r"[。：:]", text, maxsplit=1)[0]
        if row.token and _is_area_heading(heading, areas):
            return True
    return False


def _is_area_heading(heading: str, areas: Sequence[AreaSpec]) -> bool:
    if looks_like_area(heading):
        return True
    match = best_match(heading, areas) if areas else None
    return match is not None and match.sure


def _are_sentences(start: Start, rank: int, areas: Sequence[AreaSpec]) -> bool:
    """Whether numbered paragraphs are a list of sentences and no headings: each is one paragraph,
    and one at least is a sentence with nothing behind it."""
    rows = list(dropwhile(lambda row: not _has_rank(row, rank), start.rows))
    if not rows or not all(_has_rank(row, rank) for row in rows):
        return False
    texts = [row.text[row.number_length :] for row in rows]
    alone = [text for text in texts if text.find("。") == len(text) - 1]
    if len(alone) < len(texts) and not any(map(_is_long, alone)):
        return False
    return not any(
        find_marks(text, [(0, len(text))])
        or _is_area_heading(re.split(r"[。：:]", text, maxsplit=1)[0], areas)
        for text in texts
    )


def _has_rank(row: SourceRow, rank: int | None) -> bool:
    return row.token is not None and row.token.rank == rank


def _is_long(text: str) -> bool:
    return "，" in text or len(text) > _LONG_SENTENCE


def _cuts(rows: Sequence[SourceRow]) -> list[Cut]:
    cuts, at = [], 0
    for row in rows:
        cuts.append((at, at + len(row.text)))
        at += len(row.text) + 1
    return cuts


def write_sections(
    pen: Pen, openings: Sequence[Opening], areas: Sequence[AreaSpec]
) -> list[Section]:
    """The areas as nodes."""
    headings = [pen.text[slice(*opening.heading)] for opening in openings]
    matches = assign(headings, areas) if areas else [None] * len(headings)
    sections = []
    for opening, heading, match in zip(openings, headings, matches, strict=True):
        section = _section(pen, opening, match.area if match else None)
        sections.append(section)
        for reason in _doubts(opening, heading, match, asked=bool(areas)):
            pen.doubt(section.id, reason)
    return sections


def _doubts(opening: Opening, heading: str, match: Match | None, *, asked: bool) -> Iterable[str]:
    """Why a person should look at an area; ``asked``: the part has areas that headings mean."""
    if match and not match.sure:
        yield f"标题与“{match.area.name}”不完全一致，按它归类，请核对。"
    elif asked and match is None:
        yield "这个方面的名称在通知要求的方面里找不到，请选择它对应的方面。"
    if match is None and len(heading) > _LONGEST and not looks_like_area(heading):
        yield "带序号的这一段没有单独的标题，第一句作了标题，请核对。"
    if asked and not opening.numbered:
        yield "这个方面没有序号，是按名称认出来的，请核对。"


def _contents(pen: Pen, opening: Opening, chunks: list[Cut]) -> tuple[list[Cut], list[Point]]:
    """Lead and points of an area. What is numbered stands above what is marked: 一是 below 1. is
    text, 1. below 一是 too."""
    token = opening.row.token if opening.numbered else None
    least = AREA if token and token.rank <= PART else ITEM
    if numbered := numbered_points(pen, chunks, opening.rows, least=least):
        return numbered
    lead, points = marked_points(pen, chunks)
    return (not points and listed_points(pen, chunks, opening.rows)) or (lead, points)


def _section(pen: Pen, opening: Opening, area: AreaSpec | None) -> Section:
    node_id = pen.new_id()
    row = opening.row
    pen.write(node_id, "number", [row.number_cut if opening.numbered else None])
    heading = bare_heading(pen.write(node_id, "heading", [opening.heading])).rstrip("，,")
    chunks = [
        *([opening.rest] if opening.rest else []),
        *((one.start, one.end) for one in opening.rows),
    ]
    lead, points = _contents(pen, opening, chunks)
    return Section(
        id=node_id,
        key=area.key if area else "",
        area=area.name if area else "",
        number=row.token.number if opening.numbered and row.token else "",
        heading=heading,
        lead=pen.write(node_id, "lead", lead),
        points=tuple(points),
    )
