"""The figures of a meeting: how many papers are where, late, or waiting for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.desk.words import NOT_BEGUN, state_label
from drafting.drafts.models import Draft

#: In what order the states are counted.
STATES = (
    Draft.State.APPROVED, Draft.State.ENDORSED, Draft.State.SUBMITTED, Draft.State.RETURNED, Draft.State.DRAFTING,
    NOT_BEGUN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers are in a state."""

    state: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures: who is asked, the states that occur, who is late, what waits for the reader."""

    asked: int
    counts: tuple[Count, ...]
    overdue: int
    waiting: int


def summary_of(papers: Iterable[tuple[str, bool, bool]]) -> Summary:
    """The figures of papers, each given as its state, whether it is late, and whether it waits for the reader."""
    rows = list(papers)
    numbers = Counter(state for state, _late, _waiting in rows)
    return Summary(
        asked=len(rows),
        counts=tuple(Count(state, state_label(state), numbers[state]) for state in STATES if numbers[state]),
        overdue=sum(late for _state, late, _waiting in rows),
        waiting=sum(waiting for _state, _late, waiting in rows),
    )
