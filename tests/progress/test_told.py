"""What a problem tells of a happening, and what a reviewer would ask next."""

from __future__ import annotations

import pytest

from drafting.document.model import Point
from drafting.progress.told import told_of


@pytest.mark.parametrize(
    ("example", "line"),
    [
        ("", "还没有写到一件具体的事。审核人可能会问：是哪一次，自己做了什么、没做什么？"),
        (
            "比如，有时学习不够主动。",
            "还没有写到一件具体的事。审核人可能会问：是哪一次，自己做了什么、没做什么？",
        ),
        (
            "今年以来参加集中学习5次，撰写心得体会2篇。",
            "写的是数目，换个人也能这样写。审核人可能会问：其中哪一次没有做好，谁看见了，结果怎样？",
        ),
        (
            "3月发的《条例》我只翻了前两章。",
            "写到了时间、数目、名称、做法。审核人可能会问：当时怎么想的？",
        ),
        (
            "3月发的《条例》我只翻了前两章，觉得用不上，会上被问住，下不来台。",
            "写到了时间、数目、名称、做法、想法、后果。",
        ),
    ],
)
def test_one_line(example: str, line: str) -> None:
    assert told_of(Point(id="p", claim="学习不够主动", example=example)) == line


def test_nothing_said_nothing_told() -> None:
    assert told_of(Point(id="p", category="LL1")) == ""
