"""Finding a passage again in a text that was edited meanwhile, from its words and from the words
around it.

What speaks for a place is counted in characters: those of the passage that stand there in their
order, and those of its context, the nearer the heavier. Only runs of two characters and more count:
a single Han character is everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from drafting.document.ranges import Ranged, TextRange
from drafting.document.runs import chains, common_runs

#: From this many characters of its own a passage is known by itself, whatever happened around it.
TELLING = 6
#: With this many neighbours unchanged, both sides together, unchanged words are where they were.
_SETTLED = 16
#: How many places are looked at closely.
_CLOSELY = 8
#: How many characters of the context's near end may be gone, for its other end to show where the
#: passage was.
_FRAYED = 8
#: Weights of the context's characters by their distance from the passage.
_WEIGHTS = (1.0,) * 8 + (0.5,) * 8 + (0.25,) * 16
#: How far context reaches, in characters on each side.
REACH = len(_WEIGHTS)
#: The borders of a text count as context too; these characters are in no text that is kept (see
#: ``text.clean``).
_FIRST, _LAST = "\x01\x02\x03\x04", "\x05\x06\x07\x08"


@dataclass(frozen=True, slots=True)
class Passage(Ranged):
    """What is looked for: the words, at most REACH characters before and after them, and the offset
    where they began."""

    quote: str
    prefix: str
    suffix: str
    start: int

    @property
    def end(self) -> int:
        """The place where they ended."""
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Found(TextRange):
    """A range of a text: ``kept`` of its characters are the passage's own, ``evidence`` weighs
    these and the context's."""

    kept: int
    evidence: float


def locate(passage: Passage, text: str) -> Found | None:
    """Where a passage most likely is in its own text now; None where it is gone or nothing tells
    where it was."""
    return _Search(passage, text).best()


def locate_elsewhere(passage: Passage, text: str) -> Found | None:
    """Where a passage is in a text that it was perhaps carried to: only with half of its own words
    at least."""
    return _Search(passage, text, own=False).carried()


