"""How far a promised measure has come, as its author says. [pure]"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Progress(StrEnum):
    """What a measure is ticked as."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"


LABELS: Final = {Progress.DONE: "已改到位", Progress.PARTLY: "部分", Progress.NOT_YET: "未改"}

#: The longest word beside a tick, in characters as Python counts them.
LONGEST_WORD: Final = 200


class ItemState(StrEnum):
    """How far a measure of the ledger (整改台账) has come. The keys are stored and never change."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    LASTING = "lasting"


LABELS_OF_STATES: Final = {
    ItemState.NOT_BEGUN: "未开始",
    ItemState.UNDER_WAY: "进行中",
    ItemState.DONE: "已完成",
    ItemState.LASTING: "需长期坚持",
}
#: What a state of the ledger is offered as when last year's measures are ticked off.
OFFERED: Final = {
    ItemState.NOT_BEGUN: Progress.NOT_YET,
    ItemState.UNDER_WAY: Progress.PARTLY,
    ItemState.DONE: Progress.DONE,
    ItemState.LASTING: Progress.DONE,
}
#: What a limit still matters for.
UNFINISHED: Final = (ItemState.NOT_BEGUN, ItemState.UNDER_WAY)
