"""The files of the lists: every text in its cell, pages turned, the heading row repeated, nothing a
formula."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from openpyxl import load_workbook

from drafting.rectification.lists import tables
from drafting.rectification.lists.tables import Paper, Table
from drafting.rectification.lists.word import word_file
from drafting.rectification.lists.workbook import workbook
from drafting.rendering.formats.docx.tables import with_high_rows_parted
from tests.rectification.lists.material import paper
from tests.rendering.test_docx import CHECKER

MOMENT = datetime(2026, 1, 20, 8, 30, tzinfo=UTC)
PAPERS = [Paper("刘洋", paper()), Paper("何佳怡", paper())]
LISTS = [
    tables.problem_list(paper(), "刘洋"),
    tables.measure_list(paper(), "刘洋"),
    tables.comparison(paper(), "刘洋"),
    tables.ledger(paper(), "刘洋"),
    tables.branch_problems(PAPERS, "市图书馆党支部"),
    tables.branch_measures(PAPERS, ""),
]


@pytest.fixture(scope="module")
def check() -> Callable[[list[str]], int]:
    return runpy.run_path(str(CHECKER))["main"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("table", LISTS, ids=lambda table: table.title)
def test_word_has_every_text_in_its_cell(table: Table) -> None:
    word = open_docx(BytesIO(word_file(table, MOMENT, "刘洋")))
    assert [paragraph.text for paragraph in word.paragraphs] == [
        *filter(None, (table.title, table.byline)),
        "",
    ]
    (grid,) = word.tables
    cells = [tuple(cell.text for cell in row.cells) for row in grid.rows]
    assert cells == [tuple(column.name for column in table.columns), *table.rows]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows]
    assert heads == [True] + [False] * len(table.rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)
    (section,) = word.sections
    assert round(section.page_width.mm), round(section.page_height.mm) == (297, 210)
    assert (word.core_properties.title, word.core_properties.author) == (table.title, "刘洋")


def test_only_a_high_row_is_parted_and_that_for_libreoffice() -> None:
    # 72 mm take 16 characters, and 14 lines find room below the title
    texts = ("字" * 16 * 14, "字" * (16 * 14 + 1), "\n".join("字" * 15), "短")
    rows = tuple((str(place), "学习", text, "") for place, text in enumerate(texts))
    word = word_file(replace(LISTS[0], rows=rows), MOMENT)

    def whole(file: bytes) -> list[bool]:
        (grid,) = open_docx(BytesIO(file)).tables
        return [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows]

    assert whole(word) == [True] * 5
    assert whole(with_high_rows_parted(word)) == [True, True, False, False, True]
    plain = word_file(LISTS[0], MOMENT)
    assert with_high_rows_parted(plain) is plain


@pytest.mark.skipif(not CHECKER.exists(), reason="the format checker is not part of the project")
@pytest.mark.parametrize("table", LISTS, ids=lambda table: table.title)
def test_the_format_checker_finds_nothing(
    table: Table, tmp_path: Any, check: Callable[[list[str]], int], capsys: Any
) -> None:
    out = tmp_path / "list.docx"
    out.write_bytes(word_file(table, MOMENT))
    failed = check([str(out)])
    assert (capsys.readouterr().out.strip(), failed) == ("56 rules checked, 0 failed", 0)


def test_the_same_list_gives_the_same_bytes() -> None:
    assert word_file(LISTS[0], MOMENT) == word_file(LISTS[0], MOMENT)


@pytest.mark.parametrize("table", LISTS, ids=lambda table: table.title)
def test_a_workbook_has_every_text_in_its_cell(table: Table) -> None:
    sheet = load_workbook(BytesIO(workbook(table))).active
    assert sheet is not None
    found = list(sheet.iter_rows(values_only=True))
    assert (found[0][0], found[1][0]) == (table.title, table.byline or None)
    assert found[2] == tuple(column.name for column in table.columns)
    assert found[3:] == [(int(row[0]), *(text or None for text in row[1:])) for row in table.rows]
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$3:$3", "landscape")


def test_a_state_is_chosen_from_its_list() -> None:
    sheet = load_workbook(BytesIO(workbook(LISTS[3]))).active
    assert sheet is not None
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("G4:G9", '"未开始,进行中,已完成,需长期坚持"')


def test_odd_texts_stay_texts_and_leave_the_files_whole() -> None:
    odd = ("1", "=SUM(A1)", "<措施>&\x0b\n\n第二段\t\ud800", "+刘洋", "", "")
    table = replace(LISTS[1], title="整改\n清单", rows=(odd,))
    sheet = load_workbook(BytesIO(workbook(table))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]][1:4] == ["=SUM(A1)", "<措施>&\n\n第二段\t", "+刘洋"]
    assert sheet["B4"].data_type == "s" or sheet["B4"].quotePrefix
    row = open_docx(BytesIO(word_file(table, MOMENT))).tables[0].rows[1]
    assert [cell.text for cell in row.cells] == [
        "1",
        "=SUM(A1)",
        "<措施>&\n第二段",
        "+刘洋",
        "",
        "",
    ]
