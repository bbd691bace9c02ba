"""What holds for the rows of every curator's list: a change is a revision with its author, and loading never undoes one.

The services of the lists (services.py, loading.py, drafting.proofing.curation) write through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from drafting.library.models import KEEPING, CuratedRow

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new, brought up to date, already the same, and left because a person had changed them."""

    new: int = 0
    updated: int = 0
    same: int = 0
    kept: int = 0


def free_key(model: type[CuratedRow], prefix: str) -> str:
    """A key for a row that a person adds: its prefix, and a number that no other has."""
    # “B” (本单位) keeps own rows apart from those that a later shipped list may bring
    base = f"{prefix}-B"
    taken = set(model._default_manager.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for n in range(1, 10_000) if (key := f"{base}{n:02d}") not in taken)


def save(row: CuratedRow, before: CuratedRow | None, by: User) -> None:
    """Keep a row under the name of ``by``: a new one, or a further revision of ``before``, which is the row as stored."""
    if before is not None:
        row.revision = before.revision + 1
    row.curated, row.updated_by = True, by
    row._history_user = by  # type: ignore[attr-defined]  # where simple-history looks for the person
    row.save()


@transaction.atomic
def change(rows: QuerySet[Any], values: Mapping[str, Any], by: User, reason: str) -> int:
    """Set the values on all the rows under the name of ``by``, with a reason for the history; gives their number."""
    # only the rows themselves: an outer join, as a list page makes it, cannot be locked
    changed = list(rows.select_for_update(of=("self",)))
    now = timezone.now()
    for row in changed:
        _set(row, values, now)
        row.curated, row.updated_by = True, by
    fields = {*values, *KEEPING}
    bulk_update_with_history(
        changed, rows.model, fields, default_user=by, default_change_reason=reason, batch_size=_BATCH
    )
    return len(changed)


@transaction.atomic
def bring_in(
    model: type[CuratedRow],
    shipped: Mapping[str, Mapping[str, Any]],
    origin: str,
    first: Mapping[str, Any] | None = None,
) -> Loaded:
    """Bring in a shipped list: by key, the values that each row should have; a new one gets those of ``first`` too.

    What a person wrote or changed is left alone. ``origin`` is the reason that the history gives.
    """
    stored = {row.key: row for row in model._default_manager.filter(key__in=shipped)}
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
    bulk_update_with_history(changed, model, fields, batch_size=_BATCH, default_change_reason=origin)
    return Loaded(len(new), len(changed), same, kept)


def _set(row: CuratedRow, values: Mapping[str, Any], now: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.revision, row.updated_at = row.revision + 1, now
