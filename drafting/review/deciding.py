"""What the reviewer may decide now, and the usual reasons for return in groups that stay calm."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from drafting.review.access import Reviewed
from drafting.review.lifecycle import Action, outcome
from drafting.review.reasons import REASONS

#: What a reviewer decides; submitting and withdrawing are the author's.
DECISIONS: Final = (Action.RETURN, Action.APPROVE, Action.CONFIRM, Action.REOPEN)

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
class Choices:
    """The decisions that are open to the reviewer; ``passing`` is to approve or to confirm, ``passed`` what the button calls it,
    and ``stopped`` says why it waits."""

    returning: bool
    passing: Action | None
    passed: str
    reopening: bool
    stopped: str

    @property
    def any(self) -> bool:
        """Whether there is anything to decide."""
        return self.returning or self.passing is not None or self.reopening


def choices_of(reviewed: Reviewed, open_demands: int) -> Choices:
    """What the table lets the reviewer do; ``open_demands`` is the number of open 必改 comments."""
    row = next(filter(None, map(reviewed.row, (Action.APPROVE, Action.CONFIRM))), None)
    passing, passed = (row.action, outcome(row.action, row.target)) if row else (None, "")
    stopped = f"还有 {open_demands} 条必改批注没有解决，解决以后才能通过。" if open_demands else ""
    return Choices(reviewed.can(Action.RETURN), passing, passed, reviewed.can(Action.REOPEN), stopped)


def reasons_in_groups(chosen: Collection[str] = ()) -> list[tuple[str, list[Reason]]]:
    """The seventeen reasons under their headings, those chosen before marked."""
    return [(heading, [Reason(key, REASONS[key], key in chosen) for key in keys]) for heading, keys in GROUPS]
