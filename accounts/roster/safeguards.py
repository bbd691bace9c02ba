"""What no single row can see: rows that contradict each other, and a list that would leave nobody in charge. [pure]"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from accounts.roster.columns import BY_KEY
from accounts.roster.known import ACCOUNT_FIELDS, Known
from accounts.roster.matching import Match
from accounts.roster.planned import PlannedRow
from accounts.roster.terms import SECRETARY

_LAST_SECRETARY: Final = "这样改以后就没有书记了，请在同一份名单里写明接任的书记。"


def with_fault(row: PlannedRow, fault: str) -> PlannedRow:
    """The row, refused for one more reason."""
    return replace(row, action="error", faults=(*row.faults, fault))


def refuse_contradictions(rows: list[PlannedRow], matches: list[Match]) -> list[PlannedRow]:
    """Two rows of one person must not say two things of the account: the later one is wrong."""
    first: dict[tuple[int, str], tuple[int, str]] = {}
    checked = []
    for row, found in zip(rows, matches, strict=True):
        for key in ACCOUNT_FIELDS if found.person else ():
            if key not in found.entry.values or found.person is None:
                continue
            value = found.entry.values[key]
            number, said = first.setdefault((found.person.pk, key), (row.number, value))
            if said != value:
                row = with_fault(row, f"{BY_KEY[key].header}与第 {number} 行（同一个人）不一致。")
        checked.append(row)
    return checked


def refuse_collisions(rows: list[PlannedRow], matches: list[Match]) -> list[PlannedRow]:
    """Nobody holds the same role at the same place twice."""
    held: dict[int | None, set[tuple[str, str]]] = defaultdict(set)
    spoken = {row.membership for row in rows if row.membership and row.action != "error"}
    for found in matches:
        if found.person:
            posts = [post.values for post in found.person.posts if post.pk not in spoken]
            held[found.person.pk] = {
                (values["group"], values["role"]) for values in posts
            } | found.person.coming
    checked = []
    for row in rows:
        if row.person is not None and row.action != "error":
            if (row.group, row.role) in held[row.person]:
                row = with_fault(row, "此人在同一处已有相同的角色（或即将任职），请检查角色和党小组。")
            else:
                held[row.person].add((row.group, row.role))
        checked.append(row)
    return checked


def keep_a_secretary(
    rows: list[PlannedRow], matches: list[Match], known: Known, actor: int
) -> list[PlannedRow]:
    """An import never leaves the organisation without its last secretary (书记); a hand-over in one list is possible."""
    leads = [row.action != "error" and (row.role, row.group) == (SECRETARY, "") for row in rows]
    led = [
        found.post is not None and (found.post.values["role"], found.post.values["group"]) == (SECRETARY, "")
        for found in matches
    ]
    lost = [was and not now and row.action != "error" for row, was, now in zip(rows, led, leads, strict=True)]
    kept = known.secretaries - {row.person for row, gone in zip(rows, lost, strict=True) if gone}
    left = bool(kept) or any(leads)
    checked = []
    for row, gone, was, now in zip(rows, lost, led, leads, strict=True):
        if gone and not left:
            row = with_fault(row, _LAST_SECRETARY)
        elif gone and row.person == actor:
            row = replace(row, notes=(*row.notes, "导入后您不再是书记，也不能再管理这份名单。"))
        elif now and not was:
            row = replace(row, notes=(*row.notes, "将成为书记，请确认。"))
        checked.append(row)
    return checked
