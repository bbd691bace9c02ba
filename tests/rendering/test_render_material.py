"""The command render_material: one file in, one file out, one line where it cannot."""

from __future__ import annotations

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from docx import Document as open_docx

from drafting.management.structure_file import LIMIT
from drafting.rendering.formats import DOWNLOADS

STRUCTURE = {
    "title": "对照检查材料",
    "opening": ["按照通知要求，报告如下："],
    "parts": [
        {
            "number": "三",
            "heading": "存在的问题",
            "role": "problems",
            "lead": [],
            "sections": [
                {
                    "number": "一",
                    "heading": "在理论学习方面",
                    "area": "理论学习",
                    "lead": "",
                    "points": [
                        {"marker": "一是", "claim": "学得不深", "body": "读得少。"},
                        {"marker": "一是", "claim": "用得不够", "body": "练得少。"},
                    ],
                }
            ],
            "points": [],
        }
    ],
    "closing": ["请批评指正。"],
}


def refused(*arguments: object) -> str:
    """The message on standard error; the exit code must be 2 and nothing else be said."""
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("render_material", *map(str, arguments), stdout=out, stderr=err, no_color=True)
    assert (stopped.value.code, out.getvalue()) == (2, "")
    return err.getvalue()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "structure.json"
    path.write_text(json.dumps(STRUCTURE, ensure_ascii=False), "utf-8")
    return path


def paragraphs(path: Path) -> list[str]:
    return [p.text for p in open_docx(str(path)).paragraphs]


def test_numbers_are_kept_as_given_unless_a_style_is_named(source: Path, tmp_path: Path) -> None:
    call_command("render_material", str(source), str(tmp_path / "a.docx"))
    assert paragraphs(tmp_path / "a.docx") == [
        "对照检查材料", "按照通知要求，报告如下：", "三、存在的问题", "（一）在理论学习方面", "一是学得不深。读得少。",
        "一是用得不够。练得少。", "请批评指正。",
    ]  # fmt: skip
    call_command("render_material", str(source), str(tmp_path / "b.docx"), "--style", "run-in")
    assert paragraphs(tmp_path / "b.docx")[2:4] == [
        "一、存在的问题", "（一）在理论学习方面。一是学得不深。读得少。二是用得不够。练得少。",
    ]  # fmt: skip


def test_the_same_file_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    os.utime(source, (1_700_000_000, 1_700_000_000))
    for name in ("a.docx", "b.docx"):
        call_command("render_material", str(source), str(tmp_path / name))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert (
        open_docx(str(tmp_path / "a.docx")).core_properties.modified.isoformat()
        == "2023-11-14T22:13:20+00:00"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "文件 {path} 不是有效的 JSON，第 1 行第 2 列有误。"),
        (b"\xff\xfe\x00", "文件 {path} 不是 UTF-8 编码的 JSON。"),
        (b"[" * 100_000, "文件 {path} 的 JSON 不像一份材料。"),
        (b"[]", "材料应是一个 JSON 对象，请对照材料结构的说明检查。"),
        (b'{"parts": [{"role": "x"}]}', "role"),
        (b"{}", "文件 {path} 里没有材料的文字，请检查结构。"),
        (b" " * (LIMIT + 1), "文件 {path} 超过 5 MB，不像一份材料。"),
    ],
)
def test_unusable_content(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "structure.json"
    path.write_bytes(content)
    said = refused(path, tmp_path / "out.docx")
    assert message.replace("{path}", str(path)) in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out.docx").exists()


def test_unusable_paths_and_styles(source: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    assert refused(missing, tmp_path / "o.docx") == f"找不到文件 {missing}，请检查路径。\n"
    assert (
        refused(tmp_path, tmp_path / "o.docx")
        == f"读不了文件 {tmp_path}，请检查它是不是普通文件、有没有读取权限。\n"
    )
    nowhere = tmp_path / "no" / "o.docx"
    assert (
        refused(source, nowhere) == f"写不了文件 {nowhere}，请检查目录是否存在、有没有写入权限。\n"
    )
    endings = " 或 ".join(f".{output.suffix}" for output in DOWNLOADS.values())
    assert endings.startswith(".docx")
    assert (
        refused(source, tmp_path / "o.odt")
        == f"输出文件 {tmp_path / 'o.odt'} 应以 {endings} 结尾。\n"
    )
    assert refused(source, tmp_path / "o.docx", "--style", "fancy") == (
        "没有名为 fancy 的版式，可用的有 standard、run-in、compact、given。\n"
    )
