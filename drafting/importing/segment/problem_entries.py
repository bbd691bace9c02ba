"""The entries of a list of problems (问题清单): each problem with what its labels say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import best_match, looks_like_area
from drafting.importing.segment.rows import AREA, Cut, SourceRow

_NUMBER: Final = r"[一二三四五六七八九十0-9]{0,3}"
_LABELS: Final = (
    (
        "problems",
        rf"(?:存在的?|突出的?|主要的?|具体的?|查摆的?|检视的?)?(?:问题|不足|差距)(?:描述|内容|表现|清单)?\s*{_NUMBER}",
    ),
    (
        "causes",
        rf"(?:产生|存在|问题|主要|根本|具体)?(?:的)?(?:原因|根源)(?:分析|剖析)?\s*{_NUMBER}",
    ),
    (
        "measures",
        rf"(?:整改|改进|具体|下一?步|今后|努力)?(?:的)?(?:措施|举措|打算|方向|办法|思路)\s*{_NUMBER}",
    ),
    (
        "other",
        r"(?:整改|完成|计划)?(?:时限|期限|目标|完成时间)|责任(?:人|部门|领导)|牵头(?:人|部门)|进展(?:情况)?|备注|完成情况",
    ),
)
ROLES: Final = ("problems", "causes", "measures")
_LABEL: Final = re.compile(
    r"(?:^|(?<=[。；！？\s.．、）)]))(?:[（(【\[]\s*)?(?:"
    + "|".join(f"(?P<{role}>{pattern})" for role, pattern in _LABELS)
    + r")\s*[】\])）]?\s*[：:]\s*"
)
AREA_COLUMN: Final = re.compile(r"(?:所属)?(?:类别|方面|领域)\s*[：:]\s*")
_LONGEST_AREA: Final = 40


@dataclass(slots=True)
class Item:
    """A stretch of the list: whose it is, what stands before it, its texts, and whether that is a
    number without a label."""

    role: str
    marker: Cut | None
    cuts: list[Cut] = field(default_factory=list)
    numbered: bool = False


@dataclass(slots=True)
class Entry:
    """A problem with what belongs to it; ``area`` is the heading above it."""

    area: SourceRow | None = None
    items: list[Item] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Take a stretch: one without a role of its own goes on the one before it, and so does a
        label (问题表现：) behind a problem that has a number of its own."""
        if [one.numbered for one in self.items] == [True] and self._is_label_of_problem(item):
            start = item.marker[0] if item.marker else item.cuts[0][0]
            self.items[-1].cuts += [(start, item.cuts[0][1]), *item.cuts[1:]]
        elif item.role or not self.items:
            self.items.append(replace(item, role=item.role or "problems"))
        else:
            self.items[-1].cuts += item.cuts

    def ends_before(self, item: Item) -> bool:
        """Whether a stretch begins the next problem."""
        if item.role != "problems" or not self.items:
            return False
        return [one.numbered for one in self.items] != [True] or item.numbered

    @staticmethod
    def _is_label_of_problem(item: Item) -> bool:
        return item.role == "problems" and not item.numbered


def labels_of(row: SourceRow) -> list[re.Match[str]]:
    """The labels in a paragraph; 一、原因分析： is the heading of a part and none."""
    first = row.number_length
    found = [
        match
        for match in _LABEL.finditer(row.text, first)
        if match.end() < len(row.text) or match.start() == first
    ]
    headed = found and row.token and row.token.rank <= AREA and found[0].start() == first
    return found[1:] if headed else found


def alternates(rows: Sequence[SourceRow]) -> bool:
    """Whether causes or measures come back behind another problem, each with its label."""
    problem, answered = False, dict.fromkeys(("causes", "measures"), 0)
    for row in rows:
        problem = problem or row.token is not None
        said = [match.lastgroup or "" for match in labels_of(row)]
        for role in said:
            problem = problem or role == "problems"
            if role in answered and (problem or not answered[role]):
                answered[role] += 1
        problem = problem and "measures" not in said
    return max(answered.values()) > 1


def is_area(row: SourceRow, areas: Sequence[AreaSpec]) -> bool:
    """Whether a paragraph is the heading or the column of an area."""
    if match := AREA_COLUMN.match(row.text):
        return match.end() < len(row.text)
    if _LABEL.match(row.text) or len(row.text) > _LONGEST_AREA:
        return False
    heading = row.text[row.number_length :].rstrip("。：:")
    if row.token is not None and looks_like_area(heading):
        return True
    found = best_match(heading, areas)
    return found is not None and (found.sure or heading.endswith("方面"))


def entries_of(rows: Sequence[SourceRow], areas: Sequence[AreaSpec]) -> list[Entry]:
    """The problems one by one; a heading that no problem follows goes on the one before it."""
    found = [Entry()]
    area: SourceRow | None = None
    for row in rows:
        if is_area(row, areas):
            _keep(found[-1], area)
            area = row
            continue
        for item in _items(row, answered=bool(found[-1].items)):
            if found[-1].ends_before(item):
                found.append(Entry())
            if area is not None and not found[-1].items:
                found[-1].area, area = area, None
            found[-1].add(item)
    _keep(found[-1], area)
    return found


def _keep(entry: Entry, area: SourceRow | None) -> None:
    if area is not None:
        entry.add(Item("", None, [(area.start, area.end)]))


def _items(row: SourceRow, *, answered: bool) -> Iterator[Item]:
    """The stretches of a paragraph, each behind its label; a numbered one without label is a
    problem, any other goes on what stands before it (role empty)."""
    first = row.number_length
    labels = labels_of(row)
    begin = labels[0].start() if labels else len(row.text)
    if begin > first or not labels:
        yield _unlabelled(row, begin, answered=answered)
    ends = [*(match.start() for match in labels[1:]), len(row.text)]
    for place, (match, end) in enumerate(zip(labels, ends, strict=False)):
        start = 0 if place == 0 and begin == first else match.start()
        marker = (row.start + start, row.start + match.end())
        if match.lastgroup == "other":
            yield Item("", None, [(marker[0], row.start + end)])
        else:
            yield Item(match.lastgroup or "", marker, [(marker[1], row.start + end)])


def _unlabelled(row: SourceRow, end: int, *, answered: bool) -> Item:
    """What stands before the first label."""
    if row.token is None and answered:
        return Item("", None, [(row.start, row.start + end)])
    start = row.start + row.number_length
    return Item("problems", row.number_cut, [(start, row.start + end)], row.token is not None)
