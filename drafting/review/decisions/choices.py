"""What the reviewer may decide now, and the usual reasons for return under headings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from drafting.review.decisions.lifecycle import ACTIONS, Action
from drafting.review.decisions.moves import stopped_by
from drafting.review.decisions.reasons import REASONS
from drafting.review.decisions.rows import Offered, ReviewAction, Transition
from drafting.review.reviewed_paper import Reviewed

#: What a reviewer decides, in the order of the table; the rest is the author's.
DECISIONS: Final = tuple(
    action for action, declared in ACTIONS.items() if declared.offered is not Offered.TO_AUTHOR
)

#: The keys of ``reasons.REASONS`` under the headings that a reviewer thinks in.
GROUPS: Final = (
    ("查摆问题", ("2", "3", "4", "5", "6")),
    ("原因和措施", ("7", "8")),
    ("材料完整", ("1", "14", "15", "17")),
    ("本人撰写", ("9", "10", "11", "16")),
    ("文字和提法", ("12", "13")),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A usual reason with its box."""

    key: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision that is open to the reviewer: its row in the table, and what the action says of
    itself."""

    row: Transition
    about: ReviewAction

    @property
    def label(self) -> str:
        """What its button is called: as the record will say it."""
        return self.row.record


@dataclass(frozen=True, slots=True)
class Choices:
    """The decisions that are open to the reviewer: ``passing`` is to approve or to confirm,
    ``others`` have a button beside it, ``apart`` has a form of its own, and ``stopped`` says why
    passing waits."""

    passing: Choice | None
    others: tuple[Choice, ...]
    apart: Choice | None
    stopped: str

    @property
    def explained(self) -> bool:
        """Whether one of the buttons asks for a reason."""
        return any(choice.about.explained for choice in self.others)

    @property
    def any(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self.passing or self.others or self.apart)


def choices_of(reviewed: Reviewed, open_demands: int) -> Choices:
    """What the table lets the reviewer do; ``open_demands`` is the number of open 必改 comments."""
    rows = [row for action in DECISIONS if (row := reviewed.row(action)) is not None]
    found = {
        offered: tuple(
            Choice(row, ACTIONS[Action(row.action)])
            for row in rows
            if ACTIONS[Action(row.action)].offered is offered
        )
        for offered in Offered
    }
    passing, apart = found[Offered.APPROVAL], found[Offered.APART]
    return Choices(
        passing=passing[0] if passing else None,
        others=found[Offered.BUTTON],
        apart=apart[0] if apart else None,
        stopped=stopped_by(open_demands),
    )


def reasons_in_groups(chosen: Collection[str] = ()) -> list[tuple[str, list[Reason]]]:
    """The seventeen reasons under their headings, those chosen before marked."""
    return [
        (heading, [Reason(key, REASONS[key], key in chosen) for key in keys])
        for heading, keys in GROUPS
    ]
