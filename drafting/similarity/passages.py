"""Matches of sentences as passages of two papers. [pure]"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from drafting.document.ranges import TextRange
from drafting.similarity.closeness import SHORTEST, Manner
from drafting.similarity.index import Match
from drafting.similarity.sentences import Sentence

#: Sentences that a copy may leave out between two that it takes.
_SKIPPED: Final = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one paper and the one of another that it is close to; ``score`` from 0 to 1,
    ``manner`` how it was taken over: word for word only where all of it was."""

    one: TextRange
    other: TextRange
    score: float
    manner: Manner = "edited"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a paper has of another: ``share`` of its characters (from 0 to 1, standing formulations
    left out), and where."""

    share: float
    passages: tuple[Passage, ...]


def likeness(
    mine: Sequence[Sentence], theirs: Sequence[Sentence], matches: Iterable[Match]
) -> Likeness:
    """The likeness of a paper to another of which these are the matches, at most one for each of
    its sentences."""
    ordered = sorted(matches, key=lambda match: match.place)
    runs: list[list[Match]] = []
    for match in ordered:
        if runs and _goes_on(runs[-1][-1], match, mine):
            runs[-1].append(match)
        else:
            runs.append([match])
    total = sum(sentence.weight for sentence in mine)
    taken = sum(_weight(run, mine) for run in runs)
    return Likeness(
        min(1.0, taken / total) if total else 0.0,
        tuple(_passage(run, mine, theirs) for run in runs),
    )


def _goes_on(last: Match, match: Match, mine: Sequence[Sentence]) -> bool:
    """Whether a match is the next of a passage: behind the last one in both papers, with nothing
    but a sentence too short to tell between them in the first."""
    between = mine[last.place + 1 : match.place]
    near = last.other < match.other <= last.other + 1 + _SKIPPED
    return near and all(len(sentence.said) < SHORTEST for sentence in between)


def _weight(run: Sequence[Match], mine: Sequence[Sentence]) -> float:
    """How many characters a passage takes in, the short sentences within it included."""
    whole = sum(mine[place].weight for place in range(run[0].place, run[-1].place + 1))
    matched = sum(mine[match.place].weight for match in run)
    told = sum(
        mine[match.place].weight * (match.end - match.start) / len(mine[match.place].said)
        for match in run
    )
    return whole - matched + told


def _passage(run: Sequence[Match], mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> Passage:
    others = [theirs[match.other] for match in run]
    weight = sum(mine[match.place].weight for match in run)
    score = sum(match.score * mine[match.place].weight for match in run) / weight
    return Passage(
        TextRange(mine[run[0].place].start, mine[run[-1].place].end),
        TextRange(min(one.start for one in others), max(one.end for one in others)),
        round(score, 4),
        _manner(run, mine),
    )


def _manner(run: Sequence[Match], mine: Sequence[Sentence]) -> Manner:
    weights: dict[Manner, int] = defaultdict(int)
    for match in run:
        if match.manner != "verbatim":
            weights[match.manner] += mine[match.place].weight
    return max(weights, key=lambda manner: weights[manner], default="verbatim")
