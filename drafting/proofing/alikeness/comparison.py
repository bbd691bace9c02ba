"""One paper compared with others: places and shares by kind, never whose. [pure]"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from drafting.proofing.core.context import AlikePlace
from drafting.proofing.printed_text import Projection
from drafting.similarity.fingerprints import stretches
from drafting.similarity.index import Index, Match
from drafting.similarity.kept_paper import KeptPaper
from drafting.similarity.passages import likeness
from drafting.similarity.sentences import Sentence

#: Characters from which on a place is worth a word to its author.
_TELLING: Final = 14


@dataclass(frozen=True, slots=True)
class Found:
    """Places in a paper, and the largest share that a single text of each kind has of it."""

    places: tuple[AlikePlace, ...] = ()
    shares: tuple[tuple[str, float], ...] = ()

    @property
    def most(self) -> float:
        """The largest share that a single text has of it, from 0 to 1."""
        return max((share for _, share in self.shares), default=0.0)

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "places": [[one.kind, one.start, one.end] for one in self.places],
            "shares": dict(self.shares),
        }

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Found:
        """What ``as_dict`` gave."""
        places = (AlikePlace(start, end, kind) for kind, start, end in kept["places"])
        return cls(tuple(places), tuple(kept["shares"].items()))


def matches_by_paper(
    mine: Sequence[Sentence], papers: Sequence[KeptPaper]
) -> dict[int, list[Match]]:
    """The matches of a paper's sentences by the number of the other paper."""
    asked = {one for sentence in mine for one in stretches(sentence.said)}
    index = Index()
    for number, paper in enumerate(papers):
        index.add_kept(number, paper, asked)
    found: dict[int, list[Match]] = defaultdict(list)
    for match in index.matches(mine):
        found[match.paper].append(match)
    return found


def compared(
    mine: Sequence[Sentence],
    projection: Projection,
    others: Iterable[tuple[str, KeptPaper]],
) -> Found:
    """What a paper has in common with others, each with its kind."""
    kinds, papers = [], []
    for kind, paper in others:
        kinds.append(kind)
        papers.append(paper)
    shares: dict[str, float] = {}
    taken: dict[str, set[int]] = defaultdict(set)
    for number, matches in matches_by_paper(mine, papers).items():
        kind = kinds[number]
        share = likeness(mine, papers[number].sentences, matches).share
        shares[kind] = max(shares.get(kind, 0.0), round(share, 4))
        taken[kind].update(match.place for match in matches)
    places = (
        place
        for kind, numbers in taken.items()
        for place in _places(kind, sorted(numbers), mine, projection)
    )
    return Found(
        tuple(sorted(places, key=lambda one: (one.start, one.kind))), tuple(shares.items())
    )


def _places(
    kind: str, numbers: Sequence[int], mine: Sequence[Sentence], projection: Projection
) -> Iterable[AlikePlace]:
    """The sentences with these numbers, those that follow one another in a field as one place."""
    run: list[int] = []
    for number in numbers:
        if run and not (
            number == run[-1] + 1 and _together(mine[run[-1]], mine[number], projection)
        ):
            yield from _place(kind, run, mine, projection)
            run = []
        run.append(number)
    yield from _place(kind, run, mine, projection)


def _together(one: Sentence, other: Sentence, projection: Projection) -> bool:
    first, second = projection.piece_at(one.start), projection.piece_at(other.start)
    return first is not None and first == second


def _place(
    kind: str, run: Sequence[int], mine: Sequence[Sentence], projection: Projection
) -> Iterable[AlikePlace]:
    if sum(mine[number].weight for number in run) < _TELLING:
        return
    start, end = mine[run[0]].start, mine[run[-1]].end
    # a stop that is put in print is of no field
    if projection.place_of(start, end) is None and projection.place_of(start, end - 1) is not None:
        end -= 1
    yield AlikePlace(start, end, kind)
