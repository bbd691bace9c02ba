"""A package beside what is there: how each of its rows stands, before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from drafting.document.spans import DiffSpan, diff_texts
from drafting.library.models import Category
from drafting.packages import package_file
from drafting.packages.category_shelf import LINKS, CategoryShelf, codes_of, free_code
from drafting.packages.comparison import TAKEN, Cells, Standing, standing
from drafting.packages.models import Brought, LibrarySource
from drafting.packages.package_file import Package, PackageRow
from drafting.packages.row_readers import CategoryReader, ListReader
from drafting.packages.shelves import (
    FormulationShelf,
    Home,
    Known,
    ListShelf,
    PhraseShelf,
)

_TWICE: Final = "与包里的另一条对应本单位同一条，只看前一条。"


@dataclass(frozen=True, slots=True)
class Difference:
    """A column that is not the same: what it says at home and at the source, and word by word what
    became of it."""

    name: str
    mine: str
    theirs: str
    spans: tuple[DiffSpan, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a package, or one that the source no longer has: how it stands, and the row at home.

    ``theirs`` is what would be taken, in the terms of home; ``base`` what was brought last.
    """

    kind: str
    key: str
    standing: Standing
    title: str
    theirs: Cells | None
    home: Home | None = None
    base: Cells | None = None
    faults: tuple[str, ...] = ()
    #: the key that it would have at home
    own_key: str = ""

    @property
    def name(self) -> str:
        """By which forms and choices name it."""
        return f"{self.kind}:{self.key}"

    @property
    def choosable(self) -> bool:
        """Whether a curator decides on it: new categories come with the phrases that hang on them."""
        new = self.standing == Standing.NEW and self.kind == package_file.CATEGORY
        return self.standing in TAKEN and not new

    def taken(self, choices: Mapping[str, bool]) -> bool:
        """Whether it is taken over, by the choices that were made and what goes without saying."""
        if self.standing not in TAKEN:
            return False
        default = TAKEN[self.standing]
        return choices.get(self.name, default) if self.choosable else default

    def differences(self) -> list[Difference]:
        """Its columns that are not the same at home, in their order."""
        mine = self.home.cells if self.home else {}
        theirs = self.theirs or {}
        names = dict.fromkeys((*theirs, *mine))
        return [
            Difference(
                name, mine.get(name, ""), theirs.get(name, ""),
                tuple(diff_texts(mine.get(name, ""), theirs.get(name, ""))),
            )
            for name in names
            if mine.get(name) != theirs.get(name)
        ]  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """All rows of a package, and those that the source no longer has."""

    rows: Sequence[Row]
    codes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Counter[Standing]:
        """How many rows stand how."""
        return Counter(row.standing for row in self.rows)

    @cached_property
    def stamp(self) -> str:
        """Changes with what is at home of these rows, and with how they stand."""
        seen = [
            (row.name, str(row.standing), row.own_key, row.home and (
                row.home.number, row.home.revision, sorted(row.home.cells.items())
            ))
            for row in self.rows
        ]  # fmt: skip
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:20]

    def of(self, kind: Standing) -> list[Row]:
        """The rows that stand so."""
        return [row for row in self.rows if row.standing == kind]


def plan_of(package: Package) -> Plan:
    """How each row of a package stands now. Reads only."""
    ours = LibrarySource.objects.filter(source=package.head.source).exists()
    shelf = CategoryShelf()
    categories = _Kind(package, package_file.CATEGORY, shelf.known(), ours)
    codes, provisional = _codes(shelf, categories)
    rows = categories.rows(shelf, CategoryReader(shelf, codes), codes)
    phrases = PhraseShelf()
    refused = {codes[row.key] for row in rows if row.standing == Standing.FAULTY}
    phrases.know(row for row in (*shelf.categories, *provisional) if row.code not in refused)
    for one in (phrases, FormulationShelf()):
        kind = _Kind(package, one.kind, one.known(), ours)
        rows += kind.rows(one, ListReader(one, kind.known), codes)
    return Plan(rows, codes)


def translated(cells: Cells, codes: Mapping[str, str]) -> dict[str, str]:
    """What a package says, with the codes that its categories have at home."""
    found = dict(cells)
    if code := found.get("分类"):
        found["分类"] = codes.get(code, code)
    for name in LINKS:
        if name in found:
            found[name] = "、".join(codes.get(code, code) for code in codes_of(found, name))
    return found


