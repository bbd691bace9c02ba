"""The only writer of formulations: what a curator does, and loading the shipped table."""

from __future__ import annotations

from collections import Counter
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


class Wordings:
    """Which row says a wording, of each kind, as stored and with the rows that are about to be: for
    many rows at once, in one query."""

    def __init__(self) -> None:
        rows = list(Formulation.objects.values_list("kind", "text", "key"))
        self._keys = {(kind, text): key for kind, text, key in rows}
        self._said = {key: (kind, text) for kind, text, key in rows}

    def other(self, row: Formulation) -> str:
        """The key of another row that says what ``row`` says; empty where there is none."""
        key = self._keys.get((row.kind, row.text), "")
        return "" if key == row.key else key

    def take(self, row: Formulation) -> None:
        """From now on ``row``, which has its key, says what it says, and not what it said before."""
        before = self._said.get(row.key)
        if before and self._keys.get(before) == row.key:
            del self._keys[before]
        self._keys[row.kind, row.text] = row.key
        self._said[row.key] = (row.kind, row.text)


def formulation_faults(row: Formulation, wordings: Wordings | None = None) -> dict[str, str]:
    """``rowrules.faults`` of a row that is about to be saved, and whether the same wording is there
    already (among ``wordings``, where many are about to be)."""
    found = faults(
        RowText(row.kind, row.text, row.use, row.items, row.pattern, row.since, row.until)
    )
    if wordings is None:
        there = _same(row)
        same = there.key if there else ""
    else:
        same = wordings.other(row)
    if same and "text" not in found:
        found["text"] = f"已有同类型的“{row.text}”，编号 {same}。"
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
        row.key = curated_rows.free_key(Formulation, key_prefix(row))
    lapsed = _lapse(row, before)
    curated_rows.save(row, before, by)
    return lapsed


@transaction.atomic
def save_formulations(
    rows: Sequence[Formulation], by: User, reason: str | None = None, keep_confirmed: bool = False
) -> None:
    """``save_formulation`` for many at once, all with their keys (new ones:
    ``curated_rows.FreeKeys``); ``reason`` is for the history. With ``keep_confirmed`` they are as
    they once were, and so are their confirmations.

    Raises Overtaken where two rows would say the same.
    """
    wait_turn("formulations")
    locked = Formulation.objects.select_for_update().order_by("pk")
    stored = locked.in_bulk([row.pk for row in rows if row.pk])
    said = Counter(
        Formulation.objects.exclude(pk__in=list(stored)).values_list("kind", "text").iterator()
    )
    said.update((row.kind, row.text) for row in rows)
    if any(said[row.kind, row.text] > 1 for row in rows):
        raise Overtaken
    if not keep_confirmed:
        for row in rows:
            _lapse(row, stored.get(row.pk))
    curated_rows.save_many(
        Formulation,
        [row for row in rows if row.pk not in stored],
        [(row, stored[row.pk]) for row in rows if row.pk in stored],
        by,
        reason,
    )


def key_prefix(row: Formulation) -> str:
    """How the key of a new row begins."""
    return _PREFIX[row.kind]


def _lapse(row: Formulation, before: Formulation | None) -> bool:
    """Take a confirmation away from a row that no longer says what was confirmed; whether that was
    so."""
    lapsed = (
        before is not None
        and not row.pending
        and any(getattr(before, name) != getattr(row, name) for name in SAID)
    )
    if lapsed:
        row.confirmed_by, row.confirmed_on, row.confirmed_from = "", None, ""
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
