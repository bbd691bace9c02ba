"""The lines of a branch's ledger, as one person may see them. What members note is not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from drafting.common.names import name_key
from drafting.desk.permissions import DeskStanding
from drafting.meetings.models import Meeting
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rectification.ledger.selectors import ledgers_of
from drafting.rectification.states import ItemState


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A measure of a member's."""

    owner: int
    name: str
    problem: str
    measure: str
    due: date | None
    overdue: int
    state: str
    label: str
    heard: bool = False

    @property
    def tone(self) -> str:
        """The colour of the state badge."""
        return "good" if self.state in (ItemState.DONE, ItemState.LASTING) else ""


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """How many measures there are of how many people, and how far they have come."""

    people: int
    total: int
    done: int
    lasting: int
    overdue: int


def ledger_lines(
    meeting: Meeting, standing: DeskStanding, owners: Sequence[int]
) -> list[LedgerLine]:
    """The measures of those of these people whose paper the person reviews, and of their own; by
    name, each in the order of the paper. Two queries."""
    seen = [one for one in owners if standing.reads_ledger(one)]
    found = sorted(
        ledgers_of(meeting, seen), key=lambda one: (name_key(one.owner.name), one.owner_id)
    )
    today = timezone.localdate()
    return [
        _line(ledger, item, today)
        for ledger in found
        for item in ledger.items.all()
        if not item.gone
    ]


def figures_of(lines: Sequence[LedgerLine]) -> LedgerFigures:
    """The figures of these lines."""
    return LedgerFigures(
        people=len({line.owner for line in lines}),
        total=len(lines),
        done=sum(line.state == ItemState.DONE for line in lines),
        lasting=sum(line.state == ItemState.LASTING for line in lines),
        overdue=sum(line.overdue > 0 for line in lines),
    )


def overdue_by_person(lines: Sequence[LedgerLine]) -> list[tuple[int, str, int]]:
    """Who has measures whose limit has passed, and how many, in the order of the lines: by name,
    never by number."""
    numbers: dict[tuple[int, str], int] = {}
    for line in lines:
        if line.overdue:
            key = (line.owner, line.name)
            numbers[key] = numbers.get(key, 0) + 1
    return [(owner, name, number) for (owner, name), number in numbers.items()]


def _line(ledger: Ledger, item: LedgerItem, today: date) -> LedgerLine:
    return LedgerLine(
        owner=ledger.owner_id,
        name=ledger.owner.name,
        problem=item.problem,
        measure=item.text,
        due=item.due,
        overdue=item.overdue(today),
        state=item.state,
        label=str(item.get_state_display()),
        heard=item.heard,
    )
