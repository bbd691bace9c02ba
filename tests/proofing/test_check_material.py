"""The command: files, folders, exit codes, and one sentence for what cannot be used."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from tests.proofing.planting import clean, planted

pytestmark = pytest.mark.django_db  # the curator's table of formulations is looked for


def run(*args: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_material", *map(str, args), stdout=out, stderr=err)
    except SystemExit as done:
        return int(str(done.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_offsets_count_in_the_text_read(tmp_path: Path) -> None:
    text = "按照通知，我查摆如下：\r\n一、存在的问题\r\n学习抓的不紧。\r\n"
    code, out, _ = run(write(tmp_path / "m.txt", text), "--json")
    findings = json.loads(out)["findings"]
    read = text.replace("\r\n", "\n")
    assert code == 0
    assert [f["text"] for f in findings] == [read[f["start"] : f["end"]] for f in findings]
    assert {
        "rule": "de-complement",
        "text": "抓的不紧",
        "replacement": "抓得不紧",
    }.items() <= findings[-1].items()


def test_errors_give_exit_code_1_and_lines_for_people(tmp_path: Path) -> None:
    code, out, _ = run(
        write(tmp_path / "m.txt", "个人对照检查材料\n我在**局工作，请同志们批评指正。\n")
    )
    assert code == 1
    assert out.splitlines()[0].startswith("错误 1 处")
    assert "2:3 错误 [placeholder] “**”" in out


@pytest.mark.parametrize("name", ["缺.txt", "坏.json", "图.png"])
def test_unusable_input_gets_one_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name != "缺.txt":
        path.write_bytes(b"\x89PNG{")
    code, out, err = run(path)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith("。")


def test_a_structure_is_checked_as_it_would_print(tmp_path: Path) -> None:
    point = {"marker": "二是", "claim": "学得少", "body": "做的不够。"}
    data = {
        "parts": [{"number": "一", "heading": "存在的问题", "role": "problems", "points": [point]}]
    }
    _, out, _ = run(write(tmp_path / "m.json", json.dumps(data)), "--json")
    found = {f["rule"]: (f["text"], f.get("node")) for f in json.loads(out)["findings"]}
    assert found["numbering-order"][0] == "二是"
    assert found["de-complement"] == ("做的不够", "given-3")


def test_a_folder_becomes_a_workbook(tmp_path: Path) -> None:
    write(tmp_path / "甲.txt", clean("school-member"))
    write(tmp_path / "乙.txt", planted("firm-manager")[0])
    write(tmp_path / "~$丙.docx", "")
    write(tmp_path / "丁.docx", "no word file")
    code, out, _ = run(tmp_path)
    assert code == 1
    assert out.startswith("已校对 3 份材料")
    rows = list(load_workbook(tmp_path / "校对汇总.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:5] == ("文件", "字数", "错误", "疑似", "建议")
    assert [row[0] for row in rows[1:]] == ["丁.docx", "乙.txt", "甲.txt"]
    assert rows[1][8]
    assert rows[2][2] > 0
    assert all(rows[2][5:8])
    assert rows[3][2:4] == (0, 0)


def test_an_empty_folder_and_a_wrong_target(tmp_path: Path) -> None:
    assert run(tmp_path)[0] == 2
    write(tmp_path / "甲.txt", clean("school-member"))
    assert run(tmp_path, "--out", tmp_path / "x.txt")[0] == 2


def test_a_workbook_of_one_file_is_refused_rather_than_forgotten(tmp_path: Path) -> None:
    code, out, err = run(
        write(tmp_path / "甲.txt", clean("school-member")), "--out", tmp_path / "x.xlsx"
    )
    assert (code, out, err) == (
        2,
        "",
        "汇总表（--out）只在校对文件夹时写出；校对一个文件请去掉 --out。\n",
    )


def test_an_unknown_framework_is_named(tmp_path: Path) -> None:
    code, _, err = run(
        write(tmp_path / "甲.txt", clean("school-member")), "--framework", "1999-minzhu"
    )
    assert code == 2
    assert "没有名为 1999-minzhu 的框架" in err
