"""Which phrases are close to what somebody writes, by the pairs of characters that they share.
[pure]"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Final

from drafting.library.pairs import USUAL, pairs_of

#: Pairs that have to be shared: one alone (学习, 不够) says nothing.
_LEAST: Final = 2
#: How close to the closest one a phrase has to be.
_NEAR: Final = 0.3


def closest(words: str, texts: Mapping[int, str]) -> list[int]:
    """The numbers of the texts that are close to ``words``, the closest first; of equally close
    ones the order is kept. Pairs that few of the texts have count for more."""
    pairs = {number: pairs_of(text) for number, text in texts.items()}
    spread = Counter(pair for found in pairs.values() for pair in found)
    said = pairs_of(words)
    scores = {}
    for number, found in pairs.items():
        shared = said & found
        if len(shared) >= _LEAST:
            weight = sum(math.log(1 + len(texts) / spread[pair]) for pair in shared)
            scores[number] = weight / math.sqrt(len(found) + USUAL)
    best = max(scores.values(), default=0)
    near = [number for number, score in scores.items() if score >= _NEAR * best]
    return sorted(near, key=lambda number: -scores[number])
