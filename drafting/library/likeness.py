"""Which category the words of a text speak of, by the pairs of characters that they share with its
name and its phrases. [pure]"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from drafting.library.pairs import USUAL, pairs_of

#: What the words beside the claim weigh beside those in it.
_REST: Final = 0.4
#: So much has to be in common, and so many times what is in common with any other group's best.
#: Tried on the papers in tests/materials and fixtures/demo: of 67 points 66 are likest to their own
#: area, and all that reach these are.
_LEAST: Final = 1.0
_AHEAD: Final = 1.15
#: So much has to be in common with a category that is proposed for a person to confirm.
_SOME: Final = 0.1


class Likeness:
    """Compares texts with categories. ``words`` gives for each category, by its code, its name and
    what else belongs to it; ``groups`` the group (taxonomy area) of each."""

    def __init__(self, words: Mapping[str, Iterable[str]], groups: Mapping[str, str]) -> None:
        self._pairs = {
            code: {pair for text in texts for pair in pairs_of(text)}
            for code, texts in words.items()
        }
        self._groups = groups
        spread = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        self._weight = {
            pair: math.log(len(self._pairs) / number) for pair, number in spread.items()
        }

    def likest(self, claim: str, rest: str) -> str:
        """The code of the category that a text speaks of; empty where its words do not tell."""
        scores = self._scores(claim, rest)
        best = max(scores, key=scores.__getitem__, default="")
        if not best or scores[best] < _LEAST:
            return ""
        mine = self._groups.get(best)
        others = (score for code, score in scores.items() if self._groups.get(code) != mine)
        return best if scores[best] >= _AHEAD * max(others, default=0) else ""

    def likely(self, claim: str, rest: str, among: Collection[str], most: int) -> list[str]:
        """Up to ``most`` of these codes that a text may speak of, the likeliest first."""
        scores = {code: s for code, s in self._scores(claim, rest).items() if code in among}
        found = [code for code, score in scores.items() if score >= _SOME]
        return sorted(found, key=lambda code: (-scores[code], code))[:most]

    def _scores(self, claim: str, rest: str) -> dict[str, float]:
        said = dict.fromkeys(pairs_of(rest), _REST) | dict.fromkeys(pairs_of(claim), 1.0)
        return {code: self._score(said, pairs) for code, pairs in self._pairs.items()}

    def _score(self, said: Mapping[str, float], pairs: set[str]) -> float:
        shared = sum(said[pair] * self._weight[pair] for pair in pairs & said.keys())
        return shared / math.sqrt(len(pairs) + USUAL)
