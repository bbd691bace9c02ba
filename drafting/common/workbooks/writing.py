"""Writing .xlsx files whose texts stay texts: no program takes one for a formula. [pure]

openpyxl is imported where a workbook is made: it takes its time, and most processes make none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | bool | datetime | None

#: What a spreadsheet, or a .csv saved from it, may take for a formula.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\n")
#: What no workbook can hold.
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_A4: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a cell looks; ``ground`` is a colour (RRGGBB), ``lined`` thin lines around it,
    ``as_text`` that what is typed into it later stays text too."""

    bold: bool = False
    size: int = 11
    font: str = "Calibri"
    ground: str = ""
    horizontal: Literal["center"] | None = None
    vertical: Literal["center", "top"] | None = None
    wrapped: bool = False
    lined: bool = False
    as_text: bool = False


PLAIN: Final = Look()
#: A heading, and what stands below it.
HEADING: Final = Look(bold=True, ground="F2DCDB", horizontal="center", vertical="center")
BODY: Final = Look(vertical="top", wrapped=True)


def new_workbook(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook and its one sheet, which bears this title."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def write(sheet: Worksheet, row: int, column: int, value: Value, look: Look = PLAIN) -> None:
    """Put a value into a cell (counted from 1). A text stays the text that it is: never a formula,
    also when it is edited again or saved as .csv; what no workbook can hold is left out."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        plain = value.replace("\r\n", "\n").replace("\r", "\n")
        cell.value = _UNWRITABLE.sub("", plain)
        cell.data_type = "s"
    else:
        cell.value = value
    for name, style in _styles(look):
        setattr(cell, name, style)
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif look.as_text:
        cell.number_format = "@"
    if isinstance(cell.value, str) and cell.value.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def write_row(sheet: Worksheet, row: int, values: Iterable[Value], look: Look = PLAIN) -> None:
    """Write values side by side, from the first column on."""
    for column, value in enumerate(values, 1):
        write(sheet, row, column, value, look)


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """How wide the columns are, in characters."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[letter(column)].width = width


def fit_to_width(
    sheet: Worksheet, repeated: str, orientation: Literal["landscape", "portrait"] = "landscape"
) -> None:
    """Print a sheet on A4 as wide as a page, with these rows (``1:1``) on top of each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = repeated


def offer_choices(
    sheet: Worksheet,
    column: int,
    last: int,
    formula: str,
    *,
    title: str,
    sentence: str,
    strict: bool,
    first: int = 2,
) -> None:
    """A list to choose from in the rows ``first`` to ``last`` of a column; ``formula`` says what is in it.
    Anything else is refused with title and sentence where ``strict``."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=strict,
        errorTitle=title,
        error=sentence,
    )
    rule.add(f"{letter(column)}{first}:{letter(column)}{last}")
    sheet.add_data_validation(rule)


def explain(sheet: Worksheet, lines: Iterable[tuple[str, str]], widths: tuple[int, int]) -> None:
    """Fill a sheet that says how to fill in another: what, in bold, and how."""
    set_widths(sheet, widths)
    for number, (what, how) in enumerate(lines, 1):
        write(sheet, number, 1, what, Look(bold=True, vertical="top", wrapped=True))
        write(sheet, number, 2, how, BODY)


def letter(column: int) -> str:
    """The name of a column: 1 -> A, 27 -> AA."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@lru_cache(maxsize=64)
def _styles(look: Look) -> tuple[tuple[str, Any], ...]:
    """What of a cell is not as it is anyway; each costs time in every cell."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    found: dict[str, Any] = {}
    if (look.font, look.size, look.bold) != (PLAIN.font, PLAIN.size, PLAIN.bold):
        found["font"] = Font(name=look.font, size=look.size, bold=look.bold)
    if look.ground:
        found["fill"] = PatternFill("solid", fgColor=look.ground)
    if look.horizontal or look.vertical or look.wrapped:
        found["alignment"] = Alignment(look.horizontal, look.vertical, wrap_text=look.wrapped)
    if look.lined:
        edge = Side(style="thin", color="999999")
        found["border"] = Border(left=edge, right=edge, top=edge, bottom=edge)
    return tuple(found.items())
