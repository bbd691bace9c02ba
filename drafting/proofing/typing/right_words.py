"""Words that are right as they stand, though the model, which is of an older day, knows better.
[pure]"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Final

_SIZES: Final = range(2, 7)


class RightWords:
    """The words of fixtures/proofing/right-words.json."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = frozenset(words)

    @classmethod
    def from_file(cls, path: Path) -> RightWords:
        """Read the fixture, rows of words with blanks between them."""
        return cls(" ".join(json.loads(path.read_text("utf-8"))).split())

    def cover(self, text: str, start: int, end: int) -> bool:
        """Whether one of them holds the whole of a place."""
        return any(
            text[at : at + size] in self._words
            for size in _SIZES
            for at in range(max(0, end - size), min(start, len(text) - size) + 1)
        )
