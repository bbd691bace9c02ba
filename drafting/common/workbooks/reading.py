"""The rows of a sheet of an uploaded .xlsx, within limits of size and time. [pure]"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from drafting.common.workbooks.archive import BROKEN, UnreadableWorkbook, checked_archive, too_much
from drafting.common.workbooks.writing import letter

#: Cells that openpyxl makes, empty ones too: a row is as wide as its last cell, whether it says
#: anything or not.
_MOST_CELLS: Final = 10_000_000
_MERGED: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7}))"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a table may hold.

    ``what`` is what people call it (名单, 表格). ``rows`` counts those that say something, header
    included; with ``in_place`` none of them may stand further down than that either. ``characters``
    are those of one cell, ``text`` those of all cells; ``seconds`` is the processor time of
    reading.
    """

    what: str
    rows: int
    columns: int
    characters: int
    in_place: bool = False
    text: int = 3_000_000
    seconds: float = 10.0


_AS_TYPED: Final = ("General", "@", "0")
_MOST_DIGITS: Final = 10**15
#: What is said of a cell that is not sure.
UNSURE: Final = "是数字，位数、开头的0或者显示的样子可能变了，请把单元格格式改为文本后重新填写。"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, openpyxl's code of its kind (``f`` a formula, ``e`` an error), and the
    format in which Excel shows a number."""

    value: Any
    kind: str
    shown: str = "General"

    @property
    def sure(self) -> bool:
        """Whether it still says what was typed: Excel keeps 15 digits of a number, and one that a
        format shows otherwise (007, 15%, 1E+05) was typed as nobody knows any more."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return True
        return self.shown in _AS_TYPED and abs(self.value) < _MOST_DIGITS


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row that says something: its number in Excel, its filled cells by column (from 0)."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet in order, and its merged ranges as (A1:B2, last row)."""

    lines: tuple[TableLine, ...]
    merged: tuple[tuple[str, int], ...]


def read_table(
    content: bytes, file_name: str, limits: Limits, *, title: str, formulas: bool = False
) -> Table:
    """The rows of the sheet called ``title``, of the first visible one where none is.

    With ``formulas`` a formula is a cell of kind ``f``, else what it came to. The size that a sheet
    declares is not believed. Raises UnreadableWorkbook with one Chinese sentence.
    """
    from openpyxl import load_workbook  # here, for most processes read no workbook

    until = time.thread_time() + limits.seconds
    archive = checked_archive(content, file_name, limits.what)
    try:
        book = load_workbook(
            BytesIO(content), read_only=True, data_only=not formulas, keep_links=False
        )
        sheet = _chosen(book.worksheets, title)
        # a sheet that is read as a stream knows nothing of merged cells
        path = sheet._worksheet_path
        sheet.reset_dimensions()
        lines = tuple(_within(_lines(sheet.iter_rows(), until, limits), limits))
        xml = archive.read(path.lstrip("/"))
    except UnreadableWorkbook:
        raise
    except Exception:
        # A sheet may be broken in more ways than openpyxl has exceptions.
        raise UnreadableWorkbook(BROKEN) from None
    return Table(lines, tuple((ref.decode(), int(last)) for ref, last in _MERGED.findall(xml)))


def _chosen(sheets: Sequence[Any], title: str) -> Any:
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    if not visible:
        raise UnreadableWorkbook("文件里没有工作表，请使用下载的空白模板。")
    return next((sheet for sheet in visible if sheet.title == title), visible[0])


def _lines(rows: Any, until: float, limits: Limits) -> Iterator[TableLine]:
    """The rows that say something. For missing ones openpyxl gives an empty row each: a stray cell
    may stand a million of them below the table."""
    cells = 0
    for number, row in enumerate(rows, 1):
        if not row and number % 64 != 1:
            continue
        cells += len(row)
        if cells > _MOST_CELLS:
            raise UnreadableWorkbook(too_much(limits.what))
        if number % 64 == 1 and time.thread_time() > until:
            raise UnreadableWorkbook(
                f"文件读了 {limits.seconds:.0f} 秒还没有读完，不像一份{limits.what}，请把内容复制到下载的空白模板里再导入。"
            )
        filled = {
            place: Cell(cell.value, cell.data_type, _shown(cell))
            for place, cell in enumerate(row)
            if cell.value not in (None, "")
        }
        if filled:
            yield TableLine(number, filled)


def _shown(cell: Any) -> str:
    """The format in which a cell is shown. Where a workbook lost its styles Excel shows a number as
    it is."""
    try:
        return str(cell.number_format)
    except (IndexError, KeyError):
        return "General"


def _within(lines: Iterator[TableLine], limits: Limits) -> Iterator[TableLine]:
    text = 0
    for count, line in enumerate(lines, 1):
        if count > limits.rows or (limits.in_place and line.number > limits.rows):
            raise UnreadableWorkbook(
                f"{limits.what}超过 {limits.rows - 1} 行，请分成几个文件导入。"
            )
        if (last := max(line.cells)) >= limits.columns:
            where = f"{letter(last + 1)}{line.number}"
            raise UnreadableWorkbook(
                f"{limits.what}超过 {limits.columns} 列（{where} 还有内容），请只留下要导入的列。"
            )
        sizes = [len(cell.value) for cell in line.cells.values() if isinstance(cell.value, str)]
        text += sum(sizes)
        if max(sizes, default=0) > limits.characters:
            raise UnreadableWorkbook(
                f"第 {line.number} 行有一格超过 {limits.characters} 个字，请检查是否粘贴错了内容。"
            )
        if text > limits.text:
            raise UnreadableWorkbook(
                f"{limits.what}里的文字超过 {limits.text // 10_000} 万字，请分成几个文件导入。"
            )
        yield line
