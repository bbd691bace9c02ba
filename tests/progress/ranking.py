"""Points ranked by hand, and how far a measure agrees with the ranking."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

from drafting.progress.concreteness import concreteness

#: Sixty points written for this: nothing happens (0), something is named (1), a case is told (2).
RANKED: list[tuple[int, str]] = json.loads(
    (Path(__file__).parent / "ranked_points.json").read_text("utf-8")
)


def agreement() -> float:
    """Spearman's coefficient between the ranking and ``Concreteness.level``, from -1 to 1."""
    levels = [concreteness(text).level for _, text in RANKED]
    return spearman([level for level, _ in RANKED], levels)


def ranks(values: list[int]) -> list[float]:
    """Ranks with ties shared."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    for _, group in groupby(order, key=values.__getitem__):
        places = list(group)
        for place in places:
            found[place] = at + (len(places) - 1) / 2
        at += len(places)
    return found


def spearman(one: list[int], other: list[int]) -> float:
    a, b = ranks(one), ranks(other)
    mean = (len(a) - 1) / 2
    between = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    spread = sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)
    return float(between / spread**0.5)
