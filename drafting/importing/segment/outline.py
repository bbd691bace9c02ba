"""Where the parts (部分) begin: numbered or not, whatever the numbers look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import best_match, looks_like_area
from drafting.importing.segment.roles import (
    names_a_role_only,
    names_problems_and_causes,
    plain_heading_role,
    role_of,
)
from drafting.importing.segment.rows import AREA, CHAPTER, ITEM, PART, Cut, Row

#: A heading of a part is no longer than this (characters); what is longer is a sentence with a number before it.
_LONGEST = 45
#: One whose role is not to be seen from its words must be shorter, and stand on a line of its own.
_LONGEST_UNKNOWN = 30
_HEADLESS = "各方面上面没有“存在的问题”这样的标题，已归入“问题”部分，请核对。"


@dataclass(slots=True)
class Start:
    """The beginning of a part and the paragraphs that follow it. Without ``row`` the part has no heading of its own."""

    row: Row | None
    role: str
    rank: int | None
    heading: Cut | None = None
    rest: Cut | None = None
    note: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    """A paragraph that may begin a part: its heading and what stands behind it on the line."""

    row: Row
    heading: Cut
    rest: Cut | None
    text: str
    role: str | None


def outline(rows: Sequence[Row], areas: Sequence[AreaSpec]) -> tuple[list[Row], list[Start]]:
    """The paragraphs before the first part, and the parts with theirs."""
    heads = {index: head for index, row in enumerate(rows) if row.level != 0 and (head := _head(row))}
    nested = _areas_hold_parts(list(heads.values()))
    rank = PART if nested else _part_rank(list(heads.values()))
    order = _Order()
    front: list[Row] = []
    starts: list[Start] = []
    for index, row in enumerate(rows):
        head = heads.get(index)
        if not starts and not nested and _is_first_area(row, areas):
            starts.append(Start(None, "problems", None, note=_HEADLESS))
        if head is None or not order.begins(head, rank):
            _follow(front, starts, row)
        elif not nested and _is_area_of_problems(head, starts, areas):
            if not starts or starts[-1].role != "problems":
                starts.append(Start(None, "problems", None, note=_HEADLESS))
            starts[-1].rows.append(row)
        else:
            following = rows[index + 1] if index + 1 < len(rows) else None
            starts.append(_start(head, starts, following, areas))
    return front, starts


def _follow(front: list[Row], starts: list[Start], row: Row) -> None:
    (starts[-1].rows if starts else front).append(row)


def _head(row: Row) -> _Head | None:
    """What a paragraph would be as the heading of a part; None where it cannot be one."""
    start, end = row.after_token
    text = row.text[start - row.start :]
    stop = re.search(r"。(?!”)", text)
    place = stop.start() if stop else len(text)
    colon = re.search(r"[：:]", text[:place])
    if colon and colon.end() < len(text) and colon.start() <= 20 and role_of(text[: colon.start()]):
        place = colon.start()
    if place > _LONGEST or (not text[:place].strip() and text):
        return None
    behind = start + min(place + 1, len(text))
    rest = (behind, end) if behind < end else None
    heading = text[:place]
    if row.token is None:
        role = plain_heading_role(heading) if rest is None else None
        if role is None and row.level == 1 and rest is None:
            role = role_of(heading) or "other"
        return _Head(row, (start, behind), rest, heading, role) if role else None
    return _Head(row, (start, behind), rest, heading, role_of(heading))


def _part_rank(heads: Sequence[_Head]) -> int | None:
    """The rank of the numbers that parts have in this paper; None where parts have none."""
    counts = {
        rank: [h for h in heads if h.row.token and h.row.token.rank == rank] for rank in range(AREA + 2)
    }
    named = {
        rank: [h for h in found if h.role and not looks_like_area(h.text)] for rank, found in counts.items()
    }
    plain = {h.role for h in heads if h.row.token is None}
    for rank in (CHAPTER, PART):
        # below headings without numbers 一、努力提高认识 is an area of the measures
        if named[rank] and (len(plain) < 2 or any(names_a_role_only(h.text) for h in named[rank])):
            return rank
    if any(h.row.token is None for h in heads):
        return None
    for rank in (AREA, ITEM):
        if len({h.role for h in named[rank]}) >= 2:
            return rank
    return PART if len(counts[PART]) >= 2 else None


def _areas_hold_parts(heads: Sequence[_Head]) -> bool:
    """Whether each area has problems, causes and measures of its own below it (一、…方面 （一）存在的问题 （二）原因分析)."""
    on_top = [h for h in heads if h.row.token and h.row.token.rank == PART]
    below = {h.role for h in heads if h.row.token and h.row.token.rank == AREA and names_a_role_only(h.text)}
    return sum(looks_like_area(h.text) for h in on_top) >= 2 and len(below - {None}) >= 2


@dataclass(slots=True)
class _Order:
    """The numbers of the parts so far: the last one, and that of a list inside a part that uses the same kind of number."""

    last: int = 0
    inner: int = 0

    def begins(self, head: _Head, rank: int | None) -> bool:
        """Whether a possible heading begins a part; to be asked once for each, in order."""
        token = head.row.token
        if token is None:
            self.inner = 0
            return True
        if token.rank != rank:
            return False
        if head.role or looks_like_area(head.text) or head.row.level == 1:
            self.last, self.inner = token.value, 0
            return True
        if (token.value == 1 and self.last) or (self.inner and token.value == self.inner + 1):
            self.inner = token.value
            return False
        if (
            head.rest is None
            and len(head.text) <= _LONGEST_UNKNOWN
            and token.value in (self.last + 1, self.last + 2)
        ):
            self.last, self.inner = token.value, 0
            return True
        return False


def _is_area_of_problems(head: _Head, starts: Sequence[Start], areas: Sequence[AreaSpec]) -> bool:
    """Whether 一、理论学习方面 is an area on the level of parts, in a paper that has no 存在的问题 above its areas."""
    if head.row.token is None or any(
        start.row and start.role == "problems" and start.rank is not None for start in starts
    ):
        return False
    match = best_match(head.text, areas)
    meant = match is not None and match.score >= 0.85 and head.role in (None, "problems")
    return meant or (looks_like_area(head.text) and head.role in (None, "problems"))


def _is_first_area(row: Row, areas: Sequence[AreaSpec]) -> bool:
    """Whether a paragraph before all parts is （一） with the name of an area."""
    if row.token is None or row.token.rank != AREA:
        return False
    heading = re.split(r"[。：:]", row.text[row.token.length :], maxsplit=1)[0]
    match = best_match(heading, areas)
    return looks_like_area(heading) or (match is not None and match.sure)


def _start(head: _Head, starts: Sequence[Start], following: Row | None, areas: Sequence[AreaSpec]) -> Start:
    role, note = head.role or "other", ""
    if not head.text and following and _is_first_area(following, areas):
        role = "problems"
        note = _HEADLESS
        return Start(head.row, role, head.row.token.rank if head.row.token else None, note=note)
    if names_problems_and_causes(head.text):
        if any(start.role == "problems" for start in starts):
            role = "causes"
        note = "标题同时提到问题和原因，请核对这一部分放得对不对。"
    elif looks_like_area(head.text):
        role, note = "problems", "这一部分按方面写，其中有问题、原因和措施，暂作“问题”，请核对。"
    elif head.role is None:
        note = "看不出这一部分是写什么的，暂作“其他”，请选择。"
    token = head.row.token
    return Start(head.row, role, token.rank if token else None, head.heading, head.rest, note)