class _Kind:
    """The rows of one kind: which row at home each is, and what was brought last."""

    def __init__(self, package: Package, kind: str, known: Known, ours: bool) -> None:
        self._package, self._kind, self.known, self._ours = package, kind, known, ours
        links = Brought.objects.filter(source=package.head.source, kind=kind)
        self._links = {link.key: link for link in links}
        self.own = [row for row in package.rows if row.kind == kind]

    def number_of(self, row: PackageRow, words: tuple[str, ...]) -> int | None:
        """The row at home: the one that was brought, the one of the program, the one that says the
        same."""
        link = self._links.get(row.key)
        if link is not None and link.row in self._numbers:
            return link.row
        if self._ours or (row.shipped and row.key in self.known.shipped):
            number = self.known.keys.get(row.key)
            if number is not None:
                return number
        return self.known.words.get(words)

    @cached_property
    def _numbers(self) -> frozenset[int]:
        return frozenset(self.known.keys.values())

    @cached_property
    def gone(self) -> list[Brought]:
        """What was brought and is not in use at the source any more, said for the first time."""
        in_use = self._package.in_use.get(self._kind, frozenset())
        return [
            link
            for link in self._links.values()
            if link.key not in in_use and not link.gone and not link.undone
        ]

    def rows(
        self, shelf: ListShelf | CategoryShelf, reader: ListReader | CategoryReader,
        codes: Mapping[str, str],
    ) -> list[Row]:  # fmt: skip
        """How each stands."""
        there = [(row, translated(row.cells, codes)) for row in self.own]
        numbers = [
            self.number_of(row, tuple(cells.get(name, "") for name in shelf.words))
            for row, cells in there
        ]
        wanted = {number for number in (*numbers, *(link.row for link in self.gone)) if number}
        homes = shelf.homes(wanted)
        found, claimed = [], set()
        for (row, cells), number in zip(there, numbers, strict=True):
            home = homes.get(number) if number else None
            twice = number is not None and number in claimed
            claimed.add(number)
            found.append(self._row(shelf, reader, row, cells, home, twice))
        found += [
            Row(
                shelf.kind, link.key, Standing.GONE, _title(shelf, home.cells), None, home,
                link.cells,
            )
            for link in self.gone
            if (home := homes.get(link.row)) and not home.retired and link.row not in claimed
        ]  # fmt: skip
        return found

    def _row(
        self, shelf: Any, reader: Any, row: PackageRow, cells: Cells, home: Home | None, twice: bool
    ) -> Row:
        mine = home.cells if home else None
        link = self._links.get(row.key)
        base: Cells | None = link.cells if link else None
        if link and link.undone and home and home.retired:
            mine = None
        elif base is None and home and home.pristine:
            base = mine
        stands, faults = standing(base, mine, cells), []
        if stands in (Standing.NEW, Standing.CHANGED, Standing.CONFLICT):
            # a list may be written in another order and mean the same
            cells, faults = reader.read(row, cells, home)
            stands = standing(base, mine, cells)
        if twice and stands != Standing.SAME:
            faults = [_TWICE]
        if faults and stands not in (Standing.SAME, Standing.HOME):
            stands = Standing.FAULTY
        title, own_key = _title(shelf, cells), reader.own_key(row)
        return Row(shelf.kind, row.key, stands, title, cells, home, base, tuple(faults), own_key)


def _codes(shelf: CategoryShelf, kind: _Kind) -> tuple[dict[str, str], list[Category]]:
    """The code at home of each category of a package, and those that would be new, as rows that are
    not stored."""
    taken = {row.code for row in shelf.categories}
    codes: dict[str, str] = {}
    new: list[Category] = []
    for row in kind.own:
        number = kind.number_of(row, tuple(row.cells.get(name, "") for name in shelf.words))
        stored = shelf.row(number) if number else None
        code = stored.code if stored else free_code(row.key, taken)
        codes[row.key] = code
        taken.add(code)
        if stored is None:
            made = shelf.read(row.cells, None, code)
            if not isinstance(made, str):
                # a number that no stored one has: phrases may hang on it in the preview
                made.pk = -len(new) - 1
                new.append(made)
    return codes, new


def _title(shelf: Any, cells: Cells) -> str:
    said = next((cells[name] for name in shelf.titles if cells.get(name)), "")
    return said if len(said) <= 60 else f"{said[:59]}…"
