"""Groups of near duplicates that are none (不是重复): put aside until a text of theirs changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from accounts.models import User
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.library.models import Phrase
from drafting.library.search.grams import folded
from drafting.phrases.models import DistinctGroup, DistinctPhrase


def whole_text(texts: Iterable[str]) -> str:
    """The texts of a phrase as they are compared."""
    return folded("\n".join(filter(None, texts)))


def stand_of_distinct() -> dict[str, Any]:
    """Changes with what is put aside and brought back."""
    return DistinctGroup.objects.aggregate(Count("pk"), Max("pk"))


@transaction.atomic
def put_aside(seen: Mapping[int, int], by: User) -> DistinctGroup | None:
    """Note that phrases, by number with the revision that was looked at, are not the same; None where
    one has changed since."""
    rows = list(Phrase.objects.filter(pk__in=list(seen)).select_for_update().order_by("pk"))
    if {row.pk: row.revision for row in rows} != dict(seen):
        return None
    group = DistinctGroup.objects.create(said_by=by)
    DistinctPhrase.objects.bulk_create(
        DistinctPhrase(group=group, phrase=row, checksum=_checksum(_text(row))) for row in rows
    )
    return group


def distinct_pairs(texts: Mapping[int, str]) -> set[frozenset[int]]:
    """The pairs of phrases that were put aside, of those whose texts (by number) are what they were
    then."""
    checksums: dict[int, str] = {}
    groups: dict[int, list[int]] = {}
    changed: set[int] = set()
    rows = DistinctPhrase.objects.values_list("group_id", "phrase_id", "checksum")
    for group, number, checksum in rows:
        if number not in texts:
            # retired, it stands in no group anyway; the others are still not the same
            continue
        if checksums.setdefault(number, _checksum(texts[number])) != checksum:
            changed.add(group)
        groups.setdefault(group, []).append(number)
    return {
        frozenset(pair)
        for group, numbers in groups.items()
        if group not in changed
        for pair in combinations(numbers, 2)
    }


def number_aside() -> int:
    """How many groups are put aside, of those that hold."""
    return len(_holding())


def groups_aside(page: int, size: int) -> tuple[list[DistinctGroup], int]:
    """The groups that are put aside and hold, the latest first, of a page with their phrases, and how
    many there are."""
    numbers = _holding()
    shown = numbers[(page - 1) * size : page * size]
    related = ("phrases__phrase__problem", "phrases__phrase__cause", "phrases__phrase__measure")
    rows = DistinctGroup.objects.select_related("said_by").prefetch_related(*related)
    found = rows.in_bulk(shown)
    return [found[number] for number in shown if number in found], len(numbers)


def group_of(sent: str) -> DistinctGroup | None:
    """The group that is put aside under a number; None where there is none."""
    number = whole_number(sent, most=LARGEST_KEY)
    return DistinctGroup.objects.filter(pk=number).first() if number is not None else None


def _holding() -> list[int]:
    """The groups none of whose texts has changed."""
    rows = DistinctPhrase.objects.select_related("phrase").order_by("-group_id")
    holds: dict[int, bool] = {}
    for row in rows:
        same = row.checksum == _checksum(_text(row.phrase))
        holds[row.group_id] = holds.get(row.group_id, True) and same
    return [group for group, whole in holds.items() if whole]


def _text(phrase: Phrase) -> str:
    return whole_text(getattr(phrase, name) for name in Phrase.TEXTS)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
