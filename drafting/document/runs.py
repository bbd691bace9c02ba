"""What two texts have in common: runs of characters, and runs strung together in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

#: Hits taken of one pair of characters, and runs strung together: a ruled line of ……… has
#: thousands.
_HITS, _MOST = 64, 256


@dataclass(frozen=True, slots=True)
class Run:
    """``size`` characters that stand at ``here`` in what is wanted and at ``there`` in the text."""

    here: int
    there: int
    size: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Runs that follow one another in both texts without overlapping, and what the gaps between
    them cost, in characters."""

    runs: tuple[Run, ...]
    cost: float

    @property
    def kept(self) -> int:
        """How many characters of what is wanted the chain has."""
        return sum(run.size for run in self.runs)


def common_runs(wanted: str, text: str) -> list[Run]:
    """All stretches of two characters and more that two texts share, each as long as can be."""
    diagonals: dict[int, list[int]] = defaultdict(list)
    for here in range(len(wanted) - 1):
        pair = wanted[here : here + 2]
        at = text.find(pair)
        for _ in range(_HITS):
            if at < 0:
                break
            diagonals[at - here].append(here)
            at = text.find(pair, at + 1)
    found = []
    for shift, places in diagonals.items():
        first = 0
        for index, here in enumerate(places):
            if index + 1 == len(places) or places[index + 1] != here + 1:
                start = places[first]
                found.append(Run(start, start + shift, here + 2 - start))
                first = index + 1
    return found


def chains(runs: list[Run], widest: int) -> Iterator[Chain]:
    """Runs strung together where that gains more characters than the gap costs, the best chain
    first and each run in one only.

    A gap costs the binary logarithm of how far the texts shift against each other there; no gap of
    the text is wider than ``widest`` characters.
    """
    longest = sorted(runs, key=lambda run: -run.size)[:_MOST]
    links: list[tuple[float, int, Run]] = []
    for run in sorted(longest, key=lambda run: (run.here, run.there)):
        links.append(_linked(run, links, widest))
    used: set[int] = set()
    for end in sorted(range(len(links)), key=lambda index: -links[index][0]):
        members: list[Run] = []
        at = end
        while at >= 0 and at not in used:
            used.add(at)
            members.append(links[at][2])
            at = links[at][1]
        if at < 0:
            yield Chain(tuple(members[::-1]), sum(run.size for run in members) - links[end][0])


def _linked(run: Run, links: list[tuple[float, int, Run]], widest: int) -> tuple[float, int, Run]:
    """The best chain that ends in a run: its worth, the index of the run before (-1: none), the run
    without what both have."""
    best = (float(run.size), -1, run)
    for index, (worth, _, other) in enumerate(links):
        past_here, past_there = other.here + other.size, other.there + other.size
        overlap = max(past_here - run.here, past_there - run.there, 0)
        if overlap >= run.size or run.there - past_there > widest:
            continue
        shift = abs((run.there - run.here) - (other.there - other.here))
        total = worth + run.size - overlap - log2(1 + shift)
        if total > best[0]:
            best = (total, index, Run(run.here + overlap, run.there + overlap, run.size - overlap))
    return best
