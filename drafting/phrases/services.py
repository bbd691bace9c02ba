"""Writing phrases from the pages: one at a time, several at once, and taking that back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.library import curated_rows
from drafting.library import services as library_services
from drafting.library.list_pages import Before, Done
from drafting.library.models import Phrase


class PhraseOvertaken(Overtaken):
    """Somebody else has changed the phrase since the form was opened."""


@transaction.atomic
def save(phrase: Phrase, base: int, by: User) -> None:
    """Keep what a form made of a phrase that was read in revision ``base``.

    Raises PhraseOvertaken where another revision is stored by now; nothing is written then.
    """
    if phrase.pk:
        rows = Phrase.objects.select_for_update().filter(pk=phrase.pk)
        if rows.values_list("revision", flat=True).first() != base:
            raise PhraseOvertaken
    library_services.save_phrase(phrase, by)


def approve(numbers: Sequence[int], by: User) -> Done:
    """Approve those that wait for it."""
    rows = _rows(numbers).filter(state=Phrase.State.DRAFT)
    return _all(rows, library_services.approve, ("state", "reviewer"), by)


def retire(numbers: Sequence[int], by: User) -> Done:
    """Offer them no longer."""
    rows = _rows(numbers).exclude(state=Phrase.State.RETIRED)
    return _all(rows, library_services.retire, ("state",), by)


def restore(numbers: Sequence[int], by: User) -> Done:
    """Offer retired ones again."""
    rows = _rows(numbers).filter(state=Phrase.State.RETIRED)
    return _all(rows, library_services.restore, ("state", "reviewer"), by)


@transaction.atomic
def tag(numbers: Sequence[int], field: str, value: str, add: bool, by: User) -> Done:
    """Put a tag of a field (roles, unit_types) on phrases, or take it off them; those that are as wanted stay."""
    made: dict[tuple[str, ...], list[int]] = defaultdict(list)
    before: dict[int, tuple[str, ...]] = {}
    for number, tags in _rows(numbers).values_list("pk", field):
        if (value in tags) != add:
            wanted = (*tags, value) if add else tuple(one for one in tags if one != value)
            made[_ordered(field, wanted)].append(number)
            before[number] = tags
    for wanted, rows in made.items():
        curated_rows.change(_rows(rows), {field: wanted}, by, "加标签" if add else "去标签")
    return Done(len(before), _undoing({number: {field: tags} for number, tags in before.items()}))


@transaction.atomic
def reword(texts: Mapping[int, tuple[int, Mapping[str, str]]], by: User, why: str) -> Done:
    """Give phrases, by number, texts by field, of those that are still in the revision that is
    given with them; ``why`` stands in the history."""
    before: dict[int, dict[str, str]] = {}
    for number, (revision, values) in texts.items():
        rows = _rows([number]).filter(revision=revision)
        stored = rows.values(*values).first()
        if stored is not None and curated_rows.change(rows, values, by, why):
            before[number] = stored
    return Done(len(before), _undoing(before))


@transaction.atomic
def merge(kept: Phrase, others: Mapping[int, int], by: User) -> Done:
    """Keep one of several that say the same and retire the ``others``, by number with the revision
    that was looked at; their uses and versions stay. Nothing is done where the kept one is no
    longer in use."""
    stands = _rows([kept.pk]).exclude(state=Phrase.State.RETIRED).select_for_update()
    if not stands.exists():
        return Done(0, [])
    retired = {"state": Phrase.State.RETIRED}
    wanted = {number: (seen, retired) for number, seen in others.items() if number != kept.pk}
    return reword(wanted, by, f"与 {kept.key} 合并")


@transaction.atomic
def take_back(before: Sequence[Before], by: User) -> int:
    """Put the values back, of the phrases that nobody has changed since; gives their number."""
    taken = 0
    for number, revision, values in before:
        rows = _rows([number]).filter(revision=revision)
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
        taken += curated_rows.change(rows, values, by, "撤销")
    return taken


def _rows(numbers: Sequence[int]) -> Any:
    return Phrase.objects.filter(pk__in=numbers).order_by("pk")


def _ordered(field: str, tags: Sequence[str]) -> tuple[str, ...]:
    known: Any = Phrase._meta.get_field(field)
    ordered: tuple[str, ...] = known.to_python(tags)
    return ordered


@transaction.atomic
def _all(rows: Any, change: Any, fields: Sequence[str], by: User) -> Done:
    before = {row["pk"]: row for row in rows.values("pk", *fields)}
    number = change(_rows(list(before)), by)
    return Done(number, _undoing({pk: {f: row[f] for f in fields} for pk, row in before.items()}))


def _undoing(before: Mapping[int, dict[str, Any]]) -> list[Before]:
    now = dict(_rows(list(before)).values_list("pk", "revision"))
    return [(number, now[number], values) for number, values in before.items() if number in now]
