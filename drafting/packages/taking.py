"""Taking over what was looked at."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.turns import wait_turn
from drafting.common.overtaken import Overtaken
from drafting.library import services
from drafting.library.curated_rows import FreeKeys, hold_keys
from drafting.library.models import Category, Phrase
from drafting.library.widgets import FrameworksField
from drafting.packages import package_file
from drafting.packages.category_shelf import LINKS, CategoryShelf, codes_of
from drafting.packages.comparison import Standing
from drafting.packages.models import Brought, PackageImport
from drafting.packages.package_file import Package
from drafting.packages.preview import Plan, Row, plan_of
from drafting.packages.raw_values import raw_values
from drafting.packages.shelves import FormulationShelf, ListShelf, PhraseShelf
from drafting.proofing import formulation_services
from drafting.proofing.models import Formulation

#: Of the reason in the history (characters).
REASON_LENGTH: Final = 100
_BATCH: Final = 500


class PackageOvertaken(Overtaken):
    """The library has changed since it was looked at, or the package was decided on already."""


@dataclass(slots=True)
class _Done:
    """What is written: for each row its number at home, and what takes it back."""

    numbers: dict[str, int] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, row: Row, number: int, after: Any, before: Any) -> None:
        """``before`` is what stood there, None for a row that is new; ``after`` tells whether it was
        changed since."""
        self.numbers[row.name] = number
        self.rows.append(
            {"kind": row.kind, "key": row.key, "row": number, "after": after, "before": before}
        )
        self.counts[row.standing] = self.counts.get(row.standing, 0) + 1


def package_of(received: PackageImport) -> Package:
    """What was uploaded. Raises UnreadablePackage where it was decided on already."""
    content = bytes(received.content)
    return package_file.read(zlib.decompress(content) if content else b"")


@transaction.atomic
def take(received: PackageImport, stamp: str, approved: bool, by: User) -> PackageImport:
    """Take over the rows that were chosen; new phrases wait to be approved unless ``approved``.

    ``stamp`` is that of the plan that was looked at. Raises PackageOvertaken where something else
    stands there by now; nothing is written then.
    """
    hold()
    received = PackageImport.objects.select_for_update().get(pk=received.pk)
    if received.state != PackageImport.State.WAITING:
        raise PackageOvertaken
    package = package_of(received)
    plan = plan_of(package)
    if plan.stamp != stamp:
        raise PackageOvertaken
    reason = f"导入{received}"[:REASON_LENGTH]
    chosen = [row for row in plan.rows if row.taken(received.choices)]
    done = _Done()
    _take_categories([row for row in chosen if row.kind == package_file.CATEGORY], done)
    lists: Sequence[tuple[ListShelf, bool]] = (
        (PhraseShelf(), approved),
        (FormulationShelf(), True),
    )
    for shelf, in_use in lists:
        own = [row for row in chosen if row.kind == shelf.kind]
        _take_list(shelf, own, in_use, received, reason, by, done)
    _note_links(package, plan, done)
    received.state, received.content, received.choices = PackageImport.State.TAKEN, b"", {}
    received.counts, received.undo = done.counts, {"rows": done.rows, "links": done.links}
    received.taken_at, received.taken_by = timezone.now(), by
    received.save()
    return received


def hold() -> None:
    """Let nobody else give keys or take packages over before this transaction ends."""
    wait_turn("library packages")
    hold_keys(Phrase)
    wait_turn("formulations")
    hold_keys(Formulation)


def _take_categories(chosen: Sequence[Row], done: _Done) -> None:
    shelf = CategoryShelf()
    made: list[tuple[Row, Category, dict[str, str] | None]] = []
    # causes and measures first: problems name them
    for row in sorted(chosen, key=lambda one: (one.theirs or {}).get("种类") == "问题"):
        stored = shelf.row(row.home.number) if row.home else None
        before = shelf.cells(stored) if stored else None
        if row.theirs is None and stored is not None:
            stored.active = False
            services.save_category(stored, *_suggested(before or {}))
            made.append((row, stored, before))
            continue
        read = shelf.read(row.theirs or {}, stored, row.own_key)
        if isinstance(read, str):
            raise PackageOvertaken
        services.save_category(read, *_suggested(row.theirs or {}))
        made.append((row, read, before))
    after = CategoryShelf()
    for row, category, before in made:
        done.note(row, after.number(category), after.cells(category), before)


def _suggested(cells: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [codes_of(cells, name) for name in LINKS]


def _take_list(
    shelf: ListShelf, chosen: Sequence[Row], in_use: bool, received: PackageImport, reason: str,
    by: User, done: _Done,
) -> None:  # fmt: skip
    homes = {row.home.number: row.home.revision for row in chosen if row.home}
    stored = locked(shelf, homes)
    if {number: row.revision for number, row in stored.items()} != homes:
        raise PackageOvertaken
    states: Any = shelf.model.State  # type: ignore[attr-defined]
    first = states.APPROVED if in_use else states.DRAFT
    keys = FreeKeys(shelf.model)
    written: list[tuple[Row, Any, Any]] = []
    for row in chosen:
        # a key for a new one until it has its own, so that two that say the same are told apart
        instance: Any = shelf.model(key=f"?{row.key}"[:20])
        instance = stored[row.home.number] if row.home else instance
        before = _before(instance) if row.home else None
        if row.standing == Standing.GONE:
            instance.state = states.RETIRED
        else:
            if row.home is None or instance.state == states.RETIRED:
                instance.state = first
            if shelf.read(row.theirs or {}, instance):
                raise PackageOvertaken
        if row.home is None:
            _name(shelf, row, instance, keys, received)
        written.append((row, instance, before))
    save(shelf, [instance for _, instance, _ in written], by, reason)
    for row, instance, before in written:
        done.note(row, instance.pk, instance.revision, before)


def _name(
    shelf: ListShelf, row: Row, instance: Any, keys: FreeKeys, received: PackageImport
) -> None:
    """Give a new row its key, and a phrase its author: the unit."""
    if row.own_key:
        instance.key = row.own_key
    else:
        instance.key = keys.give(shelf.resource.prefix(instance))
    if isinstance(instance, Phrase):
        instance.author = received.organisation


def locked(shelf: ListShelf, numbers: Collection[int]) -> dict[int, Any]:
    """The rows with these numbers, which nobody else changes before this transaction ends."""
    # only the rows themselves: an outer join cannot be locked
    rows = shelf.rows().filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",))
    return {row.pk: row for row in rows}


def _before(instance: Any) -> dict[str, Any]:
    values = raw_values(instance)
    if isinstance(instance, Phrase):
        values["frameworks"] = sorted(row.pk for row in instance.frameworks.all())
    return values


def save(
    shelf: ListShelf, instances: Sequence[Any], by: User, reason: str, taken_back: bool = False
) -> None:
    """Keep rows of a list; with ``taken_back`` they are as they once were. Raises
    PackageOvertaken."""
    try:
        if isinstance(shelf, PhraseShelf):
            chosen = {row.key: FrameworksField.chosen(row) for row in instances}
            services.save_phrases(instances, chosen, by, reason)
        else:
            formulation_services.save_formulations(instances, by, reason, taken_back)
    except Overtaken:
        raise PackageOvertaken from None


def _note_links(package: Package, plan: Plan, done: _Done) -> None:
    """Remember what the package brought: whoever kept their own has seen what it says."""
    source = package.head.source
    links = {(link.kind, link.key): link for link in Brought.objects.filter(source=source)}
    kept = []
    for row in plan.rows:
        link = links.get((row.kind, row.key))
        now = _linked(row, link, done)
        if now is None or now == _known(link):
            continue
        done.links.append({"kind": row.kind, "key": row.key, "known": _known(link)})
        kept.append(Brought(source=source, kind=row.kind, key=row.key, **now))
    save_links(kept)


def _linked(row: Row, link: Brought | None, done: _Done) -> dict[str, Any] | None:
    """What is known of a row from now on; None where that stays as it is."""
    number = done.numbers.get(row.name) or (row.home.number if row.home else None)
    passed_over = row.standing == Standing.NEW and row.name not in done.numbers
    if number is None or passed_over or row.standing == Standing.FAULTY:
        return None
    if row.theirs is None:
        return {**(_known(link) or {}), "gone": True}
    return {"row": number, "cells": dict(row.theirs), "gone": False, "undone": False}


def _known(link: Brought | None) -> dict[str, Any] | None:
    if link is None:
        return None
    return {"row": link.row, "cells": link.cells, "gone": link.gone, "undone": link.undone}


def save_links(links: Sequence[Brought]) -> None:
    """Keep what was brought, in place of what was known of the same keys."""
    Brought.objects.bulk_create(
        links,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["source", "kind", "key"],
        update_fields=["row", "cells", "gone", "undone"],
    )
