"""The .xlsx files handed out: the blank list, the list of the members, the one-time passwords. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from accounts.roster.columns import CLEARED, COLUMNS
from accounts.roster.sheet import MOST_ROWS, SHEET_TITLE
from accounts.roster.terms import Terms

#: What a spreadsheet, or a .csv saved from it, may take for a formula.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_CHOICES_TITLE: Final = "可选内容"
_BOLD: Final = Font(bold=True)
_GROUND: Final = PatternFill("solid", fgColor="F2DCDB")


def write_roster(rows: Iterable[Mapping[str, str]], terms: Terms) -> bytes:
    """The list as .xlsx: ``rows`` hold texts by column key; without rows it is the blank list (空白模板)."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET_TITLE
    _fill(
        sheet,
        [(column.header, column.width) for column in COLUMNS],
        ([row.get(column.key, "") for column in COLUMNS] for row in rows),
    )
    sheet.freeze_panes = "B2"
    _explain(book.create_sheet("填写说明"), terms)
    _offer_choices(sheet, book.create_sheet(_CHOICES_TITLE), terms)
    return _saved(book)


def write_passwords(rows: Iterable[Sequence[str]], address: str) -> bytes:
    """Names, usernames and one-time passwords of new people as .xlsx; ``address`` is where they sign in."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "一次性密码"
    columns = [("姓名", 14), ("登录名", 18), ("一次性密码", 20), ("登录地址", 36)]
    _fill(sheet, columns, ([*row, address] for row in rows))
    for cells in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
        cells[0].font = Font(name="Consolas")
    return _saved(book)


def _fill(sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> None:
    for place, (header, width) in enumerate(columns, 1):
        cell = sheet.cell(1, place, header)
        cell.font, cell.fill = _BOLD, _GROUND
        cell.alignment = Alignment(horizontal="center")
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width
        # As text, so that Excel makes no number of a telephone and no date of a group's name.
        dimension.number_format = "@"
    for number, values in enumerate(rows, 2):
        for place, value in enumerate(values, 1):
            if value:
                _write(sheet, number, place, value)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write(sheet: Worksheet, row: int, column: int, value: str) -> None:
    """Write text that stays text: never a formula, also when it is edited again or saved as .csv by Excel."""
    cell = sheet.cell(row, column, value)
    cell.data_type = "s"
    cell.number_format = "@"
    if value.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def _offer_choices(sheet: Worksheet, choices: Worksheet, terms: Terms) -> None:
    """Lists to choose from. They stand on a sheet of their own: written into the rule they may have 255 characters only."""
    choices.sheet_state = "hidden"
    lists = {"role": terms.role_labels, "member_kind": tuple(terms.kinds.values())}
    if terms.groups:
        lists["group"] = tuple(terms.groups.values())
    keys = [column.key for column in COLUMNS]
    for place, (key, labels) in enumerate(lists.items(), 1):
        for number, label in enumerate(labels, 1):
            _write(choices, number, place, label)
        letter, target = get_column_letter(place), get_column_letter(keys.index(key) + 1)
        rule = DataValidation(
            type="list",
            formula1=f"'{_CHOICES_TITLE}'!${letter}$1:${letter}${len(labels)}",
            allow_blank=True,
            # 清空 is allowed too; what is wrong is said at the import.
            showErrorMessage=key != "group",
            errorTitle="请从列表中选择",
            error=f"可填：{'、'.join(labels)}"[:200],
        )
        rule.add(f"{target}2:{target}{MOST_ROWS + 1}")
        sheet.add_data_validation(rule)


def _explain(sheet: Worksheet, terms: Terms) -> None:
    own = {
        "role": f"可填：{'、'.join(terms.role_labels)}。新增的人留空为党员。",
        "member_kind": f"可填：{'、'.join(terms.kinds.values())}。新增的人留空为普通党员。",
        "group": f"可填：{'、'.join(terms.groups.values())}。不在党小组的留空。"
        if terms.groups
        else "这里没有设党小组，留空。",
    }
    lines: list[tuple[str, str]] = [
        (
            "怎样填写",
            "在“党员名单”表里从第 2 行起每人一行；第 1 行的列名不要改，列的先后可以调整，用不到的列可以删去。",
        ),
        ("怎样导入", "上传后先列出每一行会怎样处理，确认以后才写入。名单里没有的人不会被删除。"),
        (
            "已有的人",
            f"留空的格子不改动原有内容；要去掉职务、分工、党小组、电话或邮箱，在格子里填“{CLEARED}”。",
        ),
        *((column.header, own.get(column.key, column.help)) for column in COLUMNS),
        (
            "例一",
            "姓名：张明远；登录名：留空；角色：党员；职务：借阅部馆员；党员类型：普通党员；联系电话：0731-8888 0000",
        ),
        (
            "例二",
            "姓名：李晓云；登录名：lixiaoyun；角色：副书记；职务：副馆长；支委分工：组织委员；党员类型：支部委员",
        ),
    ]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 100
    for number, texts in enumerate(lines, 1):
        for place, text in enumerate(texts, 1):
            cell = sheet.cell(number, place, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).font = _BOLD


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
