"""What holds for the rows of every curator's list: a change is a revision with its author, and
loading never undoes one.

The services of the lists (services.py, loading.py, drafting.proofing.formulation_services) write
through here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from accounts.turns import wait_turn
from drafting.library.models import KEEPING, CuratedRow

_BATCH = 200
# “B” (本单位) keeps own rows apart from those that a later shipped list may bring
_OWN: Final = "-B"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new, brought up to date, already the same, and left because a person had
    changed them."""

    new: int = 0
    updated: int = 0
    same: int = 0
    kept: int = 0


class FreeKeys:
    """Keys for rows that a person adds, each given once: a prefix, and the first number that no row
    has, nor one of the ``reserved`` keys.

    The stored keys (those that begin with ``beginning``) are read once; who writes what is given
    holds the turn of the keys (``hold_keys``) from before that.
    """

    def __init__(
        self, model: type[CuratedRow], beginning: str = "", reserved: Collection[str] = ()
    ) -> None:
        stored = model._default_manager.filter(key__startswith=beginning, key__contains=_OWN)
        self._taken = {*stored.values_list("key", flat=True), *reserved}
        self._last: dict[str, int] = {}

    def give(self, prefix: str) -> str:
        """A key that begins with ``prefix``."""
        base = f"{prefix}{_OWN}"
        for number in count(self._last.get(base, 0) + 1):
            if (key := f"{base}{number:02d}") not in self._taken:
                self._last[base] = number
                return key
        raise AssertionError  # count() never ends


def hold_keys(model: type[CuratedRow]) -> None:
    """Let nobody else add rows before this transaction ends."""
    wait_turn(f"keys of {model._meta.db_table}")


def free_key(model: type[CuratedRow], prefix: str) -> str:
    """A key for a row that a person adds: its prefix, and a number that no other has, nor gets
    before this transaction ends.
    """
    hold_keys(model)
    return FreeKeys(model, prefix).give(prefix)


def save(row: CuratedRow, before: CuratedRow | None, by: User) -> None:
    """Keep a row under the name of ``by``: a new one, or a further revision of ``before``, which is
    the row as stored."""
    if before is not None:
        row.revision = before.revision + 1
    row.curated, row.updated_by = True, by
    row._history_user = by  # type: ignore[attr-defined]  # where simple-history looks for the person
    row.save()


@transaction.atomic
def save_many(
    model: type[CuratedRow],
    new: Sequence[CuratedRow],
    changed: Sequence[tuple[CuratedRow, CuratedRow]],
    by: User,
    reason: str | None = None,
) -> None:
    """``save`` for many rows at once: new ones with their keys, and changed ones each beside the row
    as stored; ``reason`` is for the history."""
    now = timezone.now()
    for row, before in changed:
        row.revision, row.updated_at = before.revision + 1, now
    for row in (*new, *(row for row, _ in changed)):
        row.curated, row.updated_by = True, by
    bulk_create_with_history(
        new, model, batch_size=_BATCH, default_user=by, default_change_reason=reason
    )
    if not changed:
        return
    rows = [row for row, _ in changed]
    history: Any = model.history  # type: ignore[attr-defined]
    kept = [field.name for field in history.model.tracked_fields if not field.primary_key]
    # every row is there; to Django's update of many this takes a tenth of the time
    model._default_manager.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[*kept, *KEEPING],
    )
    history.bulk_history_create(
        rows,
        batch_size=_BATCH,
        update=True,
        default_user=by,
        default_change_reason=reason,
    )


@transaction.atomic
def change(rows: QuerySet[Any], values: Mapping[str, Any], by: User, reason: str) -> int:
    """Set the values on all the rows under the name of ``by``, with a reason for the history; gives
    their number."""
    # only the rows themselves: an outer join, as a list page makes it, cannot be locked
    changed = list(rows.select_for_update(of=("self",)))
    now = timezone.now()
    for row in changed:
        _set(row, values, now)
        row.curated, row.updated_by = True, by
    fields = {*values, *KEEPING}
    bulk_update_with_history(
        changed,
        rows.model,
        fields,
        default_user=by,
        default_change_reason=reason,
        batch_size=_BATCH,
    )
    return len(changed)


@transaction.atomic
def bring_in(
    model: type[CuratedRow],
    shipped: Mapping[str, Mapping[str, Any]],
    origin: str,
    first: Mapping[str, Any] | None = None,
) -> Loaded:
    """Bring in a shipped list: by key, the values that each row should have; a new one gets those
    of ``first`` too.

    What a person wrote or changed is left alone. ``origin`` is the reason that the history gives.
    """
    hold_keys(model)
    stored = model._default_manager.in_bulk(list(shipped), field_name="key")
    new, changed, same, kept = [], [], 0, 0
    now = timezone.now()
    for key, values in shipped.items():
        row = stored.get(key)
        if row is None:
            new.append(model(key=key, **values, **(first or {})))
        elif row.curated:
            kept += 1
        elif all(getattr(row, name) == value for name, value in values.items()):
            same += 1
        else:
            _set(row, values, now)
            changed.append(row)
    fields = {"revision", "updated_at"}.union(*shipped.values())
    bulk_create_with_history(new, model, batch_size=_BATCH, default_change_reason=origin)
    bulk_update_with_history(
        changed, model, fields, batch_size=_BATCH, default_change_reason=origin
    )
    return Loaded(len(new), len(changed), same, kept)


def _set(row: CuratedRow, values: Mapping[str, Any], now: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.revision, row.updated_at = row.revision + 1, now
