"""The command rectification_ledger: a structure in, a workbook out, one line where it cannot."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from tests.rectification.lists.material import STRUCTURE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "structure.json"
    path.write_text(json.dumps(STRUCTURE, ensure_ascii=False), "utf-8")
    return path


def test_each_measure_is_a_row(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "ledger.XLSX"
    call_command("rectification_ledger", source, out)
    sheet = load_workbook(out).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[:3] == [
        ("整改台账", *[None] * 8),
        ("市图书馆党支部\u3000刘洋", *[None] * 8),
        (
            "序号",
            "问题",
            "整改措施",
            "完成标准",
            "责任人",
            "完成时限",
            "状态",
            "进展和说明",
            "佐证",
        ),
    ]
    assert rows[4] == (
        2, "1. 原著读得少\n2. 学用结合不紧", "6月底前读完两本原著。", None, "刘洋", "6月底前", "未开始",
        None, None,
    )  # fmt: skip
    assert len(rows) == 9


@pytest.mark.parametrize(
    ("content", "out", "said"),
    [
        (STRUCTURE, "ledger.docx", "应以 .xlsx 结尾"),
        (STRUCTURE, "missing/ledger.xlsx", "写不了文件"),
        ({"title": "x", "parts": []}, "ledger.xlsx", "没有整改措施"),
        ([], "ledger.xlsx", "应是一个 JSON 对象"),
    ],
)
def test_one_line_says_why_not(content: object, out: str, said: str, tmp_path: Path) -> None:
    source = tmp_path / "structure.json"
    source.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("rectification_ledger", source, tmp_path / out, stderr=err, no_color=True)
    assert stopped.value.code == 2
    assert said in err.getvalue()
    assert err.getvalue().count("\n") == 1
