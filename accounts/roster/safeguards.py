"""What no single row can see: rows that contradict each other, and a list that would leave nobody
in charge. [pure]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from accounts.roster.columns import BY_KEY
from accounts.roster.known import ACCOUNT_FIELDS, Known
from accounts.roster.matching import Match
from accounts.roster.plan_values import PlannedRow
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
    held = _held_otherwise(rows, matches)
    checked = []
    for row in rows:
        if row.person is not None and row.action != "error":
            if (row.group, row.role) in held[row.person]:
                row = with_fault(
                    row, "此人在同一处已有相同的角色（或即将任职），请检查角色和党小组。"
                )
            else:
                held[row.person].add((row.group, row.role))
        checked.append(row)
    return checked


def _held_otherwise(
    rows: list[PlannedRow], matches: list[Match]
) -> dict[int | None, set[tuple[str, str]]]:
    """The groups and roles that each person (by primary key) has or will have by a membership that
    no right row speaks of."""
    spoken = {row.membership for row in rows if row.membership and row.action != "error"}
    held: dict[int | None, set[tuple[str, str]]] = {}
    for person in (found.person for found in matches if found.person):
        posts = [post.values for post in person.posts if post.pk not in spoken]
        held[person.pk] = {(values["group"], values["role"]) for values in posts} | person.coming
    return held


def keep_a_secretary(
    rows: list[PlannedRow], matches: list[Match], known: Known, actor: int
) -> list[PlannedRow]:
    """An import never leaves the organisation without its last secretary (书记); a hand-over in one
    list is possible."""
    pairs = list(zip(rows, matches, strict=True))
    kept = known.secretaries - {row.person for row, found in pairs if _steps_down(row, found)}
    now = [one.values["name"] for one in known.people.values() if one.pk in kept]
    coming = [row.name for row, found in pairs if _comes_to_lead(row, found)]
    left = bool(kept) or any(map(_will_lead, rows))
    return [
        _with_hand_over(
            row, found, left, actor, [*now, *(one for one in coming if one != row.name)]
        )
        for row, found in pairs
    ]


def _with_hand_over(
    row: PlannedRow, found: Match, left: bool, actor: int, others: Sequence[str]
) -> PlannedRow:
    """The row with what is to be said of a secretary who comes or goes; ``left``: somebody is
    secretary afterwards; ``others`` are the names of those who are then, beside this one."""
    if _steps_down(row, found) and not left:
        return with_fault(row, _LAST_SECRETARY)
    if _steps_down(row, found) and row.person == actor:
        return _with_note(row, "导入后您不再是书记，也不能再管理这份名单。")
    if _comes_to_lead(row, found):
        return _with_note(row, _second_secretary(others) or "将成为书记，请确认。")
    return row


def _second_secretary(others: Sequence[str]) -> str:
    if not others:
        return ""
    return f"将成为书记。另有书记{'、'.join(others)}，以后会有 {len(others) + 1} 位书记，请确认。"


def _comes_to_lead(row: PlannedRow, found: Match) -> bool:
    return _will_lead(row) and not _leads(found)


def _with_note(row: PlannedRow, note: str) -> PlannedRow:
    return replace(row, notes=(*row.notes, note))


def _leads(found: Match) -> bool:
    post = found.post
    return post is not None and (post.values["role"], post.values["group"]) == (SECRETARY, "")


def _will_lead(row: PlannedRow) -> bool:
    return row.action != "error" and (row.role, row.group) == (SECRETARY, "")


def _steps_down(row: PlannedRow, found: Match) -> bool:
    return _leads(found) and row.action != "error" and not _will_lead(row)
