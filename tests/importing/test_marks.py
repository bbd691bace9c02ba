"""Markers of points, and what only looks like one."""

from __future__ import annotations

import pytest

from drafting.importing.segment.examples import split_example
from drafting.importing.segment.marks import find_marks


def found(text: str, **options: bool) -> list[str]:
    cuts, at = [], 0
    for line in text.split("\n"):
        cuts.append((at, at + len(line)))
        at += len(line) + 1
    return [
        f"{text[slice(*mark.cut)]}{text[mark.cut[1] : mark.cut[1] + 2]}"
        for mark in find_marks(text, cuts, **options)
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("一是学习。甲。二是作风。乙。", ["一是学习", "二是作风"]),
        ("一是学习。\n　二是作风。\n三是担当。", ["一是学习", "二是作风", "三是担当"]),
        ("一是学习；二是作风；三是担当。", ["一是学习", "二是作风", "三是担当"]),
        ("一是学习，二是作风，三是担当。", ["一是学习", "二是作风", "三是担当"]),
        ("原因如下：一是懒散。二是怕难。", ["一是懒散", "二是怕难"]),
        ("“学用脱节。”一是学习。二是作风。", ["一是学习", "二是作风"]),
        (
            "一是学习。二是作风。二是担当。四是廉洁。",
            ["一是学习", "二是作风", "二是担当", "四是廉洁"],
        ),
        ("一是学习。甲不透二是作风。乙。", ["一是学习", "二是作风"]),
        ("一是学习。有两点：一是懒；二是怕。二是作风。", ["一是学习", "二是作风"]),
        (
            "一是学习。有两点：一是懒。二是怕。二是作风。三是担当。",
            ["一是学习", "二是作风", "三是担当"],
        ),
        ("一是学习。比如，一是没来，二是迟到。二是作风。", ["一是学习", "二是作风"]),
        ("一要学。甲。二要干。乙。", ["一要学。", "二要干。"]),
        ("其一，懒。其二，怕。", ["其一，懒。", "其二，怕。"]),
        ("第一，懒。\n第二，怕。", ["第一，懒。", "第二，怕。"]),
        ("一要看见自己的短处。", []),
        ("比如，一是没来，二是迟到。", []),
        ("如：一是没来；二是迟到。", []),
        ("我在家一是做饭，二是看书。", []),
        ("第一是学习，唯一是作风，星期二是学习日。", []),
        ("一方面忙，另一方面懒。第一，学。第二，干。", []),
        ("二中、三中全会精神。一口拒绝。", []),
        ("一是一、二是二，不含糊。", []),
        ("十一是国庆。", ["十一是国庆"]),
        ("一是学习。甲。一是作风。乙。", ["一是学习", "一是作风"]),
    ],
)
def test_markers(text: str, marks: list[str]) -> None:
    assert found(text) == marks


def test_only_those_at_the_beginning_of_a_paragraph() -> None:
    assert found("共两条。一是学。二是干。", only_starts=True) == []
    assert found("一是学。二是干。\n三是想。", only_starts=True) == ["一是学。", "三是想。"]


@pytest.mark.parametrize(
    ("text", "elaboration", "example"),
    [
        ("想得少。比如，上月没有去。后来也没有。", "想得少。", "比如，上月没有去。后来也没有。"),
        ("想得少。例如去年。再比如今年。", "想得少。", "例如去年。再比如今年。"),
        ("想得少。再如，上月没有去。", "想得少。", "再如，上月没有去。"),
        ("想得少。如：上月没有去。", "想得少。", "如：上月没有去。"),
        ("想得少。如在窗口工作中没有问。", "想得少。", "如在窗口工作中没有问。"),
        ("想得少。\n又如，五月没有去。", "想得少。\n", "又如，五月没有去。"),
        ("如3月的会没有开。", "", "如3月的会没有开。"),
        ("想得少。如何改，没有办法。如果有人问。如此而已。如期完成。", None, ""),
        ("对新事物比如大数据了解少。", None, ""),
        ("再如何努力也不够。比如何人都清楚。", None, ""),
    ],
)
def test_examples_are_split_off(text: str, elaboration: str | None, example: str) -> None:
    cuts = (
        [(0, text.index("\n")), (text.index("\n") + 1, len(text))]
        if "\n" in text
        else [(0, len(text))]
    )
    before, behind = split_example(text, cuts)
    assert "\n".join(text[slice(*cut)] for cut in before) == (
        text if elaboration is None else elaboration.rstrip("\n")
    )
    assert "\n".join(text[slice(*cut)] for cut in behind) == example
