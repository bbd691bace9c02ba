"""Levels and faces by text, and the lines of a title."""

from __future__ import annotations

import pytest

from drafting.rendering.shaping import cells, shaped
from drafting.rendering.typography import faces, level_of, stands_alone, with_heading_stop


@pytest.mark.parametrize(
    ("text", "level"),
    [("一、问题", 1), ("十二、问题", 1), ("（三）学习", 2), ("(三）学习", 2), ("1.读书", 3), ("12、读书", 3), ("1.5倍", 0),
     ("（1）读", 4), ("2024年", 0), ("一是学", 0), ("", 0)],
)  # fmt: skip
def test_levels(text: str, level: int) -> None:
    assert level_of(text) == level


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("（一）在学习方面", True),
        ("（一）学习。", True),
        ("（一）学习。一是甲。", False),
        ("一、" + "长" * 44, False),
    ],
)
def test_what_stands_alone(text: str, alone: bool) -> None:
    assert stands_alone(text) is alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一是甲。乙。二是丙。丁",
            [("lead", "一是甲。"), ("base", "乙。"), ("lead", "二是丙。"), ("base", "丁")],
        ),
        ("开头一是甲。", [("base", "开头一是甲。")]),
        ("一是" + "长" * 61 + "。", [("base", "一是" + "长" * 61 + "。")]),
        ("一是甲；乙。", [("base", "一是甲；乙。")]),
        (
            "（一）学习方面：一是甲。乙",
            [("head2", "（一）学习方面："), ("lead", "一是甲。"), ("base", "乙")],
        ),
        ("一、甲。一是乙。", [("head1", "一、甲。"), ("lead", "一是乙。")]),
        ("1.甲。乙。", [("base", "1.甲。"), ("base", "乙。")]),
        ("", []),
    ],
)
def test_faces_of_a_paragraph(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(face, text[start:end]) for start, end, face in faces(text, heading=False)] == expected


def test_a_heading_that_goes_on_behind_a_colon_goes_on_as_text() -> None:
    text = "（一）强化武装：坚定信仰"
    assert [(f, text[a:b]) for a, b, f in faces(text, heading=True)] == [
        ("base", "（一）强化武装："),
        ("body", "坚定信仰"),
    ]


def test_only_long_headings_get_a_stop() -> None:
    assert with_heading_stop("一、存在的问题") == "一、存在的问题"
    assert with_heading_stop("（一）" + "长" * 43) == "（一）" + "长" * 43 + "。"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2024年度民主生活会个人对照检查材料", ["2024年度民主生活会个人对照检查材料"]),
        (
            "岚溪县文化馆党支部2025年度组织生活会个人发言提纲",
            ["岚溪县文化馆党支部2025年度", "组织生活会个人发言提纲"],
        ),
        (
            "学习贯彻习近平新时代中国特色社会主义思想主题教育专题组织生活会个人对照检查材料",
            [
                "学习贯彻",
                "习近平新时代中国特色社会主义思想",
                "主题教育专题组织生活会个人对照检查材料",
            ],
        ),
        ("作者自己\n分的行", ["作者自己", "分的行"]),
        ("长" * 200, ["长" * 200]),
    ],
)
def test_titles(title: str, lines: list[str]) -> None:
    assert list(shaped(title, 19)) == lines


def test_lines_of_an_unknown_title_fit_and_keep_numbers_whole() -> None:
    title = "关于岚溪县图书馆副馆长林晓同志参加2024年度支部会议查摆问题与下一步打算的书面说明"
    lines = shaped(title, 19)
    assert "".join(lines) == title
    assert all(cells(line) <= 19 for line in lines)
    assert any("2024年度" in line for line in lines)
