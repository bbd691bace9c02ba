"""How close two sentences are. [pure]"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz import fuzz

from drafting.document.ranges import Ranged

#: Characters from which on a sentence can be told to be another's; a shorter one is anybody's.
SHORTEST: Final = 8
#: From here on sentences of a length are close: short ones have less to tell them apart.
_CLOSE: Final = ((12, 0.82), (18, 0.72), (28, 0.66), (10**9, 0.62))
#: A sentence within a longer one (two made into one, or one drawn out) is found from here on.
_WITHIN: Final = 0.86
_WITHIN_SHORTEST: Final = 12


#: How a sentence was taken over: word for word (照抄, figures aside), with changes (改动), with its
#: clauses in another order (调换).
Manner = Literal["verbatim", "edited", "moved"]
#: By so much more have moved clauses in common in any order than in the same one.
_MOVED: Final = 0.08


@dataclass(frozen=True, slots=True)
class Closeness(Ranged):
    """How close, from 0 to 1, which part of the first sentence's words it speaks of, and how those
    were taken over."""

    score: float
    start: int
    end: int
    manner: Manner = "edited"


def closeness(one: str, other: str) -> Closeness | None:
    """How close two sentences are in what they say; None where they are not the same sentence,
    edited or with its clauses moved, and neither stands within the other."""
    if min(len(one), len(other)) < SHORTEST:
        return None
    if one == other:
        return Closeness(1.0, 0, len(one), "verbatim")
    needed = _needed(min(len(one), len(other)))
    ratio = fuzz.ratio(one, other) / 100
    if ratio >= needed or _may_be_moved(one, other, needed):
        dice = _dice(one, other)
        if max(ratio, dice) >= needed:
            manner: Manner = "moved" if dice > ratio + _MOVED else "edited"
            return Closeness(max(ratio, dice), 0, len(one), manner)
    return _within(one, other)


def _may_be_moved(one: str, other: str, needed: float) -> bool:
    """Whether they have enough characters in common to have so many pairs of them in common: told
    a dozen times faster than counting the pairs."""
    length = len(one) + len(other)
    least = 100 * needed * (length - 2) / length
    return fuzz.ratio(_letters(one), _letters(other), score_cutoff=least) > 0


@lru_cache(maxsize=4096)
def _letters(said: str) -> str:
    return "".join(sorted(said))


def _needed(length: int) -> float:
    return next(score for longest, score in _CLOSE if length <= longest)


def _dice(one: str, other: str) -> float:
    """The share of pairs of neighbouring characters that both have: the order of clauses does not
    matter to it."""
    a, b = _pairs(one), _pairs(other)
    return 2 * sum((a & b).values()) / (a.total() + b.total())


def _pairs(said: str) -> Counter[str]:
    return Counter(said[at : at + 2] for at in range(len(said) - 1))


def _within(one: str, other: str) -> Closeness | None:
    short = min(len(one), len(other))
    if short < _WITHIN_SHORTEST or max(len(one), len(other)) < short * 1.3:
        return None
    found = fuzz.partial_ratio_alignment(one, other, score_cutoff=_WITHIN * 100)
    if found is None or found.src_end - found.src_start < _WITHIN_SHORTEST:
        return None
    manner: Manner = "verbatim" if found.score == 100 else "edited"
    return Closeness(found.score / 100, found.src_start, found.src_end, manner)
