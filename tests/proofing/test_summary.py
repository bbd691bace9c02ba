"""The workbook of many files."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from drafting.proofing.core.findings import Listed
from drafting.proofing.core.summary import SummaryRow, write_summary


def test_no_name_of_a_file_is_a_formula(tmp_path: Path) -> None:
    nothing: Listed = Listed()
    rows = [SummaryRow("=1+1.txt", 0, nothing, "读不出来。"), SummaryRow("甲.txt", 9, nothing)]
    write_summary(rows, tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["校对汇总"]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in sheet["A"]] == [
        ("文件", "s", False),
        ("=1+1.txt", "s", True),
        ("甲.txt", "s", False),
    ]
