"""What two lists of words have in common, in time that grows with their length whatever the words
are.

The way of ``difflib``: the longest run of equal words first, then what stands before it and behind
it. Where that would take too long, words that come again and again begin no run, and in the end
what is left is taken to differ.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

#: Comparisons of two words that each word may cost: in a material of 5,000 characters it is about
#: 60.
_STEPS: Final = 200
#: Where each word stands so many times in the other list on average, the frequent ones begin no run
#: (5,000 characters: 35).
_TEDIOUS: Final = 100
#: How many words may then be put in and taken out for the fewest changes to be looked for.
_CHANGES: Final = 64
#: Where there are more: how many times a word may stand there to begin a run.
_RARE: Final = 64

#: Words from ``a`` to ``b`` of the old list are those from ``c`` to ``d`` of the new one; equal or
#: not.
Block = tuple[bool, int, int, int, int]


def blocks(old: Sequence[str], new: Sequence[str], *, repeats: bool = False) -> Iterator[Block]:
    """The two lists cut into stretches that are equal, and stretches that are not, in order; none
    is empty on both sides.

    ``repeats``: that the texts are known to repeat themselves.
    """
    a = c = 0
    for start, there, size in [*_runs(old, new, repeats), (len(old), len(new), 0)]:
        if a < start or c < there:
            yield False, a, start, c, there
        if size:
            yield True, start, start + size, there, there + size
        a, c = start + size, there + size


def is_tedious(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the lists have the same few words again and again."""
    often = Counter(new)
    return sum(often[word] for word in old) > _TEDIOUS * len(old)


def _runs(old: Sequence[str], new: Sequence[str], repeats: bool) -> list[tuple[int, int, int]]:
    """Runs of equal words in order, each as long as can be: where they begin in both lists, and
    their length."""
    tedious = is_tedious(old, new)
    # where everything is alike, the longest run says nothing; the fewest changes do
    if (repeats or tedious) and (few := _fewest_changes(old, new)) is not None:
        return _joined(few)
    search = _Search(old, new, _places(new, _RARE if tedious else len(new)))
    found = []
    gaps = deque([(0, len(old), 0, len(new))])
    while gaps:  # wide ones first, so that what there is of time goes to what counts
        alo, ahi, blo, bhi = gaps.popleft()
        a, b, size = search.longest(alo, ahi, blo, bhi)
        if size:
            found.append((a, b, size))
            if alo < a and blo < b:
                gaps.append((alo, a, blo, b))
            if a + size < ahi and b + size < bhi:
                gaps.append((a + size, ahi, b + size, bhi))
    return _joined(sorted(found))


def _places(words: Sequence[str], most: int) -> dict[str, list[int]]:
    """Where each word stands; those that stand in more than ``most`` places nowhere."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word].append(place)
    return defaultdict(list, {word: at for word, at in places.items() if len(at) <= most})


def _fewest_changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]] | None:
    """The equal runs between the fewest words put in and taken out (E. W. Myers, An O(ND)
    difference algorithm, 1986); None where that is more than _CHANGES."""
    # by diagonal (place in the old list less place in the new one): how far in the old list
    reached = {1: 0}
    steps: list[dict[int, int]] = []
    for changes in range(_CHANGES + 1):
        steps.append(dict(reached))
        for diagonal in range(-changes, changes + 1, 2):
            a = _entered(reached, diagonal, changes)[1]
            while a < len(old) and a - diagonal < len(new) and old[a] == new[a - diagonal]:
                a += 1
            reached[diagonal] = a
            if diagonal == len(old) - len(new) and a >= len(old):
                return _way_back(steps, diagonal, len(old))
    return None


def _entered(reached: Mapping[int, int], diagonal: int, changes: int) -> tuple[int, int]:
    """The diagonal from which the last change led to this one, and where in the old list it did."""
    below, above = reached.get(diagonal - 1, -1), reached.get(diagonal + 1, -1)
    put_in = diagonal == -changes or (diagonal != changes and below < above)
    return (diagonal + 1, above) if put_in else (diagonal - 1, below + 1)


def _way_back(
    steps: Sequence[Mapping[int, int]], diagonal: int, end: int
) -> list[tuple[int, int, int]]:
    """The equal runs of the way that reached the end of both lists."""
    runs = []
    for changes in range(len(steps) - 1, -1, -1):
        before, start = _entered(steps[changes], diagonal, changes) if changes else (diagonal, 0)
        if end > start:
            runs.append((start, start - diagonal, end - start))
        end = steps[changes].get(before, 0)
        diagonal = before
    return runs[::-1]


def _joined(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The same runs, those that touch in both lists made one."""
    whole: list[tuple[int, int, int]] = []
    for a, b, size in runs:
        if whole and whole[-1][0] + whole[-1][2] == a and whole[-1][1] + whole[-1][2] == b:
            whole[-1] = (*whole[-1][:2], whole[-1][2] + size)
        else:
            whole.append((a, b, size))
    return whole


class _Search:
    """Looks for the longest run of equal words in a part of both lists, until its steps are used
    up."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], places: Mapping[str, Sequence[int]]
    ) -> None:
        self._old, self._new, self._places = old, new, places
        self._left = _STEPS * (len(old) + len(new))

    def longest(self, alo: int, ahi: int, blo: int, bhi: int) -> tuple[int, int, int]:
        """Where it begins and how long it is, the first of several; size 0 where there is none."""
        besti, bestj, size = alo, blo, 0
        ending: dict[int, int] = {}  # length of the run that ends in a place of the new list
        for i in range(alo, ahi):
            if self._left < 0:
                break
            places = self._places.get(self._old[i], ())
            first = bisect_left(places, blo)
            here: dict[int, int] = {}
            for j in places[first : bisect_left(places, bhi, first)]:
                length = here[j] = ending.get(j - 1, 0) + 1
                if length > size:
                    besti, bestj, size = i - length + 1, j - length + 1, length
            self._left -= len(here) + 1
            ending = here
        return self._grown(besti, bestj, size, (alo, ahi, blo, bhi))

    def _grown(
        self, i: int, j: int, size: int, within: tuple[int, int, int, int]
    ) -> tuple[int, int, int]:
        """A run with the equal words around it that begin none."""
        alo, ahi, blo, bhi = within
        while i > alo and j > blo and self._old[i - 1] == self._new[j - 1]:
            i, j, size = i - 1, j - 1, size + 1
        while i + size < ahi and j + size < bhi and self._old[i + size] == self._new[j + size]:
            size += 1
        return i, j, size
