"""Writing formulations from the pages: one at a time, several at once, and taking that back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.library import curated_rows
from drafting.library.list_pages import Before, Done
from drafting.proofing import formulation_services
from drafting.proofing.models import Formulation

_CONFIRMED: Final = ("confirmed_by", "confirmed_on", "confirmed_from")


class FormulationOvertaken(Overtaken):
    """Somebody else has changed the row since the form was opened, or written the same wording."""


@transaction.atomic
def save(row: Formulation, base: int, by: User) -> bool:
    """Keep what a form made of a row that was read in revision ``base``; True where its confirmation
    lapsed.

    Raises FormulationOvertaken where another revision is stored by now; nothing is written then.
    """
    if row.pk:
        rows = Formulation.objects.select_for_update().filter(pk=row.pk)
        if rows.values_list("revision", flat=True).first() != base:
            raise FormulationOvertaken
    try:
        return formulation_services.save_formulation(row, by)
    except Overtaken:
        raise FormulationOvertaken from None


@transaction.atomic
def confirm(seen: Mapping[int, int], source: str, by: User) -> Done:
    """Note that rows, by number with the revision that was looked at, were compared with ``source``;
    those that were changed since are not."""
    stored = _rows(list(seen)).select_for_update().values_list("pk", "revision")
    rows = _rows([number for number, revision in stored if seen[number] == revision])
    return _all(rows, lambda one: formulation_services.confirm(one, source, by), _CONFIRMED)


def retire(numbers: Sequence[int], by: User) -> Done:
    """Check nothing by them any more."""
    used = _rows(numbers).filter(state=Formulation.State.APPROVED)
    return _all(used, lambda rows: formulation_services.retire(rows, by), ("state",))


def restore(numbers: Sequence[int], by: User) -> Done:
    """Use retired ones again."""
    retired = _rows(numbers).filter(state=Formulation.State.RETIRED)
    return _all(retired, lambda rows: formulation_services.restore(rows, by), ("state",))


@transaction.atomic
def take_back(before: Sequence[Before], by: User) -> int:
    """Put the values back, of the rows that nobody has changed since; gives their number."""
    return sum(
        curated_rows.change(_rows([number]).filter(revision=revision), values, by, "撤销")
        for number, revision, values in before
    )


def _rows(numbers: Sequence[int]) -> QuerySet[Formulation]:
    return Formulation.objects.filter(pk__in=numbers).order_by("pk")


@transaction.atomic
def _all(
    rows: QuerySet[Formulation],
    change: Callable[[QuerySet[Formulation]], int],
    fields: Sequence[str],
) -> Done:
    before = {row["pk"]: row for row in rows.select_for_update().values("pk", *fields)}
    number = change(_rows(list(before)))
    revisions = dict(_rows(list(before)).values_list("pk", "revision"))
    undo = [
        (pk, revisions[pk], {name: _plain(row[name]) for name in fields})
        for pk, row in before.items()
    ]
    return Done(number, undo)


def _plain(value: Any) -> Any:
    """As the session holds it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
