"""The command: its JSON, its exit codes, and that it needs no database unless a framework is asked
for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from drafting.frameworks.loader import load_framework
from drafting.rendering.formats import docx
from tests import forks
from tests.importing.frames import FOLDER
from tests.importing.marked import marked, shape
from tests.rendering.documents import SMALL, options


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit code and what is printed to either side. A test without a mark is refused the
    database."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_material", *arguments, stdout=out, stderr=err)
    except SystemExit as done:
        return int(str(done.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def run_apart(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, where a database cannot be had."""
    environment = os.environ | {
        "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "manage.py", "import_material", *arguments]
    return forks.run(command, environment)


def test_the_structure_is_printed_without_a_database(tmp_path: Path) -> None:
    material = marked("village-secretary")
    path = tmp_path / "材料.txt"
    path.write_text(material.text, "gb18030")
    done = run_apart(str(path), "--json")
    printed: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == 0
    assert shape(printed)["parts"][0]["sections"] == material.expected["parts"][0]["sections"]
    assert printed["source"]["file"] == "材料.txt"
    assert printed["uncertain"][0]["reason"] == "这个方面没有序号，是按名称认出来的，请核对。"
    assert printed["unplaced"] == []
    first = printed["parts"][0]["sections"][0]["points"][0]
    start, end = printed["spans"][first["id"]][0][0], printed["spans"][first["id"]][-1][1]
    assert material.text[start:end] == "一是学习靠开会。镇里开会就学，回到村里就放下。"
    assert done.stderr.strip() == "文件是 GB18030（ANSI）编码，已按它读入，请看看有没有乱码。"
    assert run(str(path), "--json")[1] == done.stdout


def test_the_summary_for_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx.render(SMALL, options()))
    code, out, _ = run(str(path))
    assert code == 0
    assert out.splitlines()[:4] == [
        "2024年度民主生活会个人对照检查材料",
        "一 存在的问题：0 条",
        "  一 在理论学习方面：2 条",
        "  二 在担当作为方面：0 条",
    ]


def test_text_without_a_place_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("会议记录\n大家都发了言。\n", "utf-8")
    code, out, _ = run(str(path), "--json")
    assert code == 1
    assert [one["text"] for one in json.loads(out)["unplaced"]] == ["大家都发了言。"]


def test_a_heading_without_text_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "一、存在的问题\n（一）理论学习方面\n（二）工作作风方面。一是懒。\n三、原因分析\n", "utf-8"
    )
    parts = json.loads(run(str(path), "--json")[1])["parts"]
    assert [part["number"] for part in parts] == ["一", "三"]
    assert [section["number"] for section in parts[0]["sections"]] == ["一", "二"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("没有.docx", None), ("a.docx", b"PK\x03\x04"), ("a.pdf", b"%PDF-1"), ("a.txt", b"")],
)
def test_unusable_files(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(str(path), "--json")
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_an_unusable_file_ends_the_process_with_one_line(tmp_path: Path) -> None:
    done = run_apart(str(tmp_path / "没有.docx"), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_a_framework_gives_the_names_of_the_areas(tmp_path: Path) -> None:
    load_framework(json.loads((FOLDER / "2024-minzhu.json").read_text("utf-8")))
    material = marked("firm-manager")
    path = tmp_path / "a.txt"
    path.write_text(material.text, "utf-8")
    printed = json.loads(run(str(path), "--framework", "2024-minzhu", "--json")[1])
    assert [s["area"] for s in printed["parts"][0]["sections"]] == [
        s["area"] for s in material.expected["parts"][0]["sections"]
    ]


@pytest.mark.django_db
def test_an_unknown_framework(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、存在的问题", "utf-8")
    code, _, err = run(str(path), "--framework", "1999-x", "--json")
    assert code == 2
    assert err.startswith("没有名为 1999-x 的框架")
