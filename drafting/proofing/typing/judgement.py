"""How likely a suspect is an error: weights learnt by tools/typing_training.py. [pure]"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from drafting.proofing.typing.features import NAMES

#: 疑似错字 and 建议核对.
Grade = Literal["warning", "advice"]
#: A word of the dictionary so long is what was meant.
LONG_WORD: Final = 4
_DICTIONARY_WORD: Final = NAMES.index("dict_old")


@dataclass(frozen=True, slots=True)
class Tree:
    """A decision tree as columns: a node asks whether a number is at most ``limit`` and goes left
    or right; one without a feature (-1) gives its ``value``."""

    feature: Sequence[int]
    limit: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    value: Sequence[float]

    def of(self, numbers: Sequence[float]) -> float:
        """What the leaf says that the numbers lead to."""
        features, limits, left, right = self.feature, self.limit, self.left, self.right
        node = 0
        while (feature := features[node]) >= 0:
            node = left[node] if numbers[feature] <= limits[node] else right[node]
        return self.value[node]


def derived(numbers: Sequence[float]) -> list[float]:
    """What weights cannot say of single numbers: how far they are above a mark, and products."""
    of = dict(zip(NAMES, numbers, strict=True))
    gain, shape, old_cost, whole = of["gain"], of["shape"], of["old_cost"], of["whole"]
    return [
        gain * of["tone"],
        gain * of["syllable"],
        gain * (shape > 0.7),
        gain * of["unlike"],
        gain * of["old_single"],
        gain * whole,
        whole * of["old_count"],
        whole * of["new_count"],
        whole * old_cost,
        max(gain - 2, 0.0),
        max(gain - 6, 0.0),
        max(old_cost - 5, 0.0),
        max(old_cost - 6, 0.0),
        max(of["new_cost"] - 5, 0.0),
        of["old_single"] * of["new_size"],
        max(shape - 0.8, 0.0),
        shape * shape,
        of["knit_old_left"] > 0,
        of["knit_old_right"] > 0,
        of["knit_new_left"] > 0,
        of["knit_new_right"] > 0,
        of["dict_old"] == 2,
        of["dict_old"] > 2,
        max(of["old_count"] - 2, 0.0),
    ]


@dataclass(frozen=True)
class Judgement:
    """Two opinions, of which the mean counts: weights of the numbers and of what is derived from
    them, summed from ``bias`` on, and trees, summed from ``base`` on. From ``warning`` on a score
    is 疑似错字, from ``advice`` on 建议核对."""

    weights: tuple[float, ...]
    bias: float
    base: float
    trees: tuple[Tree, ...]
    warning: float
    advice: float

    @classmethod
    def from_file(cls, path: Path) -> Judgement:
        """Read the fixture. Raises OSError, KeyError and ValueError, this where the features are
        others than ours."""
        row: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if tuple(row["features"]) != NAMES:
            raise ValueError("weights of other features")
        return cls(
            tuple(row["weights"]),
            row["bias"],
            row["base"],
            tuple(Tree(*columns) for columns in row["trees"]),
            row["warning"],
            row["advice"],
        )

    def score(self, numbers: Sequence[float]) -> float:
        """The logarithm of how much likelier an error is than not."""
        every = (*numbers, *derived(numbers))
        linear = self.bias + sum(a * b for a, b in zip(self.weights, every, strict=True))
        return (linear + self.base + sum(tree.of(numbers) for tree in self.trees)) / 2

    def grade(self, numbers: Sequence[float]) -> tuple[float, Grade] | None:
        """The score and the grade; None for what is not worth a word."""
        if numbers[_DICTIONARY_WORD] >= LONG_WORD:
            return None
        score = self.score(numbers)
        if score < self.advice:
            return None
        return score, "warning" if score >= self.warning else "advice"
