"""Workbooks as they are handed out: no formula, nothing that no workbook holds, and the looks."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look, Value

ROOT = Path(__file__).resolve().parents[3]


def sheet_with(*values: Value, look: Look = writing.PLAIN) -> Any:
    """The sheet of a workbook that was saved and opened again; each value is a row."""
    book, sheet = writing.new_workbook("表")
    for number, value in enumerate(values, 1):
        writing.write(sheet, number, 1, value, look)
    return load_workbook(io.BytesIO(writing.saved(book)))["表"]


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x")', "+86 731", "-1", "@SUM(A1)", "\t=1", "\n=1", "=", "={1}", "+"],
)
@pytest.mark.parametrize("look", [writing.PLAIN, writing.BODY, Look(as_text=True)])
def test_no_text_is_a_formula(text: str, look: Look) -> None:
    (cell,) = sheet_with(text, look=look)["A"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", ["刘洋", "1", "2024-01-01", "1=1", "'", "#REF!", "TRUE"])
def test_other_texts_are_what_they_are(text: str) -> None:
    (cell,) = sheet_with(text)["A"]
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", False)


def test_what_no_workbook_holds_is_left_out() -> None:
    (cell,) = sheet_with("甲\0\x0b\ud800\uffff乙\r\n丙\r丁")["A"]
    assert cell.value == "甲乙\n丙\n丁"


def test_what_hides_a_formula_is_taken_away_before_the_look_for_one() -> None:
    (cell,) = sheet_with("\x01=1+1")["A"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_numbers_and_moments_stay_what_they_are() -> None:
    moment = datetime(2026, 1, 5, 9, 30)
    cells = sheet_with(7, 0.5, None, moment)["A"]
    assert [cell.value for cell in cells] == [7, 0.5, None, moment]
    assert cells[3].number_format == "yyyy-mm-dd hh:mm"


def test_looks() -> None:
    look = Look(
        bold=True, size=14, font="Consolas", ground="F2DCDB", horizontal="center", vertical="top",
        wrapped=True, lined=True, as_text=True,
    )  # fmt: skip
    (cell,) = sheet_with("甲", look=look)["A"]
    assert (cell.font.b, cell.font.sz, cell.font.name) == (True, 14, "Consolas")
    assert cell.fill.fgColor.rgb == "00F2DCDB"
    alignment = cell.alignment
    assert (alignment.horizontal, alignment.vertical, alignment.wrap_text) == (
        "center",
        "top",
        True,
    )
    assert {cell.border.left.style, cell.border.bottom.style} == {"thin"}
    assert cell.number_format == "@"


def test_a_sheet_that_explains_has_no_formula_either() -> None:
    _book, sheet = writing.new_workbook("填写说明")
    writing.explain(sheet, [("姓名", "=1")], (14, 100))
    assert [cell.data_type for cell in sheet[1]] == ["s", "s"]
    assert (sheet["A1"].font.b, sheet["B1"].font.b) == (True, False)
    assert [sheet.column_dimensions[name].width for name in "AB"] == [14, 100]


def test_choices_stand_below_the_heading() -> None:
    book, sheet = writing.new_workbook("表")
    writing.offer_choices(sheet, 28, 9, '"甲,乙"', title="选", sentence="请选。", strict=True)
    (rule,) = load_workbook(io.BytesIO(writing.saved(book)))["表"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.error) == ("AB2:AB9", '"甲,乙"', "请选。")
    assert rule.showErrorMessage


def test_a_process_that_makes_no_workbook_does_not_load_openpyxl() -> None:
    modules = (
        "drafting.common.workbooks.writing, drafting.common.workbooks.reading, "
        "accounts.roster.workbook, drafting.proofing.core.summary"
    )
    check = f"import sys, {modules}; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
