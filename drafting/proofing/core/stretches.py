"""Stretches of a text looked up by place, in the logarithm of their number. [pure]"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from typing import Final

#: A stretch: from the first character to behind the last.
Stretch = tuple[int, int]


class Stretches:
    """Stretches that do not overlap, in order."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._all: Final = sorted(stretches)

    def at(self, place: int) -> Stretch | None:
        """The stretch that holds a place."""
        index = bisect_right(self._all, (place, _FAR)) - 1
        return self._all[index] if index >= 0 and place < self._all[index][1] else None

    def touches(self, start: int, end: int) -> bool:
        """Whether one of them has a character of a range."""
        index = bisect_left(self._all, (end, 0)) - 1
        return index >= 0 and self._all[index][1] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them has the whole of a range that is not empty."""
        found = self.at(start)
        return found is not None and end <= found[1]


class Nested:
    """Named stretches within one another, an inner one after the one that it is in; an empty one
    holds the place it stands at."""

    def __init__(self, spans: Sequence[tuple[str, int, int]]) -> None:
        self._starts: list[int] = []
        self._names: list[str | None] = []
        begins = sorted(range(len(spans)), key=lambda index: spans[index][1])
        borders = sorted(
            {border for _, begin, end in spans for border in (begin, max(end, begin + 1))}
        )
        open_: list[tuple[int, int]] = []
        at = 0
        for border in borders:
            while at < len(begins) and spans[begins[at]][1] == border:
                _, begin, end = spans[begins[at]]
                heappush(open_, (end - begin, -begins[at]))
                at += 1
            while open_ and _end(spans[-open_[0][1]]) <= border:
                heappop(open_)
            self._starts.append(border)
            self._names.append(spans[-open_[0][1]][0] if open_ else None)

    def innermost(self, place: int) -> str | None:
        """The name of the shortest stretch that holds a place, of several the last."""
        index = bisect_right(self._starts, place) - 1
        return self._names[index] if index >= 0 else None


def _end(span: tuple[str, int, int]) -> int:
    return max(span[2], span[1] + 1)


#: Behind every place.
_FAR: Final = 1 << 62
