"""Stretches of characters that stand in what the project ships: formulations, frameworks, the
starter library. [pure]"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

#: Characters of the stretches that are known.
_SIZES: Final = range(3, 8)
#: What is read below fixtures/.
_FILES: Final = (
    "frameworks/*.json",
    "library/*.json",
    "taxonomy.json",
    "proofing/formulations.json",
)
#: Characters of the stretches in which one may be left out.
_WHOLE: Final = 5
_HAN: Final = re.compile("[\u4e00-\u9fa5]{3,}")


class KnownText:
    """Of each stretch its hash is kept: half a million take 4 MB. So are those of the stretches of
    five with one of their inner characters left out, each with that character and its place."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = {one for text in texts for one in _stretches(text)}
        self._hashes = array("q", sorted(map(hash, found)))
        gaps = sorted(
            (hash(one[:place] + one[place + 1 :]), place, one[place])
            for one in found
            if len(one) == _WHOLE
            for place in range(1, _WHOLE - 1)
        )
        self._gaps = array("q", (gap for gap, _, _ in gaps))
        self._left_out = "".join(character for _, _, character in gaps)
        self._places = bytes(place for _, place, _ in gaps)

    @classmethod
    def shipped(cls, fixtures: Path) -> KnownText:
        """What stands in the files of the project."""
        paths = (path for pattern in _FILES for path in sorted(fixtures.glob(pattern)))
        return cls(text for path in paths for text in _strings(json.loads(path.read_text("utf-8"))))

    def around(self, text: str, start: int, end: int) -> int:
        """The length of the longest known stretch that covers a place; 0 for none."""
        best = 0
        for size in _SIZES:
            places = range(max(0, end - size), min(start, len(text) - size) + 1)
            if size < end - start:
                continue
            if not any(self._knows(text[at : at + size]) for at in places):
                break
            best = size
        return best

    def whole(self, text: str) -> Iterator[tuple[int, str]]:
        """The characters that make four, which are no known stretch themselves, known ones, with
        the place of each."""
        key = hash(text)
        at = bisect_left(self._gaps, key)
        if at < len(self._gaps) and self._gaps[at] == key and not self._knows(text):
            while at < len(self._gaps) and self._gaps[at] == key:
                yield self._places[at], self._left_out[at]
                at += 1

    def _knows(self, stretch: str) -> bool:
        key = hash(stretch)
        at = bisect_left(self._hashes, key)
        return at < len(self._hashes) and self._hashes[at] == key


def _stretches(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        for size in _SIZES:
            for at in range(len(run) - size + 1):
                yield run[at : at + size]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
