"""Which phrases say nearly the same as a text that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from drafting.library.models import Phrase
from drafting.library.search.grams import folded, grams_asked
from drafting.library.search.index import candidates

#: Characters of a stretch that both have to have.
_STRETCH: Final = 4
#: Stretches that are asked for, and phrases that may have one; a stretch of more tells nothing.
_ASKED: Final = 24
_COMMON: Final = 60
#: From so many of a hundred on a phrase is shown, and at most so many are.
_CLOSE: Final = 60.0
MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A phrase and how much of it is the same (percent)."""

    phrase: Phrase
    percent: int


def alike(claim: str, elaboration: str, itself: int | None = None) -> list[Alike]:
    """The phrases closest to a claim, or to a running text where there is none; the closest first,
    retired ones too. ``itself`` is the number of the phrase that is written."""
    text = folded(claim or elaboration).strip()
    found: set[int] = set()
    for stretch in _stretches(text):
        pairs = grams_asked([stretch])[0]
        numbers = candidates(pairs, (), (), _COMMON + 1) if pairs else []
        if len(numbers) <= _COMMON:
            found.update(numbers)
    found.discard(itself or 0)
    rows = Phrase.objects.select_related("problem", "cause", "measure").filter(pk__in=found)
    scored = [
        (round(fuzz.ratio(text, folded(row.claim if claim else row.elaboration))), row)
        for row in rows
    ]
    near = sorted((-score, row.key, row) for score, row in scored if score >= _CLOSE)
    return [Alike(row, -score) for score, _key, row in near[:MOST]]


def _stretches(text: str) -> list[str]:
    """Some of the stretches of a text, over all of its length."""
    whole = [text[at : at + _STRETCH] for at in range(len(text) - _STRETCH + 1)]
    step = max(1, -(-len(whole) // _ASKED))
    return whole[::step]
