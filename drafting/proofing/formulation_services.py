"""The only writer of formulations: what a curator does, and loading the shipped table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.turns import wait_turn
from drafting.common.overtaken import Overtaken
from drafting.library import curated_rows
from drafting.proofing.core.formulation_rules import RowText, faults
from drafting.proofing.models import Formulation

ORIGIN: Final = "初始提法表"
#: What a confirmation is about: changed afterwards, a row waits to be confirmed again.
SAID: Final = ("kind", "text", "use", "items", "pattern", "level", "since", "until", "source")
_PREFIX: Final = {"fixed": "GD", "count": "SZ", "order": "CX", "outdated": "GS", "misused": "WY"}


def formulation_faults(row: Formulation) -> dict[str, str]:
    """``rowrules.faults`` of a row that is about to be saved, and whether the same wording is there
    already."""
    found = faults(
        RowText(row.kind, row.text, row.use, row.items, row.pattern, row.since, row.until)
    )
    same = _same(row)
    if same is not None and "text" not in found:
        found["text"] = f"已有同类型的“{row.text}”，编号 {same.key}。"
    return found


def _same(row: Formulation) -> Formulation | None:
    return Formulation.objects.filter(kind=row.kind, text=row.text).exclude(pk=row.pk).first()


@transaction.atomic
def save_formulation(row: Formulation, by: User) -> bool:
    """Keep a new or edited row, its values already checked, under the name of ``by``.

    True where it had been confirmed and has to be confirmed again. Raises Overtaken where the same
    wording has come in since.
    """
    wait_turn("formulations")
    if _same(row) is not None:
        raise Overtaken
    before = Formulation.objects.select_for_update().filter(pk=row.pk).first() if row.pk else None
    if not row.key:
        row.key = curated_rows.free_key(Formulation, _PREFIX[row.kind])
    lapsed = (
        before is not None
        and not row.pending
        and any(getattr(before, name) != getattr(row, name) for name in SAID)
    )
    if lapsed:
        row.confirmed_by, row.confirmed_on, row.confirmed_from = "", None, ""
    curated_rows.save(row, before, by)
    return lapsed


def confirm(rows: QuerySet[Formulation], source: str, by: User) -> int:
    """Note that ``by`` compared the rows with ``source`` (name and number of the document) today;
    gives their number."""
    values = {
        "confirmed_by": str(by),
        "confirmed_on": timezone.localdate(),
        "confirmed_from": source,
    }
    return curated_rows.change(rows, values, by, "核对")


def retire(rows: QuerySet[Formulation], by: User) -> int:
    """Check nothing by them any more (停用); gives the number of those that were in use."""
    used = rows.filter(state=Formulation.State.APPROVED)
    return curated_rows.change(used, {"state": Formulation.State.RETIRED}, by, "停用")


def restore(rows: QuerySet[Formulation], by: User) -> int:
    """Use retired ones again (恢复); gives their number."""
    retired = rows.filter(state=Formulation.State.RETIRED)
    return curated_rows.change(retired, {"state": Formulation.State.APPROVED}, by, "恢复")


@transaction.atomic
def load_formulations(rows: Sequence[Mapping[str, Any]]) -> curated_rows.Loaded:
    """Bring the shipped table (fixtures/proofing/formulations.json) in by its keys, in use and not
    confirmed by anybody.

    What a curator wrote, changed, confirmed or retired is left alone; what the table no longer has
    is retired.
    """
    shipped = {row["key"]: _values(row, order) for order, row in enumerate(rows)}
    used = Formulation.objects.filter(curated=False, state=Formulation.State.APPROVED)
    for key in used.exclude(key__in=shipped).values_list("key", flat=True):
        shipped[key] = {"state": Formulation.State.RETIRED}
    return curated_rows.bring_in(Formulation, shipped, ORIGIN)


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
