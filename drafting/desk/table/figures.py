"""The figures of a meeting: how many papers are where, late, or waiting for the reader.

Every sentence that counts the papers or people of a meeting takes its numbers from here, so that
they add up: who is asked has handed in or is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.desk.selectors import asked_of, papers_of
from drafting.desk.words import NOT_BEGUN, state_label
from drafting.drafts.models import COLLECTIVE, Draft, Meeting
from drafting.review.decisions.states import HANDED_IN

#: In what order the states are counted.
STATES = (
    Draft.State.APPROVED, Draft.State.ENDORSED, Draft.State.SUBMITTED, Draft.State.RETURNED,
    Draft.State.DRAFTING,
    NOT_BEGUN,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers are in a state."""

    state: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """The figures: who is asked, the states that occur, who is late, what waits for the reader."""

    asked: int
    counts: tuple[Count, ...]
    overdue: int
    waiting: int

    @property
    def handed_in(self) -> int:
        """From how many people a paper is with the reviewers or has passed."""
        return sum(count.number for count in self.counts if count.state in HANDED_IN)

    @property
    def missing(self) -> int:
        """From how many people a paper is still awaited: nothing begun, not handed in, taken back,
        or returned to them."""
        return self.asked - self.handed_in

    @property
    def approved(self) -> int:
        """How many papers have passed for good."""
        return sum(count.number for count in self.counts if count.state == Draft.State.APPROVED)


def summary_of(papers: Iterable[tuple[str, bool, bool]]) -> MeetingFigures:
    """The figures of papers, each given as its state, whether it is late, and whether it waits for
    the reader."""
    rows = list(papers)
    numbers = Counter(state for state, _late, _waiting in rows)
    return MeetingFigures(
        asked=len(rows),
        counts=tuple(
            Count(state, state_label(state), numbers[state]) for state in STATES if numbers[state]
        ),
        overdue=sum(late for _state, late, _waiting in rows),
        waiting=sum(waiting for _state, _late, waiting in rows),
    )


def missing_in(meetings: Iterable[Meeting]) -> dict[int, int]:
    """From how many people a paper is still awaited, by the meeting's id, as the whole table counts
    them; two queries however many meetings there are."""
    chosen = list(meetings)
    asked, papers = asked_of(chosen), papers_of(chosen)
    found = {}
    for meeting in chosen:
        there = papers.get(meeting.pk, {})
        owners = (asked.get(meeting.pk, set()) | there.keys()) - {COLLECTIVE}
        states = (there[owner].state if owner in there else NOT_BEGUN for owner in owners)
        found[meeting.pk] = summary_of((state, False, False) for state in states).missing
    return found
