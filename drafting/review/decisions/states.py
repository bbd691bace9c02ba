"""The states of a paper as a table: what pages and refusals say of each, whose turn it is, and
where it stands among others. [pure]

The states are those of ``drafts.Draft.State``, which has their names on badges; their keys never
change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from drafting.review.capacities import Capacity


@dataclass(frozen=True, slots=True)
class PaperState:
    """A state, and what is said of it.

    ``refusal`` completes "这份材料…，现在不能…"; ``author`` is where the author stands and what comes
    next ({first} and {second} are the reviewers' names); ``idle`` is for a reviewer who has nothing
    to decide; ``remark`` is for the list of the meeting, empty where there is nothing to remark.
    ``tone`` and ``list_tone`` are the colours of the badge on the paper's own pages and in lists;
    ``turn`` is who has to act as a reviewer, None for none; ``place`` is the place in a list, what
    has still to come before what is done.
    """

    refusal: str
    author: str
    idle: str
    remark: str
    tone: str
    list_tone: str
    turn: Capacity | None
    handed_in: bool
    place: int


STATES: Final = {
    "drafting": PaperState(
        refusal="还在撰写",
        author="材料已撤回，可以继续修改，改好后重新提交给{first}审核。",
        idle="撰写人撤回了新的一轮，正在修改；这里是上一次提交的版本。",
        remark="还没有提交。",
        tone="",
        list_tone="",
        turn=None,
        handed_in=False,
        place=2,
    ),
    "submitted": PaperState(
        refusal="已提交、正在审核",
        author="材料已提交，等待{first}审核。审核期间不能修改；要修改，请先撤回。",
        idle="这份材料正在初审，还没有轮到复审。",
        remark="",
        tone="warn",
        list_tone="",
        turn=Capacity.FIRST,
        handed_in=True,
        place=0,
    ),
    "returned": PaperState(
        refusal="已退回修改",
        author="请按审核意见修改，有批注的逐条答复，改好后重新提交。",
        idle="这份材料已经退回，等撰写人修改后重新提交。",
        remark="已退回修改，还没有重新提交。",
        tone="bad",
        list_tone="warn",
        turn=None,
        handed_in=False,
        place=1,
    ),
    "endorsed": PaperState(
        refusal="初审已通过、等待上级复审",
        author=("初审已通过，等待{second}复审。复审期间不能修改；确需修改，请{first}重新开放。"),
        idle="这份材料初审通过，现在没有要您做的。",
        remark="初审通过，等待上级复审。",
        tone="warn",
        list_tone="good",
        turn=Capacity.SECOND,
        handed_in=True,
        place=4,
    ),
    "approved": PaperState(
        refusal="已经通过",
        author="材料已经审核通过，不能再修改；确需修改，请{first}重新开放。",
        idle="这份材料已通过，现在没有要您做的。",
        remark="",
        tone="good",
        list_tone="good",
        turn=None,
        handed_in=True,
        place=5,
    ),
}
#: In the place of ``author`` where a paper was never handed in; {then} says that a second approval
#: follows.
NEVER_HANDED_IN: Final = (
    "材料还没有提交。写好后提交给{first}审核{then}；提交以前，审核人看不到内容。"
)
#: And where an approved paper was opened again: it was not found wanting, its approval has ended.
OPENED_AGAIN: Final = "审核通过以后又重新开放，原来的审核结论不再有效。按重新开放的原因改好，重新提交给{first}审核{then}。"
SECOND_FOLLOWS: Final = "，初审通过后由{second}复审"
#: States in which the author has done their part.
HANDED_IN: Final = tuple(key for key, state in STATES.items() if state.handed_in)


def waits_for(state: str, capacities: Collection[Capacity]) -> bool:
    """Whether it is the turn of somebody with these capacities; ``state`` is "" where no paper was
    begun."""
    return state in STATES and STATES[state].turn in capacities
