"""A paper as sentences that can be compared: what everybody says alike left out, spelling made even.
[pure]

Standing formulations (套话) dominate the likeness of papers that have nothing to do with each other,
so they are taken out before anything is compared (measured: a quarter of unrelated sentences look
alike through them).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from drafting.document.ranges import Ranged, TextRange

#: A sentence with its stops.
SENTENCE: Final = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]*[”’）》]*")
#: What is compared: Han characters (rare ones too), Latin letters, and figures.
_SAID: Final = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[A-Za-zＡ-Ｚａ-ｚ]|[0-9０-９]+"
)
_FULL_WIDTH: Final = 0xFEE0
#: One sign for any figure: a copy with another year is a copy.
_FIGURE: Final = "0"
#: Sentences of which it is kept what they say: a paper is read again after each change, and nearly
#: all of it is what was read before.
_KEPT: Final = 16_384


@dataclass(frozen=True, slots=True)
class Sentence(Ranged):
    """A sentence of a paper, by its characters in the text.

    ``said`` is what is compared: Han characters, letters in lower case, each figure as one sign,
    without what is standing. ``weight`` is how many characters of the text that takes in.
    """

    start: int
    end: int
    said: str
    weight: int


def sentences_of(
    text: str, own: Iterable[Ranged] | None = None, standing: Iterable[tuple[int, int]] = ()
) -> tuple[Sentence, ...]:
    """The sentences of ``own`` stretches of a text (None: of all of it), in order, those that say
    nothing of their own left out. ``standing`` are the stretches that do not count."""
    fixed = _Fixed(standing)
    stretches = (TextRange(0, len(text)),) if own is None else own
    return tuple(
        sentence
        for stretch in sorted(stretches, key=lambda one: one.start)
        for sentence in _sentences(text, stretch, fixed)
        if sentence.said
    )


def said_of(text: str) -> str:
    """What a text says, as ``Sentence.said`` has it, where nothing is standing."""
    return "".join(map(_even, _SAID.findall(text)))


def _sentences(text: str, stretch: Ranged, fixed: _Fixed) -> Iterator[Sentence]:
    for match in SENTENCE.finditer(text, stretch.start, stretch.end):
        words = match.group()
        said, weight = _said(words, fixed.within(*match.span()))
        start = match.start() + len(words) - len(words.lstrip())
        yield Sentence(start, match.end(), said, weight)


@lru_cache(maxsize=_KEPT)
def _said(words: str, standing: tuple[tuple[int, int], ...]) -> tuple[str, int]:
    """What a sentence says, and how many of its characters that takes in; ``standing`` are the
    stretches of it that do not count."""
    fixed = _Fixed(standing)
    pieces, weight = [], 0
    for found in _SAID.finditer(words):
        if not standing or not fixed.hold(found.start()):
            pieces.append(_even(found.group()))
            weight += found.end() - found.start()
    return "".join(pieces), weight


def _even(sign: str) -> str:
    code = ord(sign[0])
    if code < 0x80 or code > 0xFF00:
        plain = chr(code - _FULL_WIDTH) if 0xFF01 <= code <= 0xFF5E else sign[0]
        return _FIGURE if plain.isdigit() else plain.lower() if plain.isascii() else sign
    return sign


class _Fixed:
    """Stretches that do not count, looked up by place."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._all: Sequence[tuple[int, int]] = sorted(stretches)
        self._starts = [start for start, _ in self._all]

    def within(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Those that have characters of a range, by their places in it."""
        first = max(0, bisect_right(self._starts, start) - 1)
        near = self._all[first : bisect_left(self._starts, end, first)]
        if not near:
            return ()
        return tuple((a - start, b - start) for a, b in near if b > start)

    def hold(self, place: int) -> bool:
        """Whether the character at a place is in one of them."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._all[at][1]
