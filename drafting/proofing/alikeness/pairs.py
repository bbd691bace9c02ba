"""Shares of texts in one another, kept pair by pair: of a meeting in which one more paper comes in
only its pairs are worked out."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.comparison import matches_by_paper
from drafting.proofing.alikeness.models import ComparableText, PairShare
from drafting.proofing.alikeness.scope import Round, circle_of
from drafting.proofing.alikeness.sources import Marks, contents_of, rows_of
from drafting.similarity.kept_paper import KeptPaper, read_paper
from drafting.similarity.passages import likeness

#: Seconds that a page gives to pairs that are not worked out yet.
PATIENCE: Final = 3.0
#: Shares below this are taken for none: anybody's turns of phrase.
LEAST: Final = 0.01


@dataclass(frozen=True, slots=True)
class PaperShares:
    """Of a paper handed in: which share of it stands in each other one of the meeting (by draft),
    and at most in one text of each further kind: ``former``, ``earlier`` (what colleagues handed in
    for earlier meetings), ``reference``, ``library``."""

    round: Round
    colleagues: Mapping[object, float] = field(default_factory=dict)
    kinds: Mapping[str, float] = field(default_factory=dict)

    @property
    def most(self) -> float:
        """The largest share that another paper of the meeting has."""
        return max(self.colleagues.values(), default=0.0)


@dataclass(frozen=True, slots=True)
class MeetingShares:
    """The papers of a meeting, in the order of their drafts; ``left`` pairs are not worked out
    yet, the papers of ``unreadable`` drafts cannot be compared."""

    papers: tuple[PaperShares, ...]
    left: int = 0
    unreadable: frozenset[uuid.UUID] = frozenset()


def shares_of(meeting: Meeting, seconds: float = PATIENCE) -> MeetingShares:
    """What the papers that were handed in for a meeting have in common with one another, and with
    what else each may be compared with. A constant number of queries where all is known."""
    until = time.monotonic() + seconds
    circle = circle_of(meeting, Marks())
    found = rows_of([*dict.fromkeys(circle.sources)], seconds)
    rows = found.ids
    wanted = {
        rows[source]: {rows[other]: kind for other, kind in others.items() if other in rows}
        for source, others in circle.others.items()
        if source in rows
    }
    shares = _shares(wanted, until)
    broken = found.unreadable
    left = sum(
        len(others.keys() - broken) for one, others in circle.others.items() if one not in broken
    )
    library = dict(ComparableText.objects.filter(pk__in=wanted).values_list("pk", "library"))
    known = {rows[source]: one for source, one in circle.rounds.items() if source in rows}
    drafts = {row: one.draft for row, one in known.items()}
    papers = (
        _paper(one, row, wanted[row], shares, library[row], drafts) for row, one in known.items()
    )
    unreadable = frozenset(one.draft for source, one in circle.rounds.items() if source in broken)
    return MeetingShares(tuple(papers), left - len(shares), unreadable)


def _paper(
    one: Round,
    row: int,
    others: Mapping[int, str],
    shares: Mapping[tuple[int, int], float],
    library: float,
    drafts: Mapping[int, object],
) -> PaperShares:
    colleagues: dict[object, float] = {}
    kinds = {"library": round(library, 4)}
    for other, kind in others.items():
        share = shares.get((row, other), 0.0)
        if share < LEAST:
            continue
        if kind == "colleague":
            colleagues[drafts[other]] = share
        else:
            kinds[kind] = max(kinds.get(kind, 0.0), share)
    return PaperShares(one, colleagues, kinds)


def _shares(wanted: Mapping[int, Mapping[int, str]], until: float) -> dict[tuple[int, int], float]:
    """The shares of the pairs that are wanted, as far as the time goes."""
    every = {other for others in wanted.values() for other in others}
    kept = PairShare.objects.filter(one__in=wanted, other__in=every)
    shares = {
        (one, other): share for one, other, share in kept.values_list("one", "other", "share")
    }
    lacking = {
        one: [other for other in others if (one, other) not in shares]
        for one, others in wanted.items()
    }
    needed = {row for one, others in lacking.items() if others for row in (one, *others)}
    papers = {row: read_paper(content) for row, content in contents_of(needed).items()}
    for one, others in lacking.items():
        if others and one in papers and time.monotonic() <= until:
            found = _compared(papers[one], {row: papers[row] for row in others if row in papers})
            _keep(one, found)
            shares.update({(one, other): share for other, share in found.items()})
    return shares


def _compared(paper: KeptPaper, others: Mapping[int, KeptPaper]) -> dict[int, float]:
    mine, rows = paper.sentences, list(others)
    found = dict.fromkeys(rows, 0.0)
    for number, matches in matches_by_paper(mine, [others[row] for row in rows]).items():
        row = rows[number]
        found[row] = round(likeness(mine, others[row].sentences, matches).share, 4)
    return found


def _keep(one: int, shares: Mapping[int, float]) -> None:
    # a row that was read anew or went meanwhile takes its pairs along
    there = set(ComparableText.objects.filter(pk__in=[one, *shares]).values_list("pk", flat=True))
    rows = [
        PairShare(one_id=one, other_id=row, share=share)
        for row, share in shares.items()
        if row in there
    ]
    if one in there:
        PairShare.objects.bulk_create(rows, ignore_conflicts=True)
