"""The rows of a list of members, read from an .xlsx: texts by column, with the row numbers that Excel shows. [pure]"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook

from accounts.roster.archive import BROKEN, UnreadableRoster, check_archive
from accounts.roster.cells import as_text
from accounts.roster.columns import BY_KEY, COLUMNS, header_key, is_ignored, known_column

SHEET_TITLE: Final = "党员名单"
MOST_ROWS: Final = 2_000
#: Characters of one cell; the longest field has 254.
_MOST_TEXT: Final = 300
#: The header stands within the first rows, below a title perhaps.
_HEADER_WITHIN: Final = 10
_MOST_COLUMNS: Final = 60
_MERGED: Final = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True)
class Row:
    """A row that is not blank: its number in Excel, its texts by column key (blank ones left out), what cannot be read."""

    number: int
    cells: dict[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """All rows below the header, and sentences about columns that were not read or not found."""

    rows: tuple[Row, ...]
    notices: tuple[str, ...] = field(default=())


def read_sheet(content: bytes, file_name: str) -> Sheet:
    """The rows of the sheet called 党员名单, of the first visible one where none is.

    Raises UnreadableRoster with one Chinese sentence.
    """
    check_archive(content, file_name)
    try:
        book = load_workbook(BytesIO(content), read_only=True)
        sheet = _chosen(book)
        path = sheet._worksheet_path  # a sheet that is read as a stream knows nothing of merged cells
        # The size that a sheet declares may be wrong.
        sheet.reset_dimensions()
        found = _rows(sheet.iter_rows(max_col=_MOST_COLUMNS))
        _refuse_merged(zipfile.ZipFile(BytesIO(content)).read(path.lstrip("/")), found.header)
    except UnreadableRoster:
        raise
    except Exception:
        # A sheet may be broken in more ways than openpyxl has exceptions.
        raise UnreadableRoster(BROKEN) from None
    if not found.rows:
        raise UnreadableRoster("表头下面没有内容，请逐行填写后再导入。")
    return Sheet(tuple(found.rows), tuple(_notices(found.columns, found.unknown)))


@dataclass
class _Found:
    header: int = 0
    columns: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def _chosen(book: Any) -> Any:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    if not sheets:
        raise UnreadableRoster("文件里没有工作表，请使用下载的空白模板。")
    return next((sheet for sheet in sheets if sheet.title == SHEET_TITLE), sheets[0])


def _rows(lines: Any) -> _Found:
    found = _Found()
    missing = None
    for number, cells in enumerate(lines, 1):
        # For all missing rows openpyxl gives one object; a stray cell may stand a million of them below the list.
        if cells is missing:
            continue
        filled = {place: cell for place, cell in enumerate(cells) if cell.value not in (None, "")}
        if not filled:
            missing = cells
        if not found.header:
            if number > _HEADER_WITHIN:
                break
            _take_header(found, number, filled)
        elif row := _row(number, filled, found.columns):
            if len(found.rows) == MOST_ROWS:
                raise UnreadableRoster(f"名单超过 {MOST_ROWS} 行，请分成几个文件导入。")
            found.rows.append(row)
    if not found.header:
        raise UnreadableRoster("没有找到表头：工作表的前 10 行里没有“姓名”这一列，请使用下载的空白模板。")
    return found


def _take_header(found: _Found, number: int, filled: dict[int, Any]) -> None:
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
            raise UnreadableRoster(f"“{BY_KEY[key].header}”列出现了两次，请只留一列。")
        else:
            found.columns[place] = key


def _row(number: int, filled: dict[int, Any], columns: dict[int, str]) -> Row | None:
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
    return Row(number, cells, tuple(faults)) if cells or faults else None


def _cell(cell: Any, key: str) -> tuple[str, str]:
    """Text of a cell, or why it cannot be read."""
    value = cell.value
    if cell.data_type in ("f", "e"):
        return "", "是公式，请改成文字（复制后选择性粘贴为值）。"
    if isinstance(value, datetime.date):
        if key == "active_from":
            return value.strftime("%Y-%m-%d"), ""
        return "", "变成了日期，请把单元格格式改为文本后重新填写。"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "", "不是文字，请把单元格格式改为文本后重新填写。"
    text = as_text(value)
    if len(text) > _MOST_TEXT:
        return "", f"超过 {_MOST_TEXT} 个字，请检查是否填错了列。"
    return text, ""


def _refuse_merged(xml: bytes, header: int) -> None:
    """Raise UnreadableRoster for cells merged in or below the header; a title above it may be merged."""
    for left, top, right, bottom in _MERGED.findall(xml):
        if int(bottom) >= header:
            where = f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}"
            raise UnreadableRoster(f"表中有合并的单元格（{where}），请取消合并，逐行填写后再导入。")


def _notices(columns: dict[int, str], unknown: Sequence[str]) -> list[str]:
    notices = []
    if unknown:
        names = "、".join(f"“{name}”" for name in unknown)
        notices.append(f"{names}列不认识，没有读入。")
    if missing := [column.header for column in COLUMNS if column.key not in columns.values()]:
        notices.append(f"表里没有“{'”“'.join(missing)}”列：已有的人这些内容不变，新增的人按空白处理。")
    return notices
