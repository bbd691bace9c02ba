"""What a problem tells of a happening, and what a reviewer would ask next."""

from __future__ import annotations

import re

import pytest

from drafting.document.model import Point
from drafting.progress.gaps import Lack
from drafting.progress.tasklist import tasklist
from drafting.progress.told import hollow_points, told_of
from tests.progress.test_gaps import EMPTY, SPEC
from tests.wizard.papers import place, put


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
        ("党课的稿子。", "审核人可能会问：自己具体做了什么、没做什么？"),
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


def test_one_number_of_what_tells_no_case() -> None:
    """The steps, what is told below a problem, the pages 检查 and 提交 and the reviewer's rubric know the
    same problems, be they told in an area's points or in its one paragraph."""
    texts = {
        "case": {"elaboration": "3月发的《条例》我只翻了前两章。"},
        "given": {"example": "党课的稿子。"},
        "bare": {"elaboration": "想得浅。"},
        "count": {"example": "今年以来参加集中学习5次。"},
    }
    points = [Point(id=name, claim="学习不够主动", **text) for name, text in texts.items()]
    document = put(put(EMPTY, "theory", *points), "style", lead="学习不够深入，标准还不够高。")
    hollow = [point.id for point in hollow_points(document)]
    assert hollow == ["bare", "count", place(document, "style").id]
    remarks = [one for task in tasklist(SPEC, document) for one in task.remarks]
    assert [one.node for one in remarks if one.about == Lack.EXAMPLE] == hollow
    said = {point.id for point in points if re.search("没有写到|换个人", told_of(point))}
    assert said == {"bare", "count"}


def test_nothing_said_nothing_told() -> None:
    assert told_of(Point(id="p", category="LL1")) == ""
