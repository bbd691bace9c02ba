"""Which phrases have the words that somebody looks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from drafting.library.models import Phrase
from drafting.library.search.grams import grams_asked, terms_of
from drafting.library.search.index import candidates

#: So many numbers are asked of the index at least.
_FEW: Final = 200
#: Hits of a page, as the measure of how many numbers are asked goes by.
_PAGE: Final = 20
#: How phrases are ranked: what is used most comes first.
RANK: Final = ("-use_count", "key")


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found, best first; whether there is more; of all hits their number,
    None where they are so many that nobody counted."""

    numbers: list[int]
    more: bool
    total: int | None


def with_words(
    rows: QuerySet[Phrase], query: str, labels: Sequence[Sequence[str]] = ()
) -> QuerySet[Phrase]:
    """Of the rows those in which every blank-separated term of ``query`` occurs: in the claim, the
    elaboration, the example, the questions or the category's name. All of them without a term.

    ``labels`` (grams.label) say of the rows what the index may go by: of each group all have one.
    """
    terms = terms_of(query)
    if not terms:
        return rows
    numbers = _few(terms, labels, _most())
    found = _with_terms(rows, terms)
    return found if numbers is None else found.filter(pk__in=numbers)


def ranked_hits(
    rows: QuerySet[Phrase], query: str, start: int, size: int,
    labels: Sequence[Sequence[str]] = (),
) -> Hits:  # fmt: skip
    """The hits of ``with_words`` from place ``start`` (0 is the first) on, ranked."""
    terms = terms_of(query)
    if not terms:
        total = rows.count()
        page = rows.order_by(*RANK).values_list("pk", flat=True)[start : start + size]
        return Hits(list(page), total > start + size, total)
    most, wanted = _most(), start + size + 1
    if not grams_asked(terms)[0]:
        # hits of single characters are dense more often than not
        listed = _walked(rows, terms, wanted, most)
        if len(listed) == wanted:
            return Hits(listed[start : start + size], True, None)
    numbers = _few(terms, labels, most)
    if numbers is None:
        listed = _walked(rows, terms, wanted, most, to_the_end=True)
        return Hits(listed[start : start + size], len(listed) > start + size, None)
    found = _with_terms(rows, terms).filter(pk__in=numbers)
    listed = list(found.order_by(*RANK).values_list("pk", flat=True))
    return Hits(listed[start : start + size], len(listed) > start + size, len(listed))


def _few(terms: Sequence[str], labels: Sequence[Sequence[str]], most: int) -> list[int] | None:
    """The numbers that the index gives; None where they are so many that a walk finds a page
    sooner, or where it cannot be asked for the terms."""
    pairs, singles = grams_asked(terms)
    if not pairs and not singles:
        return None
    numbers = candidates(pairs, () if pairs else singles, labels, most + 1)
    return numbers if len(numbers) <= most else None


def _most() -> int:
    last = Phrase.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return max(_FEW, math.isqrt(_PAGE * last))


def _with_terms(rows: QuerySet[Phrase], terms: Sequence[str]) -> QuerySet[Phrase]:
    for number, term in enumerate(terms):
        name = f"_term_{number}"
        rows = rows.alias(**{name: StrIndex("searched__text", Value(term))})
        rows = rows.filter(**{f"{name}__gt": 0})
    return rows


def _walked(
    rows: QuerySet[Phrase], terms: Sequence[str], wanted: int, step: int, to_the_end: bool = False
) -> list[int]:
    """The first so many hits, found by walking down the ranks, which is soon done where hits are
    dense; by so many steps at first, and only those unless it goes on to the end."""
    ranks = Phrase.objects.order_by(*RANK).values_list("pk", flat=True)
    found: list[int] = []
    at = 0
    while len(found) < wanted and (stretch := list(ranks[at : at + step])):
        hits = _with_terms(rows.filter(pk__in=stretch), terms).order_by()
        there = set(hits.values_list("pk", flat=True))
        found += [number for number in stretch if number in there]
        if not to_the_end:
            break
        at, step = at + step, step * 2
    return found[:wanted]
