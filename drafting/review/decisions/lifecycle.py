"""The life of a paper under review as a table: who may do what in which state, what comes of it,
and every word that is said of it. [pure]

A further action is a member of Action and its declaration in ACTIONS; docs/changing.md has
the steps. The states are those of ``decisions.states``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from drafting.review.capacities import Capacity
from drafting.review.decisions.rows import Offered, ReviewAction, Told, Transition
from drafting.review.decisions.states import STATES


class Action(StrEnum):
    """What is done with a paper. The keys are stored and never change."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    CONFIRM = "confirm"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        """As refusals say it."""
        return ACTIONS[self].label


AUTHOR, FIRST, SECOND = Capacity.AUTHOR, Capacity.FIRST, Capacity.SECOND

_SUBMITTED: Final = Told(FIRST, "submitted", "{author}{again}提交了“{meeting}”的材料，请审核。")
_SENT_BACK: Final = Told(
    AUTHOR, "returned", "{actor}退回了您为“{meeting}”写的材料，请按意见修改后再提交。"
)
_PASSED: Final = Told(AUTHOR, "approved", "您为“{meeting}”写的材料审核通过。")
_OPENED: Final = Told(
    AUTHOR,
    "changed",
    "{actor}重新开放了您为“{meeting}”写的材料，原来的审核结论不再有效。请看原因，改好后重新提交。",
)
_OPENED_TEXT: Final = "{author}的材料（“{meeting}”）已重新开放修改。"
_OPENED_DONE: Final = "已重新开放{author}的材料，原来的审核结论不再有效。"

ACTIONS: Final[Mapping[Action, ReviewAction]] = {
    Action.SUBMIT: ReviewAction(
        label="提交",
        button="提交审核",
        tone="",
        offered=Offered.TO_AUTHOR,
        explained=False,
        rows=tuple(
            Transition(
                Action.SUBMIT, AUTHOR, source, "submitted",
                record="{again}提交",
                done="材料已提交，审核人会收到提醒。",
                told=(_SUBMITTED,),
            )
            for source in ("drafting", "returned")
        ),
    ),
    Action.WITHDRAW: ReviewAction(
        label="撤回",
        button="撤回修改",
        warning=(
            "撤回以后可以继续修改，审核人暂时不审这一轮；改好后需要重新提交。"
            "已有的批注不会丢失。"
        ),
        tone="",
        offered=Offered.TO_AUTHOR,
        explained=False,
        rows=(
            Transition(
                Action.WITHDRAW, AUTHOR, "submitted", "drafting",
                record="撤回",
                done="材料已撤回，可以继续修改。",
                told=(
                    Told(
                        FIRST, "changed", "{author}撤回了“{meeting}”的材料，改好后会再提交。",
                        linked=False,
                    ),
                ),
            ),
        ),
    ),
    Action.RETURN: ReviewAction(
        label="退回修改",
        short="退回",
        tone="warn",
        offered=Offered.BUTTON,
        explained=True,
        rows=(
            Transition(
                Action.RETURN, FIRST, "submitted", "returned",
                record="退回修改",
                done="已退回{author}的材料。",
                told=(_SENT_BACK,),
            ),
            Transition(
                Action.RETURN, SECOND, "endorsed", "returned",
                record="退回修改",
                done="已退回{author}的材料。",
                told=(
                    _SENT_BACK,
                    Told(FIRST, "changed", "{author}的材料（“{meeting}”）复审时被退回修改。"),
                ),
            ),
        ),
    ),
    Action.APPROVE: ReviewAction(
        label="审核通过",
        short="通过",
        tone="good",
        offered=Offered.APPROVAL,
        explained=False,
        rows=(
            Transition(
                Action.APPROVE, FIRST, "submitted", "approved", levels=1,
                record="审核通过",
                done="{author}的材料审核通过。",
                told=(_PASSED,),
            ),
            Transition(
                Action.APPROVE, FIRST, "submitted", "endorsed", levels=2,
                record="初审通过",
                done="{author}的材料初审通过，等待上级复审。",
                told=(
                    Told(AUTHOR, "approved", "您为“{meeting}”写的材料初审通过，等待上级复审。"),
                    Told(SECOND, "submitted", "{author}的材料（“{meeting}”）初审通过，请复审。"),
                ),
            ),
        ),
    ),
    Action.CONFIRM: ReviewAction(
        label="复审通过",
        short="通过",
        tone="good",
        offered=Offered.APPROVAL,
        explained=False,
        rows=(
            Transition(
                Action.CONFIRM, SECOND, "endorsed", "approved",
                record="复审通过",
                done="{author}的材料复审通过。",
                told=(_PASSED, Told(FIRST, "changed", "{author}的材料（“{meeting}”）复审通过。")),
            ),
        ),
    ),
    Action.REOPEN: ReviewAction(
        label="重新开放",
        tone="warn",
        offered=Offered.APART,
        explained=True,
        warning=(
            "需要再改时可以重新开放：原来的审核结论不再有效，撰写人修改后要重新提交、重新审核。"
        ),
        rows=tuple(
            Transition(
                Action.REOPEN, capacity, source, "returned",
                record="重新开放",
                done=_OPENED_DONE,
                told=(_OPENED, Told(other, "changed", _OPENED_TEXT)),
            )
            for capacity, source, other in (
                (FIRST, "endorsed", SECOND),
                (FIRST, "approved", SECOND),
                (SECOND, "approved", FIRST),
            )
        ),
    ),
}  # fmt: skip
TRANSITIONS: Final = tuple(row for action in ACTIONS.values() for row in action.rows)
#: What passes a paper, at the first or the second approval.
APPROVALS: Final = tuple(
    action for action, declared in ACTIONS.items() if declared.offered is Offered.APPROVAL
)


def action_choices() -> list[tuple[str, str]]:
    """Keys and labels for the model; a migration names this function, so a further action needs
    none."""
    return [(action.value, action.label) for action in Action]


def transition(
    action: Action, capacities: Iterable[Capacity], state: str, levels: int
) -> Transition | None:
    """The row for an action by somebody with these capacities, None where the table has none."""
    held = set(capacities)
    for row in ACTIONS[action].rows:
        if row.capacity in held and row.source == state and row.levels in (0, levels):
            return row
    return None


def recorded_transition(action: str, capacity: str, source: str, target: str) -> Transition:
    """The row that a line of the record was made by. Raises LookupError where the table has none
    any more."""
    for row in TRANSITIONS:
        if (row.action, row.capacity, row.source, row.target) == (action, capacity, source, target):
            return row
    raise LookupError(action, capacity, source, target)


def outcome(action: str, target: str, *, again: bool = False) -> str:
    """A move as the record says it, by the state it led to: 初审通过 where a second approval is still
    to come, and with ``again`` 重新提交 for a further round."""
    words = (row.record for row in TRANSITIONS if (row.action, row.target) == (action, target))
    return next(words, Action(action).label).format(again=again_word(again))


def again_word(again: bool) -> str:
    """What {again} stands for."""
    return "重新" if again else ""


def reason_against(action: Action, capacities: Iterable[Capacity], state: str) -> str:
    """Why there is no row, in one sentence: it is not theirs to do, or not now."""
    theirs = {row.capacity for row in ACTIONS[action].rows}
    if not theirs & set(capacities):
        who = "或".join(capacity.label for capacity in Capacity if capacity in theirs)
        return f"只有{who}可以{action.label}。"
    return f"这份材料{STATES[state].refusal}，现在不能{action.label}。"
