"""The .xlsx that a curator's lists travel in: a sheet with fixed columns and choices, and a sheet that says how to fill it in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import tablib
from import_export.formats.base_formats import XLSX
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_ROWS_WITH_CHOICES = 5000


class UnreadableTable(Exception):
    """The file cannot be imported; the message is one Chinese sentence."""


class ListWorkbook(XLSX):
    """.xlsx as curators expect it. Texts are written as texts, so none of them is taken for a formula.

    ``title`` names the sheet; ``widths`` are those of the columns (14 where none is given), ``choices`` their closed lists,
    ``help`` what the second sheet says of each.
    """

    title = ""
    widths: Mapping[str, int] = {}
    choices: Mapping[str, Sequence[Any]] = {}
    help: Sequence[tuple[str, str]] = ()

    def get_title(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The rows of the sheet called ``title`` (of the first where none is), blank ones too: they keep the numbers right.

        Raises UnreadableTable when it holds no row below the headers.
        """
        book = load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
        sheet = book[self.title] if self.title in book.sheetnames else book.worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        while rows and not any(value not in (None, "") for value in rows[-1]):
            rows.pop()
        if len(rows) < 2:
            raise UnreadableTable("表格里没有内容，请在表头下面逐行填写后导入。")
        width = len(rows[0])
        return tablib.Dataset(*[(row + [None] * width)[:width] for row in rows[1:]], headers=rows[0])

    def export_data(self, dataset: Any, **_kwargs: Any) -> bytes:
        book = Workbook()
        book.remove(book.worksheets[0])
        sheet = book.create_sheet(self.title)
        headers = list(dataset.headers)
        _fill(sheet, headers, dataset, self.widths)
        _choices(sheet, headers, self.choices)
        _explain(book.create_sheet("填写说明"), self.help)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def _fill(sheet: Worksheet, headers: list[str], rows: Any, widths: Mapping[str, int]) -> None:
    for column, header in enumerate(headers, 1):
        cell = sheet.cell(1, column, header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F2DCDB")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(header, 14)
    wrap = Alignment(wrap_text=True, vertical="top")
    for number, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = wrap
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{max(sheet.max_row, 2)}"


def _choices(sheet: Worksheet, headers: list[str], choices: Mapping[str, Sequence[Any]]) -> None:
    for header, labels in choices.items():
        column = get_column_letter(headers.index(header) + 1)
        rule = DataValidation(type="list", formula1=f'"{",".join(map(str, labels))}"', allow_blank=True)
        rule.error, rule.errorTitle = "请从列表中选择。", header
        rule.add(f"{column}2:{column}{_ROWS_WITH_CHOICES}")
        sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, texts_of: Sequence[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 90
    for number, texts in enumerate(texts_of, 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).font = Font(bold=True)
