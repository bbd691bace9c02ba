"""The .xlsx that phrases travel in: a sheet with fixed columns and choices, and a sheet that says how to fill it in."""

from __future__ import annotations

import io
from typing import Any

import tablib
from import_export.formats.base_formats import XLSX
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from accounts.codes import MemberKind, UnitType
from drafting.frameworks.models import MeetingKind
from drafting.library.models import Phrase

WIDTHS = {
    "观点句": 36,
    "表现或正文": 60,
    "事例": 48,
    "分类": 12,
    "适用党员类别": 24,
    "适用单位类型": 24,
    "适用框架": 20,
}
CHOICES = {
    "用于": Phrase.Part.labels,
    "会议类型": MeetingKind.labels,
    "层次": Phrase.Depth.labels,
    "状态": Phrase.State.labels,
}
HELP = (
    ("编号", "已有表述的编号不要改；新增表述留空，导入时自动编号。"),
    ("用于", "、".join(Phrase.Part.labels)),
    ("分类", "分类代码，如 LL1、C02、M01；导语、结束语等成段文字留空。"),
    ("观点句", "问题、原因、措施必填，不写句号；成段文字留空。"),
    ("表现或正文", "必填。需要撰写人补充的事实写成 {名称}，名称为1至8个汉字。"),
    ("事例", "只有问题才写。"),
    ("必填空项", "用“、”分隔，每一项都要在文字中出现。"),
    ("会议类型", "、".join(MeetingKind.labels) + "；留空为通用。"),
    ("适用框架", "框架的标识，用“、”分隔；留空为通用。"),
    ("适用党员类别", "、".join(map(str, MemberKind.labels)) + "；可填多个，用“、”分隔，留空为不限。"),
    ("适用单位类型", "、".join(map(str, UnitType.labels)) + "；可填多个，用“、”分隔，留空为不限。"),
    ("层次", "、".join(Phrase.Depth.labels) + "；留空为表现。"),
    ("状态", "、".join(Phrase.State.labels) + "；留空为待审定。"),
    ("停用日期", "如 2026-12-31，从这一天起不再提供；留空为长期有效。"),
)
_ROWS_WITH_CHOICES = 5000


class UnreadableTable(Exception):
    """The file cannot be imported; the message is one Chinese sentence."""


class PhraseWorkbook(XLSX):
    """.xlsx as curators expect it. Texts are written as texts, so none of them is taken for a formula."""

    def get_title(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The rows of the sheet 表述 (of the first sheet where none is called so), blank ones too: they keep the numbers right.

        Raises UnreadableTable when it holds no row below the headers.
        """
        book = load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
        sheet = book["表述"] if "表述" in book.sheetnames else book.worksheets[0]
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
        sheet = book.create_sheet("表述")
        _fill(sheet, list(dataset.headers), dataset)
        _choices(sheet, list(dataset.headers))
        _explain(book.create_sheet("填写说明"))
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def _fill(sheet: Worksheet, headers: list[str], rows: Any) -> None:
    for column, header in enumerate(headers, 1):
        cell = sheet.cell(1, column, header)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F2DCDB")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(header, 14)
    wrap = Alignment(wrap_text=True, vertical="top")
    for number, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = wrap
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{max(sheet.max_row, 2)}"


def _choices(sheet: Worksheet, headers: list[str]) -> None:
    for header, labels in CHOICES.items():
        column = get_column_letter(headers.index(header) + 1)
        rule = DataValidation(type="list", formula1=f'"{",".join(map(str, labels))}"', allow_blank=True)
        rule.error, rule.errorTitle = "请从列表中选择。", header
        rule.add(f"{column}2:{column}{_ROWS_WITH_CHOICES}")
        sheet.add_data_validation(rule)


def _explain(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 90
    for number, texts in enumerate(HELP, 1):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(number, column, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).font = Font(bold=True)
