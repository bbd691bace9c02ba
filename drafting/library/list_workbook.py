"""The .xlsx that a curator's lists travel in: a sheet with fixed columns and choices, and a sheet
that says how to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import tablib
from import_export.formats.base_formats import XLSX

from drafting.common.workbooks import writing
from drafting.common.workbooks.archive import UnreadableWorkbook
from drafting.common.workbooks.reading import Limits, read_table
from drafting.library.list_resource import MAX_ROWS
from drafting.library.widgets import Unsure

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Rows stand in place: messages name them. What is too long for a field is a fault of its row.
LIMITS = Limits(what="表格", rows=MAX_ROWS + 1, columns=60, characters=32_767, in_place=True)


class ListWorkbook(XLSX):
    """.xlsx as curators expect it. Texts are written as texts, so none of them is taken for a
    formula.

    ``title`` names the sheet; ``widths`` are those of the columns (14 where none is given),
    ``choices`` their closed lists, ``help`` what the second sheet says of each.
    """

    title = ""
    widths: Mapping[str, int] = {}
    choices: Mapping[str, Sequence[Any]] = {}
    help: Sequence[tuple[str, str]] = ()

    def get_title(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The rows of the sheet called ``title`` (of the first where none is), blank ones too: they
        keep the numbers right.

        Raises UnreadableWorkbook with one Chinese sentence, also where it holds no row below the
        headers.
        """
        table = read_table(in_stream, f"{self.title}.xlsx", LIMITS, title=self.title)
        for where, last in table.merged:
            if last > 1:
                raise UnreadableWorkbook(
                    f"表中有合并的单元格（{where}），请取消合并，逐行填写后再导入。"
                )
        if not table.lines or table.lines[0].number > 1 or len(table.lines) < 2:
            raise UnreadableWorkbook("表格里没有内容，请在表头下面逐行填写后导入。")
        head, *lines = table.lines
        width = max(head.cells) + 1
        rows: list[list[Any]] = [[None] * width for _ in range(lines[-1].number - 1)]
        for line in lines:
            for place, cell in line.cells.items():
                if place < width:
                    rows[line.number - 2][place] = cell.value if cell.sure else Unsure(cell.value)
        headers = [
            head.cells[place].value if place in head.cells else None for place in range(width)
        ]
        return tablib.Dataset(*rows, headers=headers)

    def explained(self) -> Sequence[tuple[str, str]]:
        """What the second sheet says of each column."""
        return self.help

    def export_data(self, dataset: Any, **_kwargs: Any) -> bytes:
        book, sheet = writing.new_workbook(self.title)
        headers = list(dataset.headers)
        _fill(sheet, headers, dataset, self.widths)
        for header, labels in self.choices.items():
            writing.offer_choices(
                sheet,
                headers.index(header) + 1,
                MAX_ROWS + 1,
                f'"{",".join(map(str, labels))}"',
                title=header,
                sentence="请从列表中选择。",
                strict=True,
            )
        writing.explain(book.create_sheet("填写说明"), self.explained(), (16, 90))
        return writing.saved(book)


def _fill(
    sheet: Worksheet, headers: list[str], rows: Iterable[Sequence[Any]], widths: Mapping[str, int]
) -> None:
    writing.write_row(sheet, 1, headers, writing.HEADING)
    writing.set_widths(sheet, [widths.get(header, 14) for header in headers])
    for number, values in enumerate(rows, 2):
        writing.write_row(sheet, number, values, writing.BODY)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{writing.letter(len(headers))}{max(sheet.max_row, 2)}"
