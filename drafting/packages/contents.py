"""What goes into a package: the library at home as rows of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.turns import wait_turn
from drafting.library.selectors import offered_phrases
from drafting.packages import package_file
from drafting.packages.category_shelf import LINKS, CategoryShelf, codes_of
from drafting.packages.comparison import Cells
from drafting.packages.models import Brought, LibrarySource, PackageExport
from drafting.packages.package_file import Head, Package, PackageRow
from drafting.packages.shelves import RETIRED, FormulationShelf, ListShelf, PhraseShelf
from drafting.proofing.models import Formulation

#: What of a list goes in: what was written or changed here, all that is in use, nothing.
OWN, ALL, NONE = "own", "all", "none"


class TooMuch(Exception):
    """More rows than a package may hold (``number``)."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Nothing(Exception):
    """Nothing is in use of what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a package is to be called and to hold: phrases of these parts, formulations."""

    name: str
    organisation: str
    phrases: str
    parts: Collection[str]
    formulations: str


@transaction.atomic
def made(wanted: Wanted, by: User) -> tuple[PackageExport, bytes]:
    """Make a package, the next edition of its name; gives its record and the file.

    Raises TooMuch and Nothing.
    """
    wait_turn("library packages")
    rows, in_use = _rows(wanted)
    if all(row.kind == package_file.CATEGORY and row.shipped for row in rows):
        raise Nothing
    if len(rows) > package_file.MOST_ROWS:
        raise TooMuch(len(rows))
    last = PackageExport.objects.filter(name=wanted.name).order_by("-edition").first()
    head = Head(
        name=wanted.name,
        edition=(last.edition if last else 0) + 1,
        organisation=wanted.organisation,
        source=LibrarySource.objects.get_or_create(pk=1)[0].source,
        made_on=timezone.localdate(),
    )
    content = package_file.written(Package(head, rows, in_use))
    record = PackageExport.objects.create(
        name=head.name,
        edition=head.edition,
        organisation=head.organisation,
        rows=len(rows),
        checksum=package_file.read(content).checksum,
        made_by=by,
    )
    return record, content


def _rows(wanted: Wanted) -> tuple[list[PackageRow], dict[str, frozenset[str]]]:
    offered = offered_phrases()
    used = Formulation.objects.filter(state=Formulation.State.APPROVED)
    phrases: Any = offered.filter(part__in=wanted.parts)
    lists: Sequence[tuple[ListShelf, Any, Any, str]] = (
        (PhraseShelf(), offered, phrases, wanted.phrases),
        (FormulationShelf(), used, used, wanted.formulations),
    )
    shelf = CategoryShelf()
    in_use = {shelf.kind: frozenset(row.code for row in shelf.categories if row.active)}
    rows: list[PackageRow] = []
    for one, every, chosen, scope in lists:
        in_use[one.kind] = frozenset(every.values_list("key", flat=True))
        if scope != NONE:
            rows += _of_list(one, chosen, scope)
    return [*_categories(rows), *rows], in_use


def _categories(rows: Sequence[PackageRow]) -> list[PackageRow]:
    """The categories in use, and those that the rows or other categories name."""
    shelf = CategoryShelf()
    shipped = shelf.known().shipped
    said = {row.code: shelf.cells(row) for row in shelf.categories}
    wanted = {code for code, cells in said.items() if RETIRED not in cells}
    wanted.update(row.cells["分类"] for row in rows if "分类" in row.cells)
    wanted.update(
        code for one in list(wanted) for name in LINKS for code in codes_of(said[one], name)
    )
    return [
        PackageRow(shelf.kind, code, code in shipped, cells)
        for code, cells in said.items()
        if code in wanted
    ]


def _of_list(shelf: ListShelf, chosen: Any, scope: str) -> list[PackageRow]:
    if scope == OWN:
        chosen = chosen.filter(curated=True)
    numbers = list(chosen.values_list("pk", flat=True))
    # asked first: columns of very many rows would be read for nothing
    if len(numbers) > package_file.MOST_ROWS:
        raise TooMuch(len(numbers))
    brought = _brought(shelf.kind) if scope == OWN else {}
    shipped = shelf.known().shipped
    found = []
    for row in shelf.rows().filter(pk__in=numbers).order_by("key"):
        cells = shelf.cells(row)
        cells.pop(RETIRED, None)
        # what another unit wrote is theirs to give, as long as nobody has changed it here
        if cells not in brought.get(row.pk, ()):
            found.append(PackageRow(shelf.kind, row.key, row.key in shipped, cells))
    return found


def _brought(kind: str) -> dict[int, list[Cells]]:
    found: dict[int, list[Cells]] = {}
    for number, cells in Brought.objects.filter(kind=kind).values_list("row", "cells"):
        found.setdefault(number, []).append(cells)
    return found
