"""What a paper says of how many opinions and talks there were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.document.model import Document, Head, Part, Point, Prose
from drafting.opinions.numbers import numbers_said

EMPTY = Document(head=Head(id="h"), opening=Prose(id="o"), parts=(), closing=Prose(id="c"))


def said(text: str) -> list[tuple[str, int]]:
    document = replace(EMPTY, opening=Prose(id="o", text=text))
    return [(one.kind, one.number) for one in numbers_said(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会前集中学习三天，征求意见五条。", [("opinion", 5)]),
        ("共征求到对本人的意见建议12条，与8名同志谈心谈话。", [("opinion", 12), ("talk", 8)]),
        ("收到3条意见，谈心谈话十二人次。", [("opinion", 3), ("talk", 12)]),
        ("会前开展谈心谈话，同支部委员谈了4人次。", [("talk", 4)]),
        # numbers of other things
        ("学习党章3次，围绕5个方面查找问题，2024年1月召开会议。", []),
        ("广泛征求意见，深入谈心谈话。", []),
    ],
)
def test_numbers_of_the_opening(text: str, expected: list[tuple[str, int]]) -> None:
    assert said(text) == expected


def test_the_part_on_opinions_counts_too_and_no_other() -> None:
    heard = Part(id="p", key="heard", role="other", heading="征求意见情况", lead="收到意见2条。")
    other = Part(
        id="q",
        key="x",
        role="other",
        heading="整改情况",
        points=(Point(id="a", claim="办理意见9条"),),
    )
    document = replace(EMPTY, parts=(heard, other))
    assert [one.number for one in numbers_said(document)] == [2]
