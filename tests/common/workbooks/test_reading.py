"""Reading sheets that are larger than they look, and such as are only said to be."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from drafting.common.workbooks.archive import UnreadableWorkbook
from drafting.common.workbooks.reading import Cell, Limits, TableLine, read_table
from tests.common.workbooks.hostile import (
    REFUSED,
    declared_size,
    many,
    row,
    sheet,
    strings,
    styles,
    with_parts,
)
from tests.common.workbooks.hostile import SHEET as SHEET_PART
from tests.stopwatch import stopwatch

LIMITS = Limits(what="表格", rows=2_001, columns=60, characters=32_767)
HEAD = (row(1, "编号", "名称"), row(2, "1", "甲"))
LINES = (
    TableLine(1, {0: Cell("编号", "s"), 1: Cell("名称", "s")}),
    TableLine(2, {0: Cell("1", "s"), 1: Cell("甲", "s")}),
)
#: Seconds of CPU for the worst of them.
BEARABLE = 12.0


def test_the_size_that_a_sheet_declares_is_not_believed() -> None:
    last = TableLine(1_048_576, {0: Cell("2", "s")})
    with stopwatch() as spent:
        content = declared_size(*HEAD, row(1_048_576, "2"))
        assert read_table(content, "a.xlsx", LIMITS, title="表").lines == (*LINES, last)
    assert spent.seconds < 2


@pytest.mark.parametrize("kind", REFUSED)
def test_what_would_take_all_memory_or_time_is_refused_with_a_sentence(kind: str) -> None:
    make, sentence = REFUSED[kind]
    content = make(*HEAD)
    assert len(content) < 5 * 1024 * 1024, "else its size alone is the reason"
    with stopwatch() as spent, pytest.raises(UnreadableWorkbook) as refused:
        read_table(content, "a.xlsx", LIMITS, title="表")
    assert sentence.format(what="表格") in str(refused.value)
    assert spent.seconds < BEARABLE


@pytest.mark.parametrize(
    "content", [strings(100_000, *HEAD), styles(3_000, *HEAD)], ids=["texts", "styles"]
)
def test_a_table_that_was_used_for_years_is_read(content: bytes) -> None:
    assert read_table(content, "a.xlsx", LIMITS, title="表").lines == LINES


def test_the_largest_table_is_read_in_its_time() -> None:
    rows = [row(n, *(f"{n}-{place}" for place in range(15))) for n in range(1, 5_001)]
    content = with_parts({SHEET_PART: sheet(*rows)})
    limits = Limits(
        what="表格", rows=5_001, columns=60, characters=5_000, in_place=True, seconds=60
    )
    with stopwatch() as spent:
        table = read_table(content, "a.xlsx", limits, title="表")
    assert [line.number for line in table.lines] == list(range(1, 5_001))
    assert spent.seconds < BEARABLE


def test_rows_that_must_stand_in_place_may_not_stand_far_below() -> None:
    content = with_parts({SHEET_PART: sheet(*HEAD, row(5_002, "2", "乙"))})
    far = Limits(what="表格", rows=5_001, columns=60, characters=5_000)
    assert [line.number for line in read_table(content, "a.xlsx", far, title="表").lines] == [
        1,
        2,
        5_002,
    ]
    placed = Limits(what="表格", rows=5_001, columns=60, characters=5_000, in_place=True)
    with pytest.raises(UnreadableWorkbook) as refused:
        read_table(content, "a.xlsx", placed, title="表")
    assert str(refused.value) == "表格超过 5000 行，请分成几个文件导入。"


def test_a_diagram_in_place_of_a_sheet_is_refused() -> None:
    rels = (
        b'<Relationships><Relationship Type="x/chartsheet" Target="c.xml" Id="r"/></Relationships>'
    )
    with pytest.raises(UnreadableWorkbook) as refused:
        read_table(with_parts({"xl/_rels/workbook.xml.rels": rels}), "a.xlsx", LIMITS, title="表")
    assert str(refused.value) == "文件里有图表工作表，请只留下要导入的那张表，另存为 .xlsx 再导入。"


def test_reading_ends_when_its_time_is_over() -> None:
    content = with_parts({SHEET_PART: sheet(*HEAD, many("<row><c><v>{n}</v></c></row>", 500))})
    limits = Limits(what="表格", rows=2_001, columns=60, characters=300, seconds=-1.0)
    with pytest.raises(UnreadableWorkbook) as refused:
        read_table(content, "a.xlsx", limits, title="表")
    assert "还没有读完" in str(refused.value)


@pytest.mark.parametrize(
    ("value", "shown", "sure"),
    [("007", "@", True), (20261129, "General", True), (3.5, "General", True), (True, "000", True),
     (999_999_999_999_999, "0", True), (110101199001011234, "General", False),
     (-(10**15), "General", False), (7, "000", False), (0.15, "0%", False),
     (100_000, "0.00E+00", False), (1200, "#,##0", False)],
)  # fmt: skip
def test_a_number_is_sure_where_it_shows_what_was_typed(
    value: object, shown: str, sure: bool
) -> None:
    book = Workbook()
    cell = book.worksheets[0].cell(1, 1, value)
    cell.number_format = shown
    out = io.BytesIO()
    book.save(out)
    (line,) = read_table(out.getvalue(), "a.xlsx", LIMITS, title="表").lines
    assert (line.cells[0].value, line.cells[0].sure) == (pytest.approx(value), sure)
