"""The findings of many files as a workbook for the secretary. [pure]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look
from drafting.proofing.core.findings import SEVERITIES, Finding, Listed
from drafting.proofing.core.registry import BY_ID, QUIET
from drafting.proofing.core.tally import PRESSING, counts, loud, most_pressing, note_of_unfinished

_HEADS: Final = (
    "文件",
    "字数",
    *SEVERITIES.values(),
    "最要紧的一",
    "最要紧的二",
    "最要紧的三",
    "说明",
)
_WIDTHS: Final = (36, 8, 8, 8, 8, 44, 44, 44, 40)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One file: its name, its length in characters, its findings, and why it could not be read
    (then the rest is empty)."""

    name: str
    characters: int
    findings: Listed[Finding]
    fault: str = ""


def write_summary(rows: Sequence[SummaryRow], out: Path) -> None:
    """Write the workbook: a line for each file, the most faulty first, without what is only told to
    who wrote it. Raises OSError where the file cannot be written."""
    book, sheet = writing.new_workbook("校对汇总")
    writing.write_row(sheet, 1, _HEADS, Look(bold=True))
    writing.set_widths(sheet, _WIDTHS)
    for number, row in enumerate(sorted(map(_told, rows), key=_pressing), 2):
        writing.write_row(sheet, number, _cells(row), writing.BODY)
    sheet.freeze_panes = "B2"
    out.write_bytes(writing.saved(book))


def _told(row: SummaryRow) -> SummaryRow:
    return replace(row, findings=loud(row.findings, QUIET))


def _pressing(row: SummaryRow) -> tuple[bool, tuple[int, ...], str]:
    return (
        not row.fault,
        tuple(-number for number in counts(row.findings, row.findings.more).values()),
        row.name,
    )


def _cells(row: SummaryRow) -> list[str | int]:
    if row.fault:
        return [row.name, "", *[""] * (len(SEVERITIES) + PRESSING), row.fault]
    pressing = [
        _words(finding, number)
        for finding, number in most_pressing(row.findings, row.findings.more)
    ]
    return [
        row.name,
        row.characters,
        *counts(row.findings, row.findings.more).values(),
        *pressing,
        *[""] * (PRESSING - len(pressing)),
        note_of_unfinished([BY_ID[rule].title for rule in row.findings.unfinished])
        if row.findings.unfinished
        else "",
    ]


def _words(finding: Finding, number: int) -> str:
    many = f"（共{number}处）" if number > 1 else ""
    quote = f"“{finding.text[:20]}”" if finding.text.strip() else ""
    return f"{BY_ID[finding.rule].title}{many}：{quote}{finding.message}"
