"""The only writer of formulations: what a curator does, and loading the shipped table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from drafting.library.loading import Loaded
from drafting.proofing.core.rowrules import RowText, faults
from drafting.proofing.models import Formulation

ORIGIN: Final = "初始提法表"
#: What a confirmation is about: changed afterwards, a row waits to be confirmed again.
SAID: Final = ("kind", "text", "use", "items", "pattern", "level", "since", "until", "source")
_PREFIX: Final = {"fixed": "GD", "count": "SZ", "order": "CX", "outdated": "GS", "misused": "WY"}


def formulation_faults(row: Formulation) -> dict[str, str]:
    """``rowrules.faults`` of a row that is about to be saved, and whether the same wording is there already."""
    found = faults(RowText(row.kind, row.text, row.use, row.items, row.pattern, row.since, row.until))
    same = Formulation.objects.filter(kind=row.kind, text=row.text).exclude(pk=row.pk).first()
    if same is not None and "text" not in found:
        found["text"] = f"已有同类型的“{row.text}”，编号 {same.key}。"
    return found


@transaction.atomic
def save_formulation(row: Formulation, by: User) -> bool:
    """Keep a new or edited row, its values already checked, under the name of ``by``.

    Loading leaves it alone from now on. True where it had been confirmed and has to be confirmed again.
    """
    before = Formulation.objects.select_for_update().filter(pk=row.pk).first() if row.pk else None
    lapsed = False
    if not row.key:
        row.key = _free_key(row.kind)
    if before is not None:
        row.revision = before.revision + 1
        lapsed = not row.pending and any(getattr(before, name) != getattr(row, name) for name in SAID)
    if lapsed:
        row.confirmed_by, row.confirmed_on, row.confirmed_from = "", None, ""
    row.curated, row.updated_by = True, by
    row._history_user = by  # type: ignore[attr-defined]  # where simple-history looks for the person
    row.save()
    return lapsed


def confirm(rows: QuerySet[Formulation], source: str, by: User) -> int:
    """Note that ``by`` compared the rows with ``source`` (name and number of the document) today; gives their number."""
    values = {"confirmed_by": str(by), "confirmed_on": timezone.localdate(), "confirmed_from": source}
    return _change(rows, values, by, "核对")


def retire(rows: QuerySet[Formulation], by: User) -> int:
    """Check nothing by them any more (停用); gives the number of those that were in use."""
    return _change(
        rows.filter(state=Formulation.State.APPROVED), {"state": Formulation.State.RETIRED}, by, "停用"
    )


def restore(rows: QuerySet[Formulation], by: User) -> int:
    """Use retired ones again (恢复); gives their number."""
    return _change(
        rows.filter(state=Formulation.State.RETIRED), {"state": Formulation.State.APPROVED}, by, "恢复"
    )


@transaction.atomic
def _change(rows: QuerySet[Formulation], values: Mapping[str, Any], by: User, reason: str) -> int:
    changed = list(rows.select_for_update())
    now = timezone.now()
    for row in changed:
        for name, value in values.items():
            setattr(row, name, value)
        row.curated, row.updated_by, row.updated_at, row.revision = True, by, now, row.revision + 1
    fields = [*values, "curated", "updated_by", "updated_at", "revision"]
    bulk_update_with_history(
        changed, Formulation, fields, default_user=by, default_change_reason=reason, batch_size=200
    )
    return len(changed)


@transaction.atomic
def load_formulations(rows: Sequence[Mapping[str, Any]]) -> Loaded:
    """Bring the shipped table (fixtures/proofing/formulations.json) in by its keys, in use and not confirmed by anybody.

    What a curator wrote, changed, confirmed or retired is left alone (``curated``); what the table no longer has is retired.
    """
    stored = {row.key: row for row in Formulation.objects.all()}
    new, changed, same, kept = [], [], 0, 0
    now = timezone.now()
    for order, row in enumerate(rows):
        values = _values(row, order)
        known = stored.pop(row["key"], None)
        if known is None:
            new.append(Formulation(key=row["key"], **values))
        elif known.curated:
            kept += 1
        elif all(getattr(known, name) == value for name, value in values.items()):
            same += 1
        else:
            changed.append(_set(known, values, now))
    for left in stored.values():
        if not left.curated and left.state == Formulation.State.APPROVED:
            changed.append(_set(left, {"state": Formulation.State.RETIRED}, now))
    bulk_create_with_history(new, Formulation, batch_size=200, default_change_reason=ORIGIN)
    fields = [*SAID, "note", "state", "order", "revision", "updated_at"]
    bulk_update_with_history(changed, Formulation, fields, batch_size=200, default_change_reason=ORIGIN)
    return Loaded(len(new), len(changed), same, kept)


def _set(row: Formulation, values: Mapping[str, Any], now: Any) -> Formulation:
    for name, value in values.items():
        setattr(row, name, value)
    row.revision, row.updated_at = row.revision + 1, now
    return row


def _values(row: Mapping[str, Any], order: int) -> dict[str, Any]:
    level = "error" if row.get("certain") else "advice" if row.get("gentle") else "warning"
    return {
        "kind": row["kind"],
        "text": row["text"],
        "use": row.get("use", ""),
        "items": tuple(row.get("items", ())),
        "pattern": row.get("pattern", ""),
        "level": level,
        "since": str(row.get("since") or ""),
        "until": str(row.get("until") or ""),
        "source": row["source"],
        "note": row.get("note", ""),
        "state": Formulation.State.APPROVED,
        "order": order,
    }


def _free_key(kind: str) -> str:
    # “B” (本单位) keeps own rows apart from those that a later table may bring
    base = f"{_PREFIX[kind]}-B"
    taken = set(Formulation.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for n in range(1, 10_000) if (key := f"{base}{n:02d}") not in taken)
