"""The command: files, exit codes, and one sentence for what cannot be used."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db  # the curator's table of formulations is looked for

OWN = "一是学习不系统。二月领的四本书，到年底只翻完一本，其余三本没有拆封。"
COPY = "一是学习不够系统。二月领的四本书，到年底只翻完了一本，其余三本都没有拆封。"
OTHER = "一是下村少。今年下村九次，每次都在村委会坐着听汇报，没有进过一户人家。"
FRAME = """个人对照检查材料
按照通知要求，我认真查摆了问题，现将对照检查情况报告如下：
一、存在的问题
（一）理论学习方面
{}
以上是我的对照检查，请同志们批评指正。
"""


def run(*args: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("compare_materials", *map(str, args), stdout=out, stderr=err)
    except SystemExit as done:
        return int(str(done.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """A paper, a copy of it, and one that has nothing to do with them."""
    paths = []
    for name, text in (("甲", OWN), ("乙", COPY), ("丙", OTHER)):
        path = tmp_path / f"{name}.txt"
        path.write_text(FRAME.format(text), "utf-8")
        paths.append(path)
    return paths


def test_pairs_with_shares_and_places_in_the_text_read(papers: list[Path]) -> None:
    code, out, err = run(*papers, "--json")
    pairs = json.loads(out)["pairs"]
    assert (code, err) == (0, "")
    assert [(pair["a"], pair["b"]) for pair in pairs] == [(0, 1), (1, 0)]
    assert all(pair["share"] >= 0.7 for pair in pairs)
    (passage,) = pairs[0]["passages"]
    texts = [path.read_text("utf-8") for path in papers]
    assert texts[0][slice(*passage["a"])].endswith(
        "二月领的四本书，到年底只翻完一本，其余三本没有拆封。"
    )
    assert texts[1][slice(*passage["b"])].endswith("其余三本都没有拆封。")
    assert 0.85 <= passage["score"] <= 1


def test_lines_for_people(papers: list[Path]) -> None:
    code, out, _ = run(*papers)
    assert code == 0
    assert "甲.txt 有" in out
    assert "二月领的四本书" in out
    assert "丙.txt" not in out
    assert run(papers[0], papers[2])[1].strip() == "没有发现雷同的段落。"


def test_one_file_or_one_that_cannot_be_used_gets_one_sentence(papers: list[Path]) -> None:
    assert run(papers[0]) == (2, "", "请给出两份以上的材料。\n")
    code, out, err = run(papers[0], papers[0].with_name("缺.txt"))
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
