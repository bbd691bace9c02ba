"""Which problems of a paper last year's paper named too (去年写过), in these or in other words. [pure]"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drafting.document.model import Document, points_of_role
from drafting.progress.unchanged import normalised
from drafting.rectification.lists.matters import Matter, Matters
from drafting.similarity.closeness import closeness

#: The share of pairs of neighbouring characters that two claims have in common: from the first on
#: they are the same problem, from the second on where they are of one category too.
_SAME: Final = 0.6
_RELATED: Final = 0.15
#: Characters of a claim below which its pairs tell nothing.
_TELLING: Final = 4


@dataclass(frozen=True, slots=True)
class Repeated:
    """What last year's paper said of the same problem: its claim, and the area that it stood in."""

    claim: str
    area: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A problem as it is compared."""

    matter: Matter
    category: str
    words: str
    pairs: Counter[str]


def repeated_problems(document: Document, earlier: Document) -> dict[str, Repeated]:
    """The problems of a paper that an earlier one names too, by the id of the point, each with the
    nearest there: the claims say the same, or are of one category and speak of the same."""
    before = list(_named(earlier))
    found = {}
    for one in _named(document):
        likest = max(before, key=lambda other: _likeness(one, other), default=None)
        if likest is not None and _likeness(one, likest) > 0:
            found[one.matter.id] = Repeated(likest.matter.claim, likest.matter.area)
    return found


def _named(document: Document) -> Iterator[_Named]:
    categories = {point.id: point.category for point in points_of_role(document, "problems")}
    for matter in Matters(document).problems:
        words = normalised(matter.claim)
        if words:
            pairs = Counter(words[at : at + 2] for at in range(len(words) - 1))
            yield _Named(matter, categories.get(matter.id, ""), words, pairs)


def _likeness(one: _Named, other: _Named) -> float:
    """How much two problems are the same, from 0 (not) to 1."""
    if one.words == other.words:
        return 1.0
    if min(len(one.words), len(other.words)) < _TELLING:
        return 0.0
    shared = 2 * (one.pairs & other.pairs).total() / (one.pairs.total() + other.pairs.total())
    if shared >= _SAME or (one.category and one.category == other.category and shared >= _RELATED):
        return shared
    near = closeness(one.words, other.words) if shared >= _RELATED else None
    return near.score if near else 0.0
