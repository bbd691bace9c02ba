"""The life of a draft under review as a table: who may do what in which state, and what comes of it. [pure]

A further action is one row of TRANSITIONS. The states are those of ``drafts.Draft.State``; their keys never change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Action(StrEnum):
    """What is done with a draft."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    CONFIRM = "confirm"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        """As buttons and the record say it."""
        return _ACTION_LABELS[self]


class Capacity(StrEnum):
    """As what somebody acts: the author, the first reviewer (初审), or the superior's second one (复审)."""

    AUTHOR = "author"
    FIRST = "first"
    SECOND = "second"

    @property
    def label(self) -> str:
        """As refusals and the record say it."""
        return _CAPACITY_LABELS[self]


_ACTION_LABELS: Final = {
    Action.SUBMIT: "提交", Action.WITHDRAW: "撤回", Action.RETURN: "退回修改", Action.APPROVE: "审核通过",
    Action.CONFIRM: "复审通过", Action.REOPEN: "重新开放",
}  # fmt: skip
_CAPACITY_LABELS: Final = {Capacity.AUTHOR: "撰写人", Capacity.FIRST: "审核人", Capacity.SECOND: "上级复审人"}
_STATES: Final = {
    "drafting": "还在撰写", "submitted": "已提交、正在审核", "returned": "已退回修改", "endorsed": "初审已通过、等待上级复审",
    "approved": "已经通过",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transition:
    """A row: ``capacity`` may do ``action`` in ``source``, after which the draft is in ``target``.

    ``levels`` is the number of approvals that the meeting asks for where the row only holds then, 0 where it holds always.
    """

    action: Action
    capacity: Capacity
    source: str
    target: str
    levels: int = 0


TRANSITIONS: Final = (
    Transition(Action.SUBMIT, Capacity.AUTHOR, "drafting", "submitted"),
    Transition(Action.SUBMIT, Capacity.AUTHOR, "returned", "submitted"),
    Transition(Action.WITHDRAW, Capacity.AUTHOR, "submitted", "drafting"),
    Transition(Action.RETURN, Capacity.FIRST, "submitted", "returned"),
    Transition(Action.RETURN, Capacity.SECOND, "endorsed", "returned"),
    Transition(Action.APPROVE, Capacity.FIRST, "submitted", "approved", levels=1),
    Transition(Action.APPROVE, Capacity.FIRST, "submitted", "endorsed", levels=2),
    Transition(Action.CONFIRM, Capacity.SECOND, "endorsed", "approved"),
    Transition(Action.REOPEN, Capacity.FIRST, "endorsed", "returned"),
    Transition(Action.REOPEN, Capacity.FIRST, "approved", "returned"),
    Transition(Action.REOPEN, Capacity.SECOND, "approved", "returned"),
)


def transition(action: Action, capacities: Iterable[Capacity], state: str, levels: int) -> Transition | None:
    """The row for an action by somebody with these capacities, None where the table has none."""
    held = set(capacities)
    for row in TRANSITIONS:
        fits = row.action is action and row.capacity in held and row.source == state
        if fits and row.levels in (0, levels):
            return row
    return None


def outcome(action: str, target: str) -> str:
    """A move as the record says it, by the state it led to: 初审通过 where a second approval is still to come."""
    return "初审通过" if (action, target) == (Action.APPROVE, "endorsed") else Action(action).label


def refusal(action: Action, capacities: Iterable[Capacity], state: str) -> str:
    """Why there is no row, in one sentence: it is not theirs to do, or not now."""
    held = set(capacities)
    able = [
        capacity
        for capacity in Capacity
        if any(r.action is action and r.capacity is capacity for r in TRANSITIONS)
    ]
    if not held & set(able):
        who = "或".join(capacity.label for capacity in able)
        return f"只有{who}可以{action.label}。"
    return f"这份材料{_STATES[state]}，现在不能{action.label}。"
