"""雷同比对.xlsx: the matrix, and per person the shares with everything else."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look, Value
from drafting.desk.resemblance.matrix import KINDS, Cell, Matrix
from drafting.meetings.models import Meeting

_TITLE: Final = Look(bold=True, size=14, vertical="center")
_LINE: Final = Look(vertical="top", wrapped=True, lined=True)
_BOLD: Final = replace(_LINE, bold=True)
_SHARE: Final = replace(_LINE, horizontal="center")
_HIGH: Final = replace(_SHARE, bold=True, ground="F2DCDB")
#: The widths of the columns of the matrix, in characters: those of many people fit a page.
_WIDE, _NARROW, _MANY = 9, 6, 15


def matrix_workbook(meeting: Meeting, matrix: Matrix) -> bytes:
    """Two sheets: each paper (lines) in each other one (columns), and each with the kinds of
    KINDS. Shares in percent; who reads it sees numbers, no words."""
    book, sheet = writing.new_workbook("两两占比")
    names = [row.name for row in matrix.rows]
    writing.write(sheet, 1, 1, f"{meeting.title} 雷同比对（%）", _TITLE)
    writing.set_widths(sheet, [15, *[_NARROW if len(names) > _MANY else _WIDE] * len(names)])
    writing.write_row(sheet, 2, ["本人材料＼他人", *names], _BOLD)
    for number, row in enumerate(matrix.rows, 3):
        writing.write(sheet, number, 1, row.name, _BOLD)
        for column, cell in enumerate(row.cells, 2):
            look = _HIGH if cell.other and cell.high else _SHARE
            writing.write(sheet, number, column, _shown(cell), look)
    sheet.freeze_panes = "B3"
    writing.fit_to_width(sheet, "2:2", "landscape")
    second = book.create_sheet("各人占比")
    writing.write(second, 1, 1, f"{meeting.title} 各人材料的占比（%）", _TITLE)
    writing.set_widths(second, [14, 14, 16, *[14] * len(KINDS)])
    head = ["姓名", "最高占比", "同谁", *KINDS.values()]
    writing.write_row(second, 2, head, _BOLD)
    for number, row in enumerate(matrix.rows, 3):
        most = row.nearest[0] if row.nearest else None
        kinds = [_number(cell) for _, cell in row.kinds]
        said: list[Value] = [_number(most) if most else 0, most.name if most else ""]
        writing.write_row(second, number, [row.name, *said, *kinds], _LINE)
    second.freeze_panes = "B3"
    writing.fit_to_width(second, "2:2", "landscape")
    return writing.saved(book)


def _shown(cell: Cell) -> Value:
    """A share; a line for the paper itself, nothing where there is none."""
    if cell.other is None:
        return "—"
    return _number(cell) or None


def _number(cell: Cell) -> int:
    return round(cell.share * 100)
