"""A list as an .xlsx file, made to be printed on A4 as it is. [pure]"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look
from drafting.rectification.lists.tables import Column, Table

#: Millimetres of a page that a character of a column takes.
_CHARACTER: Final = 2.2
_TITLE: Final = Look(
    bold=True, size=18, font="宋体", horizontal="center", vertical="center", wrapped=True
)
_BYLINE: Final = Look(size=12, font="楷体", horizontal="center", vertical="center", wrapped=True)
_HEAD: Final = Look(
    size=12, font="黑体", horizontal="center", vertical="center", wrapped=True, lined=True
)
_CELL: Final = Look(size=12, font="仿宋", vertical="center", wrapped=True, lined=True, as_text=True)
_CENTRED: Final = replace(_CELL, horizontal="center")


def workbook(table: Table) -> bytes:
    """The file of a list. What is typed into it later stays text; a state is chosen from its list."""
    book, sheet = writing.new_workbook(table.title)
    last = writing.letter(len(table.columns))
    writing.set_widths(sheet, [column.width / _CHARACTER for column in table.columns])
    for row, (text, look, height) in enumerate(
        ((table.title, _TITLE, 40), (table.byline, _BYLINE, 24)), 1
    ):
        writing.write(sheet, row, 1, text, look)
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = height
    writing.write_row(sheet, 3, [column.name for column in table.columns], _HEAD)
    for number, texts in enumerate(table.rows, 4):
        for place, (column, text) in enumerate(zip(table.columns, texts, strict=True), 1):
            value = int(text) if place == 1 else text
            writing.write(sheet, number, place, value, _CENTRED if column.centred else _CELL)
    for place, column in enumerate(table.columns, 1):
        _offer(sheet, place, column, 3 + max(len(table.rows), 1))
    sheet.freeze_panes = "A4"
    writing.fit_to_width(sheet, "3:3")
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"
    return writing.saved(book)


def _offer(sheet: Any, place: int, column: Column, last: int) -> None:
    if column.choices:
        writing.offer_choices(
            sheet,
            place,
            last,
            f'"{",".join(column.choices)}"',
            title=column.name,
            sentence=f"请选择{'、'.join(column.choices)}。",
            strict=True,
            first=4,
        )
