"""Where the parts (部分) begin: numbered or not, whatever the numbers look like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import best_match, looks_like_area
from drafting.importing.segment.headings import plain_area
from drafting.importing.segment.headless_parts import guessed_outline, with_unheaded
from drafting.importing.segment.roles import (
    names_a_role_only,
    names_problems_and_causes,
    plain_heading_role,
    role_of,
)
from drafting.importing.segment.rows import AREA, CHAPTER, ITEM, PART, Cut, SourceRow
from drafting.importing.segment.starts import Start

__all__ = ["Start", "outline"]

#: A heading of a part is no longer than this (characters); what is longer is a sentence with a
#: number before it.
_LONGEST = 45
#: One whose role is not to be seen from its words must be shorter, and stand on a line of its own.
_LONGEST_UNKNOWN = 30
_HEADLESS = "各方面上面没有“存在的问题”这样的标题，已归入“问题”部分，请核对。"


@dataclass(frozen=True, slots=True)
class _Head:
    """A paragraph that may begin a part: its heading and what stands behind it on the line."""

    row: SourceRow
    heading: Cut
    rest: Cut | None
    text: str
    role: str | None


def outline(
    rows: Sequence[SourceRow], areas: Sequence[AreaSpec]
) -> tuple[list[SourceRow], list[Start]]:
    """The paragraphs before the first part, and the parts with theirs."""

    def is_area(row: SourceRow) -> bool:
        return _is_area(row, areas)

    front, starts = _headed(rows, areas)
    if all(start.row is None for start in starts):
        guessed = guessed_outline(rows, is_area)
        return guessed or (front, starts)
    return front, with_unheaded(starts, is_area)


def _headed(
    rows: Sequence[SourceRow], areas: Sequence[AreaSpec]
) -> tuple[list[SourceRow], list[Start]]:
    """The same by headings alone."""
    heads = {
        index: head
        for index, row in enumerate(rows)
        if row.level != 0 and (index or not _names_a_paper(row)) and (head := _head(row))
    }
    return _Division(rows, areas, heads).read()


class _Division:
    """Divides a paper by its headings."""

    def __init__(
        self, rows: Sequence[SourceRow], areas: Sequence[AreaSpec], heads: Mapping[int, _Head]
    ) -> None:
        self._rows = rows
        self._areas = areas
        self._heads = heads
        self._nested = _areas_hold_parts(list(heads.values()))
        self._rank = PART if self._nested else _part_rank(list(heads.values()))
        self._order = _Order()
        self._front: list[SourceRow] = []
        self._starts: list[Start] = []
        self._headed = False  # whether a part of problems with a heading of its own has begun

    def read(self) -> tuple[list[SourceRow], list[Start]]:
        """The paragraphs before the first part, and the parts with theirs."""
        for index, row in enumerate(self._rows):
            head = self._heads.get(index)
            if not self._starts and not self._nested and _is_first_area(row, self._areas):
                self._begin_headless()
            if head is None or not self._order.begins(head, self._rank):
                (self._starts[-1].rows if self._starts else self._front).append(row)
            elif self._is_area_on_top(head):
                if not self._starts or self._starts[-1].role != "problems":
                    self._begin_headless()
                self._starts[-1].rows.append(row)
            else:
                self._begin(head, index)
        return self._front, self._starts

    def _is_area_on_top(self, head: _Head) -> bool:
        plain = not self._nested and not self._headed
        return plain and _is_area_of_problems(head, self._areas)

    def _begin_headless(self) -> None:
        self._starts.append(Start(None, "problems", None, note=_HEADLESS))

    def _begin(self, head: _Head, index: int) -> None:
        following = self._rows[index + 1] if index + 1 < len(self._rows) else None
        start = _start(head, self._starts, following, self._areas)
        self._starts.append(start)
        self._headed = self._headed or (start.role == "problems" and start.rank is not None)


def _names_a_paper(row: SourceRow) -> bool:
    """Whether a first line is a title, though its words are those of a heading (问题清单)."""
    if row.token is not None:
        return False
    meeting = re.search(r"(20\d\d|二〇..)年?度?.{0,12}(组织生活会|民主生活会|主题教育)", row.text)
    return bool(meeting) or bool(re.search(r"(清单|台账|报告|材料)$", row.text))


def _head(row: SourceRow) -> _Head | None:
    """What a paragraph would be as the heading of a part; None where it cannot be one."""
    start, end = row.after_token
    text = row.text[row.number_length :]
    place = _end_of_heading(text)
    if place > _LONGEST or (not text[:place].strip() and text):
        return None
    behind = start + min(place + 1, len(text))
    rest = (behind, end) if behind < end else None
    role = role_of(text[:place]) if row.token else _plain_role(row, text[:place], alone=not rest)
    if row.token is None and role is None:
        return None
    return _Head(row, (start, behind), rest, text[:place], role)


def _end_of_heading(text: str) -> int:
    """Where a heading ends before its stop, or before a colon behind the name of a part."""
    stop = re.search(r"。(?!”)", text)
    place = stop.start() if stop else len(text)
    colon = re.search(r"[：:]", text[:place])
    if colon and colon.end() < len(text) and colon.start() <= 20 and role_of(text[: colon.start()]):
        return colon.start()
    return place


def _plain_role(row: SourceRow, heading: str, *, alone: bool) -> str | None:
    """The role of a heading without a number, which stands alone on its line."""
    if not alone:
        return None
    role = plain_heading_role(heading)
    return role or ((role_of(heading) or "other") if row.level == 1 else None)


def _part_rank(heads: Sequence[_Head]) -> int | None:
    """The rank of the numbers that parts have in this paper; None where parts have none."""
    able = [head for head in heads if head.role and not looks_like_area(head.text)]
    named = {rank: _of_rank(able, rank) for rank in (CHAPTER, PART, AREA, ITEM)}
    plain = {h.role for h in heads if h.row.token is None}
    for rank in (CHAPTER, PART):
        # below headings without numbers 一、努力提高认识 is an area of the measures
        if named[rank] and (len(plain) < 2 or _names_roles(named[rank])):
            return rank
    return None if plain else _lower_rank(named, several=len(_of_rank(heads, PART)) >= 2)


def _names_roles(heads: Sequence[_Head]) -> bool:
    return any(names_a_role_only(head.text) for head in heads)


def _of_rank(heads: Sequence[_Head], rank: int) -> list[_Head]:
    return [head for head in heads if head.row.token and head.row.token.rank == rank]


def _lower_rank(named: Mapping[int, Sequence[_Head]], *, several: bool) -> int | None:
    """The rank where no 一、 names what a part is for: that of two roles, else 一、 where there are
    several."""
    for rank in (AREA, ITEM):
        if len({h.role for h in named[rank]}) >= 2:
            return rank
    return PART if several else None


def _areas_hold_parts(heads: Sequence[_Head]) -> bool:
    """Whether each area has problems, causes and measures of its own below it (一、…方面 （一）存在的问题
    （二）原因分析)."""
    on_top = _of_rank(heads, PART)
    below = {h.role for h in _of_rank(heads, AREA) if names_a_role_only(h.text)}
    return sum(looks_like_area(h.text) for h in on_top) >= 2 and len(below - {None}) >= 2


@dataclass(slots=True)
class _Order:
    """The numbers of the parts so far: the last one, and that of a list inside a part that uses the
    same kind of number."""

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
            return self._begun(token.value)
        if self._goes_on_inside(token.value):
            self.inner = token.value
            return False
        short = head.rest is None and len(head.text) <= _LONGEST_UNKNOWN
        return short and 0 < token.value - self.last <= 2 and self._begun(token.value)

    def _goes_on_inside(self, value: int) -> bool:
        """Whether a number belongs to a list inside the part."""
        return bool((value == 1 and self.last) or (self.inner and value == self.inner + 1))

    def _begun(self, value: int) -> bool:
        self.last, self.inner = value, 0
        return True


def _is_area_of_problems(head: _Head, areas: Sequence[AreaSpec]) -> bool:
    """Whether 一、理论学习方面 is an area on the level of parts, in a paper that has no 存在的问题 above its
    areas."""
    if head.row.token is None:
        return False
    match = best_match(head.text, areas)
    meant = match is not None and match.score >= 0.85 and head.role in (None, "problems")
    return meant or (looks_like_area(head.text) and head.role in (None, "problems"))


def _is_area(row: SourceRow, areas: Sequence[AreaSpec]) -> bool:
    """Whether a paragraph begins with the name of an area, numbered or not."""
    if row.token is None:
        return plain_area(row, areas) is not None
    heading = re.split(r"[。：:]", row.text[row.token.length :], maxsplit=1)[0]
    match = best_match(heading, areas)
    named = match is not None and match.sure
    return row.token.rank in (PART, AREA, ITEM) and (looks_like_area(heading) or named)


def _is_first_area(row: SourceRow, areas: Sequence[AreaSpec]) -> bool:
    """Whether a paragraph before all parts is （一） with the name of an area."""
    if row.token is None or row.token.rank != AREA:
        return False
    heading = re.split(r"[。：:]", row.text[row.token.length :], maxsplit=1)[0]
    match = best_match(heading, areas)
    return looks_like_area(heading) or (match is not None and match.sure)


def _start(
    head: _Head, starts: Sequence[Start], following: SourceRow | None, areas: Sequence[AreaSpec]
) -> Start:
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
