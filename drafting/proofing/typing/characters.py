"""How near two characters are by sound and by shape, from fixtures/proofing/characters.json. [pure]

``tools/typing_characters.py`` wrote the table.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from rapidfuzz.distance import OSA

#: How two characters are said, from nearest to farthest.
TONE: Final = 0  # the same syllable in the same tone
SYLLABLE: Final = 1  # the same syllable
NEAR: Final = 2  # what southern speech confuses: zh and z, n and l, ang and an
LETTER: Final = 3  # a letter more, less or other
UNLIKE: Final = 9
_FLAT: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))


class Characters:
    """The table: for each of some 6,300 characters its readings (zhong1) and the characters that
    look like it."""

    def __init__(self, path: Path) -> None:
        """Raises OSError and ValueError."""
        rows: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
        self._readings = {one: tuple(row[0].split()) for one, row in rows.items()}
        self._looks = {one: row[1] for one, row in rows.items()}
        self._said: dict[str, str] = {}
        for one in rows:
            for syllable in self.syllables(one):
                self._said[syllable] = self._said.get(syllable, "") + one
        self._nearly = cache(self._said_nearly)
        self.sound = lru_cache(maxsize=60_000)(self._sound)
        self.shape = lru_cache(maxsize=60_000)(self._shape)

    def __contains__(self, character: str) -> bool:
        return character in self._readings

    def syllables(self, character: str) -> tuple[str, ...]:
        """The toneless readings of a character."""
        return tuple(dict.fromkeys(one[:-1] for one in self._readings.get(character, ())))

    def _sound(self, a: str, b: str) -> int:
        ours, theirs = self._readings.get(a, ()), self._readings.get(b, ())
        if not ours or not theirs:
            return UNLIKE
        if set(ours) & set(theirs):
            return TONE
        return min(_between(one[:-1], other[:-1]) for one in ours for other in theirs)

    def _shape(self, a: str, b: str) -> float:
        return max(self._look(a, b), self._look(b, a))

    def _look(self, a: str, b: str) -> float:
        row = self._looks.get(a, "")
        at = row.find(b)
        return int(row[at + 1 : at + 3]) / 100 if at >= 0 else 0.0

    def related(self, character: str, least: float) -> frozenset[str]:
        """The characters that sound the same or nearly so, or look so like it."""
        near = "".join(self._nearly(syllable) for syllable in self.syllables(character))
        return frozenset(near).union(self.lookalikes(character, least)) - {character}

    def _said_nearly(self, syllable: str) -> str:
        """The characters that may be said so or nearly so."""
        return "".join(
            others for other, others in self._said.items() if _between(syllable, other) <= NEAR
        )

    def lookalikes(self, character: str, least: float) -> list[str]:
        """The characters of the row that are at least so like it."""
        row = self._looks.get(character, "")
        return [row[k] for k in range(0, len(row), 3) if int(row[k + 1 : k + 3]) >= least * 100]


@lru_cache(maxsize=40_000)
def _between(a: str, b: str) -> int:
    """How near two syllables are."""
    if a == b:
        return SYLLABLE
    if _flat(a) == _flat(b):
        return NEAR
    return LETTER if OSA.distance(a, b, score_cutoff=1) <= 1 else UNLIKE


@lru_cache(maxsize=1_000)
def _flat(syllable: str) -> str:
    for long, short in _FLAT:
        if syllable.startswith(long):
            syllable = short + syllable[len(long) :]
    return syllable.removesuffix("g") if syllable.endswith(("ang", "eng", "ing")) else syllable
