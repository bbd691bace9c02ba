"""The findings of many files as a workbook for the secretary. [pure]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from drafting.proofing.core.base import SEVERITIES, Finding
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.tally import PRESSING, counts, most_pressing

_HEADS: Final = ("文件", "字数", *SEVERITIES.values(), "最要紧的一", "最要紧的二", "最要紧的三", "说明")
_WIDTHS: Final = (36, 8, 8, 8, 8, 44, 44, 44, 40)
#: A cell that begins with one of these would be read as a formula.
_FORMULA: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Row:
    """One file: its name, its length in characters, its findings, and why it could not be read (then the rest is empty)."""

    name: str
    characters: int
    findings: tuple[Finding, ...]
    fault: str = ""


def write_summary(rows: Sequence[Row], out: Path) -> None:
    """Write the workbook: a line for each file, the most faulty first. Raises OSError where the file cannot be written."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "校对汇总"
    sheet.append(list(_HEADS))
    for row in sorted(rows, key=_pressing):
        sheet.append([_plain(cell) for cell in _cells(row)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for index, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "B2"
    book.save(out)


def _pressing(row: Row) -> tuple[bool, tuple[int, ...], str]:
    return not row.fault, tuple(-number for number in counts(row.findings).values()), row.name


def _cells(row: Row) -> list[str | int]:
    if row.fault:
        return [row.name, "", *[""] * (len(SEVERITIES) + PRESSING), row.fault]
    pressing = [_words(finding, number) for finding, number in most_pressing(row.findings)]
    return [
        row.name,
        row.characters,
        *counts(row.findings).values(),
        *pressing,
        *[""] * (PRESSING - len(pressing)),
        "",
    ]


def _words(finding: Finding, number: int) -> str:
    many = f"（共{number}处）" if number > 1 else ""
    quote = f"“{finding.text[:20]}”" if finding.text.strip() else ""
    return f"{BY_ID[finding.rule].title}{many}：{quote}{finding.message}"


def _plain(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
