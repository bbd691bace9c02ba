"""A paper as sentences that can be compared: what everybody says alike left out, spelling made even.
[pure]

Standing formulations (套话) dominate the likeness of papers that have nothing to do with each other,
so they are taken out before anything is compared (measured: a quarter of unrelated sentences look
alike through them).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
        pieces, weight = [], 0
        for found in _SAID.finditer(text, *match.span()):
            if not fixed.hold(found.start()):
                pieces.append(_even(found.group()))
                weight += found.end() - found.start()
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        yield Sentence(start, match.end(), "".join(pieces), weight)


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

    def hold(self, place: int) -> bool:
        """Whether the character at a place is in one of them."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._all[at][1]
