"""The points (条) of an area or part, and the lead text before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.document.model import Point
from drafting.importing.segment.examples import split_example
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.marks import PointMarker, find_marks
from drafting.importing.segment.rows import ITEM, Cut, SourceRow, trimmed

#: A stretch with its marker, if any: what becomes a point.
Cuts = list[Cut]
_CLAIM_END = re.compile(r"。(?![”’])|。[”’]")


def make_point(
    pen: Pen, marker: Cut | None, cuts: Sequence[Cut], written: str | None = None
) -> Point:
    """A point from its marker and its stretches. The claim reaches to the first full stop
    (contract)."""
    node_id = pen.new_id()
    sign = pen.write(node_id, "marker", [marker])
    real = [cut for one in cuts if (cut := trimmed(pen.text, one))]
    claim, rest = split_claim(pen.text, real)
    elaboration, example = split_example(pen.text, rest)
    return Point(
        id=node_id,
        marker=written if written is not None else sign,
        claim=bare_claim(pen.write(node_id, "claim", [claim])),
        elaboration=pen.write(node_id, "elaboration", elaboration),
        example=pen.write(node_id, "example", example),
    )


def bare_claim(text: str) -> str:
    """A claim without the full stop behind it, or the comma that only led on to the next point."""
    return text.removesuffix("。").rstrip(" \t\u3000\xa0，,、")


def split_claim(text: str, cuts: Sequence[Cut]) -> tuple[Cut | None, Cuts]:
    """The claim sentence with its stop, and the rest."""
    if not cuts:
        return None, []
    start, end = cuts[0]
    stop = _CLAIM_END.search(text, start, end)
    place = stop.end() if stop else end
    rest = [(place, end)] if place < end else []
    return (start, place), [*rest, *cuts[1:]]


def marked_points(
    pen: Pen, chunks: Sequence[Cut], *, only_starts: bool = False
) -> tuple[Cuts, list[Point]]:
    """The stretches before the first marker, and a point for each marker; no points where there is
    no marker."""
    marks = find_marks(pen.text, chunks, only_starts=only_starts)
    if not marks:
        return list(chunks), []
    lead = _between(chunks, None, marks[0])
    points = _first_without_marker(pen, lead, marks)
    if points:
        lead = []
    for index, mark in enumerate(marks):
        following = marks[index + 1] if index + 1 < len(marks) else None
        own = _between(chunks, mark, following)
        own, missing = _missing_points(pen.text, own, mark, following)
        point = make_point(pen, mark.cut, own)
        if mark.before == "nothing":
            pen.doubt(point.id, "“一是、二是”前面缺句号，请核对这里是不是新的一条。")
        points.append(point)
        for cut in missing:
            points.append(make_point(pen, None, [cut]))
            pen.doubt(points[-1].id, "前后序号不连续，这一段可能漏了“几是”，已单独作为一条。")
    return lead, points


def _between(
    chunks: Sequence[Cut], mark: PointMarker | None, following: PointMarker | None
) -> Cuts:
    """The stretches from behind one marker to the next; from the beginning or to the end where
    there is none."""
    first = mark.chunk if mark else 0
    last = following.chunk if following else len(chunks) - 1
    found = []
    for index in range(first, last + 1):
        start, end = chunks[index]
        start = mark.cut[1] if mark and index == mark.chunk else start
        end = following.cut[0] if following and index == following.chunk else end
        if start < end:
            found.append((start, end))
    return found


def _first_without_marker(pen: Pen, lead: Cuts, marks: Sequence[PointMarker]) -> list[Point]:
    """The point before 二是 where 一是 was forgotten: the last paragraph before it, if it opens with a
    claim."""
    if marks[0].value != 2 or len(lead) != 1 or not opens_with_claim(pen.text, lead[0]):
        return []
    point = make_point(pen, None, lead)
    pen.doubt(point.id, "后面从“二是”开始，这一段可能漏了“一是”，已单独作为一条。")
    return [point]


def _missing_points(
    text: str, own: Cuts, mark: PointMarker, following: PointMarker | None
) -> tuple[Cuts, Cuts]:
    """Of one marker's paragraphs, those that are points whose own marker was forgotten: 一是…,
    (nothing)…, 三是…"""
    gap = following.value - mark.value - 1 if following and following.before == "start" else 0
    if gap < 1 or mark.before != "start" or len(own) != gap + 1:
        return own, []
    missing = own[1:]
    return (own[:1], missing) if all(opens_with_claim(text, cut) for cut in missing) else (own, [])


def opens_with_claim(text: str, cut: Cut, longest: int = 40) -> bool:
    """Whether a paragraph reads "claim。text": a short sentence, then more."""
    inner = text[slice(*cut)].strip()
    stop = inner.find("。")
    return 0 < stop <= longest and stop + 1 < len(inner) and not inner[:stop].endswith(("：", ":"))


def listed_points(
    pen: Pen, chunks: Sequence[Cut], rows: Sequence[SourceRow]
) -> tuple[Cuts, list[Point]] | None:
    """Points that a sign set off (- or •), which is not kept; None where there are none."""
    heads = {row.start for row in rows if row.item}
    first = next((index for index, cut in enumerate(chunks) if cut[0] in heads), None)
    if first is None:
        return None
    groups: list[Cuts] = []
    for cut in chunks[first:]:
        if cut[0] in heads:
            groups.append([cut])
        else:
            groups[-1].append(cut)
    return list(chunks[:first]), [make_point(pen, None, cuts) for cuts in groups]


def numbered_points(
    pen: Pen, chunks: Sequence[Cut], rows: Sequence[SourceRow], *, least: int = ITEM
) -> tuple[Cuts, list[Point]] | None:
    """Points that carry a number of their own (1. or （1）) at the beginning of their paragraphs;
    None where there are none.

    ``rows`` are the paragraphs among ``chunks`` that may be numbered, ``least`` is the highest rank
    that such a number has.
    """
    heads = _highest(rows, least)
    if not heads or (len(heads) == 1 and not _has_claim(next(iter(heads.values())))):
        return None
    first = next(index for index, cut in enumerate(chunks) if cut[0] in heads)
    if find_marks(pen.text, chunks[:first]):
        return None
    groups: list[tuple[SourceRow, Cuts]] = []
    for cut in chunks[first:]:
        row = heads.get(cut[0])
        if row is not None:
            groups.append((row, [row.after_token]))
        else:
            groups[-1][1].append(cut)
    points = [
        make_point(pen, row.number_cut, cuts, row.token.written if row.token else "")
        for row, cuts in groups
    ]
    return list(chunks[:first]), points


def _highest(rows: Sequence[SourceRow], least: int) -> dict[int, SourceRow]:
    """The paragraphs with the highest rank of number that there is from ``least`` on, by their
    places."""
    ranks = [row.token.rank for row in rows if row.token and row.token.rank >= least]
    rank = min(ranks, default=None)
    return {row.start: row for row in rows if row.token and row.token.rank == rank}


def _has_claim(row: SourceRow) -> bool:
    return "。" in row.text[:40]
