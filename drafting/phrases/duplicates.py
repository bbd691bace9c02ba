"""Near duplicates of the whole library: groups of phrases of which one would do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz

from drafting.document.spans import DiffSpan, diff_texts
from drafting.library.models import Phrase
from drafting.phrases.distinct import distinct_pairs, stand_of_distinct, whole_text
from drafting.similarity.fingerprints import fingerprints

#: From so many of a hundred on two phrases of one part are near duplicates.
CLOSE: Final = 80
#: A stretch of more phrases than this tells nothing, and so many phrases, those that share most
#: with one, are compared with it.
_COMMON: Final = 60
_COMPARED: Final = 12
#: Groups that a page shows.
MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Twin:
    """A phrase that is nearly another: how much of it is the same (percent), and how each text
    differs from that of the other."""

    phrase: Phrase
    percent: int
    texts: list[tuple[DiffSpan, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases of which one would do: the one that is used most, and those that are nearly it."""

    first: Phrase
    others: list[Twin]


#: What was last found, and the state of the library that it was found in. Replaced as a whole, so
#: threads need no lock.
_last: tuple[Any, list[list[int]]] | None = None


def groups(page: int = 1) -> tuple[list[Group], int]:
    """The groups of phrases in use on a page, MOST of them by key, and how many there are; those
    that were put aside are left out."""
    global _last
    state = (Phrase.stand(), stand_of_distinct())
    if _last is None or _last[0] != state:
        _last = (state, _found())
    found = _last[1]
    shown = found[(page - 1) * MOST : page * MOST]
    numbers = [number for group in shown for number in group]
    rows = Phrase.objects.select_related("problem", "cause", "measure").in_bulk(numbers)
    there = ([rows[number] for number in group if number in rows] for group in shown)
    return [_group(phrases) for phrases in there if len(phrases) > 1], len(found)


def near_groups(
    texts: Mapping[int, str], distinct: Collection[frozenset[int]] = ()
) -> list[list[int]]:
    """The numbers of texts that are nearly the first of their group, which is the earliest of
    them in the mapping; the closest first. Texts that are near nothing stand in no group, and no
    two of which it was said (``distinct``) that they are not the same."""
    alike = _pairs(texts)
    taken: set[int] = set()
    found = []
    for number in texts:
        near = [
            one
            for one in ([] if number in taken else alike[number])
            if one[1] not in taken and frozenset((number, one[1])) not in distinct
        ]
        if near:
            group = [number, *(other for _, other in sorted(near, reverse=True))]
            taken.update(group)
            found.append(group)
    return found


def _found() -> list[list[int]]:
    rows = Phrase.objects.exclude(state=Phrase.State.RETIRED).order_by("-use_count", "key")
    by_part: dict[str, dict[int, str]] = defaultdict(dict)
    keys = {}
    for number, key, part, *texts in rows.values_list("pk", "key", "part", *Phrase.TEXTS):
        by_part[part][number] = whole_text(texts)
        keys[number] = key
    every = {number: text for texts in by_part.values() for number, text in texts.items()}
    distinct = distinct_pairs(every)
    found = [group for texts in by_part.values() for group in near_groups(texts, distinct)]
    return sorted(found, key=lambda group: keys[group[0]])


def _pairs(texts: Mapping[int, str]) -> dict[int, list[tuple[float, int]]]:
    """For each text the near ones, with their likeness (percent)."""
    numbers = list(texts)
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    bearers: dict[int, list[int]] = defaultdict(list)
    firsts: dict[str, int] = {}
    for number in numbers:
        text = texts[number]
        # what stands there word for word is found without comparing
        first = firsts.setdefault(text, number)
        near = [(100.0, first)] if first != number else _near(text, texts, bearers)
        for score, other in near:
            found[number].append((score, other))
            found[other].append((score, number))
        if first == number:
            for one in fingerprints(text):
                bearers[one].append(number)
    return found


def _near(
    text: str, texts: Mapping[int, str], bearers: Mapping[int, Sequence[int]]
) -> list[tuple[float, int]]:
    votes: Counter[int] = Counter()
    for one in fingerprints(text):
        there = bearers.get(one, ())
        if len(there) <= _COMMON:
            votes.update(there)
    scored = [
        (fuzz.ratio(text, texts[other], score_cutoff=CLOSE), other)
        for other, _ in votes.most_common(_COMPARED)
    ]
    return [one for one in scored if one[0]]


def _group(phrases: list[Phrase]) -> Group:
    first, *others = phrases
    return Group(first, [_twin(first, other) for other in others])


def _twin(first: Phrase, other: Phrase) -> Twin:
    mine, theirs = ([getattr(one, name) for name in Phrase.TEXTS] for one in (first, other))
    spans = [
        tuple(diff_texts(before, after))
        for before, after in zip(mine, theirs, strict=True)
        if before or after
    ]
    return Twin(other, round(fuzz.ratio(whole_text(mine), whole_text(theirs))), spans)
