"""The rows of a list of members, read from an .xlsx: texts by column, with the row numbers that
Excel shows. [pure]"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from accounts.roster.cells import as_text
from accounts.roster.columns import BY_KEY, COLUMNS, header_key, is_ignored, known_column
from drafting.common.workbooks.archive import UnreadableWorkbook
from drafting.common.workbooks.reading import UNSURE, Cell, Limits, TableLine, read_table

SHEET_TITLE: Final = "党员名单"
MOST_ROWS: Final = 2_000
#: Characters of one cell; the longest field has 254.
_MOST_TEXT: Final = 300
#: The header stands within the first rows, below a title perhaps.
_HEADER_WITHIN: Final = 10
#: Rows may stand above the header and be blank in every known column; what is too long for a field
#: is a fault of its row.
_LIMITS: Final = Limits(what="名单", rows=2 * MOST_ROWS, columns=60, characters=32_767)


@dataclass(frozen=True)
class SheetRow:
    """A row that is not blank: its number in Excel, its texts by column key (blank ones left out),
    what cannot be read."""

    number: int
    cells: dict[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All rows below the header, and sentences about columns that were not read or not found."""

    rows: tuple[SheetRow, ...]
    notices: tuple[str, ...] = field(default=())


def read_sheet(content: bytes, file_name: str) -> Sheet:
    """The rows of the sheet called 党员名单, of the first visible one where none is.

    Raises UnreadableWorkbook with one Chinese sentence.
    """
    table = read_table(content, file_name, _LIMITS, title=SHEET_TITLE, formulas=True)
    found = _rows(table.lines)
    for where, last in table.merged:
        # A title above the header may be merged.
        if last >= found.header:
            raise UnreadableWorkbook(
                f"表中有合并的单元格（{where}），请取消合并，逐行填写后再导入。"
            )
    if not found.rows:
        raise UnreadableWorkbook("表头下面没有内容，请逐行填写后再导入。")
    return Sheet(tuple(found.rows), tuple(_notices(found.columns, found.unknown)))


@dataclass
class _Found:
    header: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    rows: list[SheetRow] = field(default_factory=list)


def _rows(lines: Sequence[TableLine]) -> _Found:
    found = _Found()
    for line in lines:
        if not found.header:
            if line.number > _HEADER_WITHIN:
                break
            _take_header(found, line.number, line.cells)
        elif row := _row(line.number, line.cells, found.columns):
            if len(found.rows) == MOST_ROWS:
                raise UnreadableWorkbook(f"名单超过 {MOST_ROWS} 行，请分成几个文件导入。")
            found.rows.append(row)
    if not found.header:
        raise UnreadableWorkbook(
            "没有找到表头：工作表的前 10 行里没有“姓名”这一列，请使用下载的空白模板。"
        )
    return found


def _take_header(found: _Found, number: int, filled: dict[int, Cell]) -> None:
    texts = {place: as_text(cell.value) for place, cell in filled.items()}
    if not any(known_column(text) == "name" for text in texts.values()):
        return
    found.header = number
    for place, text in texts.items():
        key = known_column(text)
        if key is None:
            if not is_ignored(text) and header_key(text):
                found.unknown.append(text[:20])
        elif key in found.columns.values():
            raise UnreadableWorkbook(f"“{BY_KEY[key].header}”列出现了两次，请只留一列。")
        else:
            found.columns[place] = key


def _row(number: int, filled: dict[int, Cell], columns: dict[int, str]) -> SheetRow | None:
    cells: dict[str, str] = {}
    faults: list[str] = []
    for place, key in columns.items():
        if place not in filled:
            continue
        text, fault = _cell(filled[place], key)
        if fault:
            faults.append(f"“{BY_KEY[key].header}”{fault}")
        elif text:
            cells[key] = text
    return SheetRow(number, cells, tuple(faults)) if cells or faults else None


def _cell(cell: Cell, key: str) -> tuple[str, str]:
    """Text of a cell, or why it cannot be read."""
    value = cell.value
    if cell.kind in ("f", "e"):
        return "", "是公式，请改成文字（复制后选择性粘贴为值）。"
    if isinstance(value, datetime.date):
        if key == "active_from":
            return value.strftime("%Y-%m-%d"), ""
        return "", "变成了日期，请把单元格格式改为文本后重新填写。"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "", "不是文字，请把单元格格式改为文本后重新填写。"
    if not cell.sure:
        return "", UNSURE
    text = as_text(value)
    if len(text) > _MOST_TEXT:
        return "", f"超过 {_MOST_TEXT} 个字，请检查是否填错了列。"
    return text, ""


def _notices(columns: dict[int, str], unknown: Sequence[str]) -> list[str]:
    notices = []
    if unknown:
        names = "、".join(f"“{name}”" for name in unknown)
        notices.append(f"{names}列不认识，没有读入。")
    if missing := [column.header for column in COLUMNS if column.key not in columns.values()]:
        notices.append(
            f"表里没有“{'”“'.join(missing)}”列：已有的人这些内容不变，新增的人按空白处理。"
        )
    return notices
