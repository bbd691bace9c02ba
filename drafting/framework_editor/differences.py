"""What a framework says otherwise than another one: last year's, the one it corrects, or what
somebody else has stored meanwhile."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from drafting.document.spans import DiffSpan, diff_texts
from drafting.framework_editor.content import LIMITS, Content, Head, Row, kept, section_from
from drafting.frameworks.admin.section_rows import size
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import offered_to, published_frameworks

_HEAD: Final = {
    "name": "名称", "variant": "叫什么", "title": "材料标题", "theme": "会议主题",
}  # fmt: skip
_ROW: Final = {
    "name": "名称", "heading": "正文标题", "guidance": "撰写提示", "pattern": "参考写法",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one text: ``label`` what it is, ``spans`` its old and new words."""

    label: str
    spans: tuple[DiffSpan, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one part or area, or of the head: ``fate`` is added, removed or changed;
    ``said`` are further sentences."""

    title: str
    fate: str
    changes: tuple[Change, ...] = ()
    said: tuple[str, ...] = ()


def last_years(framework: Framework) -> Framework | None:
    """The framework of the year before for the same meeting and persons, one for everybody or for
    the same organisation: the one it was copied from, else the one called the same, else the usual
    one. None where there is none."""
    offered = offered_to(published_frameworks(), framework.organization)
    rows = offered.filter(
        meeting_kind=framework.meeting_kind, audience=framework.audience, year__lt=framework.year
    ).prefetch_related("sections")
    found = sorted(
        rows,
        key=lambda row: (
            -row.year,
            row.pk != framework.copied_from_id,
            row.variant != framework.variant,
            not row.usual,
            row.key,
        ),
    )
    return found[0] if found else None


def differences(before: Content, now: Content, years: int = 0) -> list[Difference]:
    """What ``now`` says otherwise, head first, then parts, then areas. Names of years in what was
    ``before`` count as moved by ``years``."""
    old = _later(before, years) if years else before
    head = tuple(
        Change(label, diff_texts(getattr(old.head, name), getattr(now.head, name)))
        for name, label in _HEAD.items()
        if getattr(old.head, name) != getattr(now.head, name)
    )
    found = [Difference("整个框架", "changed", head)] if head else []
    found += _of_rows(kept(old.parts), kept(now.parts))
    return found + _of_rows(kept(old.areas), kept(now.areas))


def _of_rows(old: Sequence[Row], now: Sequence[Row]) -> list[Difference]:
    pairs = _pairs(old, now)
    found = []
    order = [pairs[id(row)] for row in now if id(row) in pairs]
    places = {id(row): at for at, row in enumerate(old)}
    kept_places = _longest_rise([places[id(row)] for row in order])
    for at, row in enumerate(now):
        was = pairs.get(id(row))
        if was is None:
            found.append(Difference(row.name, "added", (), (f"第 {at + 1} 位",)))
            continue
        moved = places[id(was)] not in kept_places
        changes = tuple(
            Change(label, diff_texts(getattr(was, name), getattr(row, name)))
            for name, label in _ROW.items()
            if getattr(was, name) != getattr(row, name)
        )
        said = (*(["次序有变动"] if moved else []), *_sentences(was, row))
        if changes or said:
            found.append(Difference(row.name, "changed", changes, said))
    gone = {id(one) for one in order}
    return found + [Difference(row.name, "removed") for row in old if id(row) not in gone]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The most of these different numbers that stand in rising order: who is not among them was
    moved."""
    ends: list[tuple[int, ...]] = []
    for number in numbers:
        at = bisect_left([end[-1] for end in ends], number)
        best = (*(ends[at - 1] if at else ()), number)
        ends[at : at + 1] = [best]
    return set(ends[-1]) if ends else set()


def _pairs(old: Sequence[Row], now: Sequence[Row]) -> dict[int, Row]:
    """The old row that each new one corresponds to: of the same stored row, the same name, else the
    same key."""
    free = list(old)
    found: dict[int, Row] = {}
    for same in (_same_pk, _same_name, _same_key):
        for row in now:
            if id(row) in found:
                continue
            was = next((one for one in free if same(one, row)), None)
            if was is not None:
                found[id(row)] = was
                free.remove(was)
    return found


def _same_pk(one: Row, other: Row) -> bool:
    return bool(one.pk) and one.pk == other.pk


def _same_name(one: Row, other: Row) -> bool:
    return one.role == other.role and one.name == other.name


def _same_key(one: Row, other: Row) -> bool:
    return bool(one.key) and (one.role, one.key) == (other.role, other.key)


def _sentences(was: Row, row: Row) -> Iterable[str]:
    if was.required != row.required:
        yield "改为必写" if row.required else "改为可不写"
    if any(was.limit(name) != row.limit(name) for name in LIMITS):
        yield f"篇幅：{_size(was)}改为{_size(row)}"
    if sorted(was.covers) != sorted(row.covers):
        yield f"素材：{_covers(was)}改为{_covers(row)}"


def _size(row: Row) -> str:
    return size(section_from(row, "")) or "不限"


def _covers(row: Row) -> str:
    return "、".join(row.covers) or "全部领域"


def _later(content: Content, years: int) -> Content:
    def later(text: str) -> str:
        for year in range(2040, 2010, -1):
            text = text.replace(f"{year}年度", f"{year + years}年度")
        return text

    def row(one: Row) -> Row:
        return replace(
            one,
            name=later(one.name),
            heading=later(one.heading),
            guidance=later(one.guidance),
            pattern=later(one.pattern),
        )

    head = replace(
        content.head, **{one.name: later(getattr(content.head, one.name)) for one in fields(Head)}
    )
    return Content(
        head=head, parts=tuple(map(row, content.parts)), areas=tuple(map(row, content.areas))
    )
