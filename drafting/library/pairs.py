"""Pairs of neighbouring characters, by which words are compared with the library's. [pure]"""

from __future__ import annotations

import re
from typing import Final

_OTHER: Final = re.compile(r"\{[^{}]*\}|[^\u4e00-\u9fff]+")
#: Added to the number of a text's pairs, so that one with few is not close to everything.
USUAL: Final = 20


def pairs_of(text: str) -> set[str]:
    """The pairs of a text's Han characters; holes and marks part words."""
    return {word[at : at + 2] for word in _words(text) for at in range(len(word) - 1)}


def characters_and_pairs_of(text: str) -> set[str]:
    """The same with the single characters."""
    return pairs_of(text).union(*_words(text))


def _words(text: str) -> list[str]:
    return _OTHER.sub(" ", text).split()
