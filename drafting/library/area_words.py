"""Which area the words of something that happened speak of, by what is said of each area in the
library. [pure]

A naive Bayes measure over single characters and pairs of them: of an area everything counts together,
so a rare word of one of its phrases tells something, which it does not beside a single category.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.library.pairs import characters_and_pairs_of

#: What the words beside what happened weigh (what it led to, what was thought).
_BESIDE: Final = 0.4
#: So much likelier, as a logarithm, has a text to be under the proposed area than anywhere. Tried
#: on the first half of tests/library/facts.json; of the 60 facts there the area that is proposed is
#: right for 36, wrong for 12, and 12 get none (before: 30 right, 30 wrong).
_LEAST: Final = 1.0


class AreaWords:
    """Texts of areas, each by its area; what is asked about is compared with all of an area."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._said: dict[str, Counter[str]] = defaultdict(Counter)
        for area, text in texts:
            self._said[area].update(characters_and_pairs_of(text))
        self._everywhere: Counter[str] = Counter()
        for said in self._said.values():
            self._everywhere.update(said)
        self._total = self._everywhere.total()
        self._totals = {area: said.total() for area, said in self._said.items()}

    def likely(self, happened: str, beside: str = "") -> str:
        """The area that words may speak of, for a person to confirm; empty where they tell of none."""
        weights = dict.fromkeys(characters_and_pairs_of(beside), _BESIDE)
        weights |= dict.fromkeys(characters_and_pairs_of(happened), 1.0)
        known = {one: weight for one, weight in weights.items() if one in self._everywhere}
        scores = {area: sum(self._evidence(area, known)) for area in self._said}
        best = max(scores, key=scores.__getitem__, default="")
        return best if best and scores[best] >= _LEAST else ""

    def _evidence(self, area: str, known: dict[str, float]) -> Iterator[float]:
        """How much each sign speaks for an area, as a logarithm; one that does not stand there is
        not taken to be impossible (a smoothed estimate)."""
        said, unseen = self._said[area], len(self._everywhere)
        least = self._totals[area] + unseen
        for one, weight in known.items():
            usual = self._everywhere[one] / self._total
            yield weight * math.log((said[one] / usual + unseen) / least)
