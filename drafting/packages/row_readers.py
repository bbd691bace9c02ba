"""What the columns of a package's rows mean at home, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from drafting.packages.category_shelf import LINKS, CategoryShelf, codes_of
from drafting.packages.comparison import Cells
from drafting.packages.package_file import PackageRow
from drafting.packages.shelves import RETIRED, Home, Known, ListShelf


class ListReader:
    """Reads the rows of a list as its workbook is read."""

    def __init__(self, shelf: ListShelf, known: Known) -> None:
        self._shelf, self._known = shelf, known

    def read(self, row: PackageRow, cells: Cells, home: Home | None) -> tuple[Cells, list[str]]:
        """What the columns mean at home, and what is wrong with them."""
        # a key for those that are not there, so that two that say the same are told apart
        blank = self._shelf.model(key=f"?{row.key}"[:20])
        stored = self._shelf.stored[home.number] if home else blank
        faults = self._shelf.read(cells, stored)
        read = self._shelf.cells(stored)
        read.pop(RETIRED, None)
        return (cells if faults else read), faults

    def own_key(self, row: PackageRow) -> str:
        """That of the program for what came with it; others are given when rows are written."""
        return row.key if row.shipped and row.key not in self._known.keys else ""


class CategoryReader:
    """Reads categories, whose codes at home are settled."""

    def __init__(self, shelf: CategoryShelf, codes: Mapping[str, str]) -> None:
        self._shelf, self._codes = shelf, codes
        self._known = {row.code for row in shelf.categories} | set(codes.values())

    def read(self, row: PackageRow, cells: Cells, home: Home | None) -> tuple[Cells, list[str]]:
        """The columns, and what is wrong with them."""
        stored = self._shelf.row(home.number) if home else None
        read = self._shelf.read(cells, stored, self._codes[row.key])
        if isinstance(read, str):
            return cells, [read]
        named = [code for name in LINKS for code in codes_of(cells, name)]
        if unknown := [code for code in named if code not in self._known]:
            return cells, [f"没有代码为“{unknown[0]}”的分类。"]
        return cells, []

    def own_key(self, row: PackageRow) -> str:
        """The code that it has at home, or would have."""
        return self._codes[row.key]
