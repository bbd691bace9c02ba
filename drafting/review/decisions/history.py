"""The record of a draft as both sides read it: who did what when, and who read which round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.drafts.models import Draft
from drafting.review.decisions.lifecycle import ACTIONS, APPROVALS, Action, outcome
from drafting.review.decisions.reasons import REASONS, known_reasons
from drafting.review.decisions.selectors import events_of
from drafting.review.models import Reading, ReviewEvent
from drafting.review.reading_page.readings import readings_of


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A move with its reasons in words; ``label`` says 重新提交 from the second round on, and 初审通过
    where a second approval is asked for."""

    event: ReviewEvent
    label: str
    reasons: tuple[str, ...]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return ACTIONS[Action(self.event.action)].tone


@dataclass(frozen=True, slots=True)
class History:
    """The moves, the newest first, and who read or took away which round, the latest first."""

    entries: tuple[HistoryEntry, ...]
    readings: tuple[Reading, ...]

    @property
    def asked_back(self) -> HistoryEntry | None:
        """The return or reopening that the author is to answer: the latest one that no later
        approval has overtaken."""
        for entry in self.entries:
            if entry.event.action in APPROVALS:
                return None
            if entry.event.state_after == Draft.State.RETURNED:
                return entry
        return None

    def approvals_of(self, number: int) -> tuple[HistoryEntry, ...]:
        """The approvals of a round, the first one first."""
        of_round = (
            entry for entry in reversed(self.entries) if entry.event.submission.number == number
        )
        return tuple(entry for entry in of_round if entry.event.action in APPROVALS)


def history_of(draft: Draft) -> History:
    """The record of a draft, in two queries."""
    return History(tuple(_entries(events_of(draft))), tuple(readings_of(draft)))


def _entries(events: Iterable[ReviewEvent]) -> list[HistoryEntry]:
    return [
        HistoryEntry(
            event,
            outcome(event.action, event.state_after, again=event.submission.number > 1),
            tuple(REASONS[key] for key in known_reasons(event.reasons)),
        )
        for event in reversed(list(events))
    ]
