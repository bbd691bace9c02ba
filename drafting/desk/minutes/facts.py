"""What the desk knows of a meeting, as numbers and names; never what a paper says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from drafting.desk.bundle.speaking_order import Speaker, speakers
from drafting.desk.ledger.files import PassedRound, passed_rounds
from drafting.desk.permissions import DeskStanding
from drafting.desk.table.lines import figures_of, lines_of
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import superior_for
from drafting.opinions.models import Opinion
from drafting.opinions.selectors import given_in
from drafting.rectification.criticism.selectors import heard_by
from drafting.rectification.lists.matters import Matters


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """The branch, who is above, who speaks when, and the counts: who is asked, has handed in, has
    passed; opinions and talks as this secretary entered them; of the papers that passed the problems
    by area, the measures and how many name a limit; what was heard, by person, as far as this
    secretary reads it."""

    meeting: Meeting
    today: date
    branch: str
    superior: str
    order: tuple[Speaker, ...]
    asked: int
    handed_in: int
    approved: int
    opinions: int
    talks: int
    areas: tuple[tuple[str, int], ...]
    measures: int
    limited: int
    heard: dict[int, tuple[str, ...]]

    @property
    def problems(self) -> int:
        """How many problems the papers that passed name."""
        return sum(number for _area, number in self.areas)


def facts_of(meeting: Meeting, standing: DeskStanding, secretary: User) -> MeetingFacts:
    """What there is to say of a meeting to its secretary, as they stand to it: of what was heard,
    what the branch's ledger shows them."""
    lines = [line for line in lines_of(meeting, standing) if not line.collective]
    figures = figures_of(lines)
    rounds = passed_rounds(meeting, lines)
    kinds = Counter(given_in(meeting, secretary).values_list("kind", flat=True).order_by())
    above = superior_for(meeting.organization)
    heard: dict[int, list[str]] = {}
    for item in heard_by(
        [line.owner for line in lines if standing.reads_ledger(line.owner)], meeting
    ):
        heard.setdefault(item.ledger.owner_id, []).append(item.problem)
    entries = [entry for one in rounds for entry in one.entries if not entry.heard]
    return MeetingFacts(
        meeting=meeting,
        today=timezone.localdate(),
        branch=str(meeting.organization),
        superior=str(above) if above else "",
        order=tuple(speakers(meeting, [(line.owner, line.name) for line in lines])),
        asked=figures.asked,
        handed_in=figures.handed_in,
        approved=figures.approved,
        opinions=kinds[Opinion.Kind.OPINION],
        talks=kinds[Opinion.Kind.TALK],
        areas=tuple(_areas(rounds)),
        measures=len(entries),
        limited=sum(bool(entry.limit) for entry in entries),
        heard={owner: tuple(said) for owner, said in heard.items()},
    )


def _areas(rounds: Sequence[PassedRound]) -> list[tuple[str, int]]:
    """The problems by area, in the order in which the papers name them."""
    numbers = Counter(
        problem.area or "其他" for one in rounds for problem in Matters(one.document).problems
    )
    return list(numbers.items())
