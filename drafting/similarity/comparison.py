"""Papers compared with one another. [pure]"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.similarity.index import Index, Match
from drafting.similarity.passages import Likeness, likeness
from drafting.similarity.sentences import Sentence

Paper = Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Pair:
    """What paper ``one`` has of paper ``other``, both by their numbers."""

    one: int
    other: int
    likeness: Likeness


def compare_with(index: Index, papers: Sequence[Paper], number: int) -> Iterator[Pair]:
    """What one of the papers has of each of the others that it has something of, in their order."""
    found: dict[int, list[Match]] = defaultdict(list)
    for match in index.matches(papers[number], without=number):
        found[match.paper].append(match)
    for other, matches in sorted(found.items()):
        yield Pair(number, other, likeness(papers[number], papers[other], matches))


def compare(papers: Sequence[Paper]) -> tuple[Pair, ...]:
    """Each paper with each other one that it has something of: (0, 1), (0, 2) … (1, 0) …"""
    index = Index()
    for number, paper in enumerate(papers):
        index.add(number, paper)
    return tuple(
        pair for number in range(len(papers)) for pair in compare_with(index, papers, number)
    )
