"""The language model in fixtures/proofing/typing.model: words, pairs and triples of words with
probabilities. [pure]

``tools/typing_model.py`` made the file of libime's zh_CN.lm (LGPL-2.1-or-later; typing.model.md
beside it has the notice). After five bytes (ZJTM and 1) come sections, each xz-compressed after its
length (four bytes, low first): the words, a line each, numbered from 1 on; a byte for each word's
-log10 p, and its weight for falling back, times SCALE; the pairs (first * WIDTH + second, rising)
as differences, split into six sections of one byte each, low bytes first; a byte for the p and the
weight of each pair; the triples (number of the pair of its first two words * WIDTH + third) in the
same way; a byte for the p of each. It is read with the standard library alone.
"""

from __future__ import annotations

import lzma
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final

from drafting.proofing.core.base import UnusableTables

MAGIC: Final = b"ZJTM\x01"
#: Costs are whole numbers: -log10 of a probability times this.
SCALE: Final = 25
#: More than there are words.
WIDTH: Final = 1 << 18
#: What a character costs that is no word of the model.
UNKNOWN: Final = 8 * SCALE
_PLANES: Final = 6
#: Places that are remembered; all are forgotten when there are more.
_REMEMBERED: Final = 60_000


class Model:
    """Costs of words after words. A context is what of the words before counts: 0 for nothing, a
    word's number, or first * WIDTH + second."""

    def __init__(self, sections: list[bytes]) -> None:
        """Raises ValueError and IndexError where sections do not fit together."""
        rest = iter(sections)
        words = next(rest).decode("utf-8").split("\n")
        self.number: dict[str, int] = {word: n for n, word in enumerate(words, start=1)}
        self._word, self._word_back = b"\0" + next(rest), b"\0" + next(rest)
        self._pairs = _numbers([next(rest) for _ in range(_PLANES)])
        self._pair, self._pair_back = next(rest), next(rest)
        self._triples = _numbers([next(rest) for _ in range(_PLANES)])
        self._triple = next(rest)
        if len(self._pair) != len(self._pairs) or len(self._triple) != len(self._triples):
            raise ValueError("sections of different lengths")
        #: Where the pairs of a first word and the triples of a first pair stand, as far as asked.
        self._of_word: dict[int, tuple[int, int]] = {}
        self._of_pair: dict[int, tuple[int, int]] = {}

    def words(self) -> Iterator[str]:
        """All words, frequent ones first."""
        return iter(self.number)

    def alone(self, word: int) -> int:
        """The cost of a word by itself."""
        return self._word[word]

    def together(self, first: int, second: int) -> int:
        """How much cheaper a word is after another than by itself; 0 where the pair is unknown."""
        at = _find(self._pairs, self._of_word, first, second)
        return 0 if at < 0 else self._word[second] - self._pair[at]

    def after(self, context: int, word: int) -> tuple[int, int]:
        """The cost of a word after a context, and the context that then is."""
        first, second = divmod(context, WIDTH)
        if not second:
            return self._word[word], word
        at = _find(self._pairs, self._of_word, second, word)
        following = word if at < 0 else second * WIDTH + word
        cost = 0
        if first:
            lead = _find(self._pairs, self._of_word, first, second)
            triple = _find(self._triples, self._of_pair, lead, word)
            if triple >= 0:
                return self._triple[triple], following
            cost = self._pair_back[lead]
        if at >= 0:
            return cost + self._pair[at], following
        return cost + self._word_back[second] + self._word[word], following


def _find(numbers: array[int], known: dict[int, tuple[int, int]], first: int, second: int) -> int:
    """Where first * WIDTH + second stands, -1 for nowhere. ``known`` remembers where the numbers
    of a first begin and end: all bisections but one are then short."""
    start = first * WIDTH
    span = known.get(first)
    if span is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        low = bisect_left(numbers, start)
        span = known[first] = low, bisect_left(numbers, start + WIDTH, low)
    low, high = span
    at = bisect_left(numbers, start + second, low, high)
    return at if at < high and numbers[at] == start + second else -1


def _numbers(planes: list[bytes]) -> array[int]:
    """Rising numbers from the bytes of their differences."""
    steps = bytearray(8 * len(planes[0]))
    for place, plane in enumerate(planes):
        steps[place::8] = plane
    return array("Q", accumulate(memoryview(steps).cast("Q")))


def load_model(path: Path) -> Model:
    """Read the file. Raises UnusableTables."""
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise ValueError("no model")
            sections = []
            while size := file.read(4):
                sections.append(lzma.decompress(file.read(*struct.unpack("<I", size))))
        return Model(sections)
    except (OSError, ValueError, IndexError, StopIteration, struct.error, lzma.LZMAError) as error:
        raise UnusableTables(type(error).__name__) from None