class _Search:
    """One passage in one text, both with their borders marked."""

    def __init__(self, passage: Passage, text: str, *, own: bool = True) -> None:
        self.quote = passage.quote
        self.prefix = passage.prefix[-REACH:]
        self.suffix = passage.suffix[:REACH]
        if own and len(self.prefix) < REACH:
            self.prefix = (_FIRST + self.prefix)[-REACH:]
        if own and len(self.suffix) < REACH:
            self.suffix = (self.suffix + _LAST)[:REACH]
        self.text = _FIRST + text + _LAST
        self.length = len(text)
        self.start = passage.start + len(_FIRST)
        self._context_before, self._context_after = (
            _Context(self.prefix[::-1]),
            _Context(self.suffix),
        )

    def best(self) -> Found | None:
        best = self._by_words()
        if best is None or best.kept < TELLING or 2 * best.kept < len(self.quote):
            between = max(self._between(), key=_evidence, default=None)
            if between is not None and (best is None or between.evidence > best.evidence):
                best = between
        return self._checked(best)

    def carried(self) -> Found | None:
        best = self._by_words()
        return (
            self._checked(best) if best is not None and 2 * best.kept >= len(self.quote) else None
        )

    def _by_words(self) -> Found | None:
        """The best place that has words of the passage."""
        enough = min(_SETTLED, len(self.prefix) + len(self.suffix))
        settled = [found for found in self._literal if sum(self._neighbours(found.start)) >= enough]
        return max(settled or [*self._literal, *self._similar()], key=_evidence, default=None)

    def _checked(self, found: Found | None) -> Found | None:
        if found is None or not self._believed(found):
            return None
        inside = [one for one in self._literal if found.start <= one.start and one.end <= found.end]
        return self._without_borders(max(inside, key=_evidence, default=found))

    def _believed(self, found: Found) -> bool:
        if found.start == found.end and self.quote:
            return False  # nothing stands between the neighbours any more
        context = found.evidence - found.kept
        return found.evidence >= TELLING and (
            context >= 4 or found.kept >= 2 * TELLING or 3 * found.kept >= len(self.quote)
        )

    def _without_borders(self, found: Found) -> Found:
        start, end = (min(max(at - len(_FIRST), 0), self.length) for at in (found.start, found.end))
        return replace(found, start=start, end=end)

    def _weighed(self, start: int, end: int, kept: int, cost: float = 0) -> Found:
        # nearness decides between places that are alike in all else, and never more
        near = 1 / (2 + abs(start - self.start))
        return Found(start, end, kept, kept - cost + self.before(start) + self.after(end) + near)

    def before(self, at: int) -> float:
        """How much of the context before the passage stands before a place."""
        return self._context_before.agreement(self.text[max(0, at - 2 * REACH) : at][::-1])

    def after(self, at: int) -> float:
        """How much of the context after the passage stands after a place."""
        return self._context_after.agreement(self.text[at : at + 2 * REACH])

    @cached_property
    def _literal(self) -> list[Found]:
        """The places where the words stand unchanged, those with the same neighbours first."""
        size = len(self.quote)
        starts = []
        at = self.text.find(self.quote) if size else -1
        while at >= 0:
            starts.append(at)
            at = self.text.find(self.quote, at + 1)
        if len(starts) > _CLOSELY:
            starts.sort(key=lambda start: (-sum(self._neighbours(start)), abs(start - self.start)))
        return [self._weighed(start, start + size, size) for start in starts[:_CLOSELY]]

    def _neighbours(self, start: int) -> tuple[int, int]:
        """How many characters before and after a place are those that stood there."""
        end = start + len(self.quote)
        before = _alike(self.prefix[::-1], self.text[max(0, start - REACH) : start][::-1])
        return before, _alike(self.suffix, self.text[end : end + REACH])

    def _similar(self) -> Iterator[Found]:
        """The places where some of the words stand in their order."""
        found = chains(common_runs(self.quote, self.text), 2 * len(self.quote) + 2 * REACH)
        for chain in islice(found, _CLOSELY):
            first, last = chain.runs[0], chain.runs[-1]
            start, end = first.there, last.there + last.size
            # words put in the place of the first and last ones are the passage's, up to its old
            # neighbours
            if first.here:
                room = 2 * first.here + 8
                start = _best(
                    [at for at in self._befores if 0 <= start - at <= room], self.before, start
                )
            missing = len(self.quote) - last.here - last.size
            if missing:
                room = 2 * missing + 8
                end = _best([at for at in self._afters if 0 <= at - end <= room], self.after, end)
            yield self._weighed(start, end, chain.kept, chain.cost)

    def _between(self) -> Iterator[Found]:
        """What stands between the old neighbours now, whatever it says; an empty range where they
        have closed ranks."""
        room = 2 * len(self.quote) + REACH
        pairs = [(s, e) for s in self._befores for e in self._afters if s <= e <= s + room]
        pairs.sort(key=lambda pair: abs(pair[0] - self.start))
        yield from (self._weighed(start, end, 0) for start, end in pairs[:_CLOSELY])

    @cached_property
    def _befores(self) -> list[int]:
        """The places where the context before the passage ends."""
        runs = common_runs(self.prefix, self.text)
        return [r.there + r.size for r in runs if r.here + r.size >= len(self.prefix) - _FRAYED]

    @cached_property
    def _afters(self) -> list[int]:
        """The places where the context after the passage begins."""
        return [run.there for run in common_runs(self.suffix, self.text) if run.here <= _FRAYED]


def _evidence(found: Found) -> float:
    return found.evidence


def _best(places: list[int], agreement: Callable[[int], float], default: int) -> int:
    """The place with the most agreement; the given one unless another has more."""
    return max([default, *places], key=agreement)


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from their beginning on."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


class _Context:
    """The context on one side of a passage, read outwards."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._matcher = SequenceMatcher(None, "", text, autojunk=False)
        self._known: dict[str, float] = {}

    def agreement(self, around: str) -> float:
        """How much of the context stands around a place: characters by weight, less where they
        stand nearer or further than they did."""
        if around not in self._known:
            self._known[around] = self._weighed(around)
        return self._known[around]

    def _weighed(self, around: str) -> float:
        if around.startswith(self.text):
            return sum(_WEIGHTS[: len(self.text)])
        self._matcher.set_seq1(around)
        total = 0.0
        for block in self._matcher.get_matching_blocks():
            if block.size > 1 or (block.size and block.a == block.b == 0):
                weight = sum(_WEIGHTS[block.b : block.b + block.size])
                total += weight * 8 / (8 + abs(block.a - block.b))
        return total
