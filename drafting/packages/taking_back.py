"""Taking an import back: what nobody has changed since is as it was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from drafting.frameworks.models import Framework
from drafting.library import services
from drafting.library.models import Phrase
from drafting.packages import package_file
from drafting.packages.category_shelf import LINKS, CategoryShelf, codes_of
from drafting.packages.models import Brought, PackageImport
from drafting.packages.raw_values import set_raw_values
from drafting.packages.shelves import FormulationShelf, ListShelf, PhraseShelf
from drafting.packages.taking import (
    REASON_LENGTH,
    PackageOvertaken,
    hold,
    locked,
    save,
    save_links,
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many rows are as they were before, and how many were changed since and stay."""

    back: int
    left: int


@transaction.atomic
def take_back(received: PackageImport, by: User) -> TakenBack:
    """Take an import back: changed rows say again what they said, new ones are retired.

    Raises PackageOvertaken where it was taken back already, or another row says by now what one
    would say again.
    """
    hold()
    received = PackageImport.objects.select_for_update().get(pk=received.pk)
    if received.state != PackageImport.State.TAKEN:
        raise PackageOvertaken
    noted: list[dict[str, Any]] = received.undo.get("rows", [])
    reason = f"撤销导入{received}"[:REASON_LENGTH]
    back: set[tuple[str, str]] = set()
    for shelf in (PhraseShelf(), FormulationShelf()):
        back |= _list_back(shelf, [one for one in noted if one["kind"] == shelf.kind], reason, by)
    back |= _categories_back([one for one in noted if one["kind"] == package_file.CATEGORY])
    _links_back(received, noted, back)
    received.state, received.undone_at, received.undo = (
        PackageImport.State.UNDONE, timezone.now(), {},
    )  # fmt: skip
    received.save()
    return TakenBack(len(back), len(noted) - len(back))


def _list_back(
    shelf: ListShelf, noted: Sequence[Mapping[str, Any]], reason: str, by: User
) -> set[tuple[str, str]]:
    stored = locked(shelf, [one["row"] for one in noted])
    there = [
        (one, stored[one["row"]])
        for one in noted
        if one["row"] in stored and stored[one["row"]].revision == one["after"]
    ]
    frameworks = {row.pk: row for row in Framework.objects.only("key")}
    for one, row in there:
        if one["before"] is None:
            row.state = shelf.model.State.RETIRED  # type: ignore[attr-defined]
            continue
        set_raw_values(row, one["before"])
        if isinstance(row, Phrase):
            kept = one["before"].get("frameworks", ())
            row._named_frameworks = [frameworks[pk] for pk in kept if pk in frameworks]  # type: ignore[attr-defined]
    save(shelf, [row for _, row in there], by, reason, taken_back=True)
    return {(shelf.kind, one["key"]) for one, _ in there}


def _categories_back(noted: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    shelf = CategoryShelf()
    back = set()
    for one in noted:
        row = shelf.row(one["row"])
        if row is None or shelf.cells(row) != one["after"]:
            continue
        before = one["before"]
        if before is None:
            row.active = False
            before = shelf.cells(row)
        else:
            read = shelf.read(before, row, row.code)
            if isinstance(read, str):
                continue
            row = read
        services.save_category(row, *(codes_of(before, name) for name in LINKS))
        back.add((shelf.kind, one["key"]))
    return back


def _links_back(
    received: PackageImport, noted: Sequence[Mapping[str, Any]], back: set[tuple[str, str]]
) -> None:
    """What was known of the rows before; of new ones, that they were taken back."""
    left = {(one["kind"], one["key"]) for one in noted} - back
    new = {(one["kind"], one["key"]) for one in noted if one["before"] is None}
    own = Brought.objects.filter(source=received.source)
    links = {(link.kind, link.key): link for link in own}
    kept: list[Brought] = []
    unknown: list[int] = []
    for one in received.undo.get("links", ()):
        name = (one["kind"], one["key"])
        link, known = links.get(name), one["known"]
        if link is None or name in left:
            continue
        if known is None and name not in new:
            unknown.append(link.pk)
            continue
        values = known or {"row": link.row, "cells": link.cells, "gone": False, "undone": True}
        kept.append(Brought(source=received.source, kind=link.kind, key=link.key, **values))
    own.filter(pk__in=unknown).delete()
    save_links(kept)
