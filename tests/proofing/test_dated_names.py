"""Names that the table gives with their time, and what is told as of its own."""

from __future__ import annotations

import pytest

from drafting.proofing.core.context import Context
from drafting.proofing.core.formulations import Formulation, Formulations
from drafting.proofing.core.own_time import of_its_time
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.tables import Tables
from tests.proofing.test_framework import SPEC, found

ROWS = (
    "党的三十届三中全会（2064年7月，《中共中央关于甲的决定》）",
    "甲乙学习教育（2064年4月至2064年7月）",
    "丙丁主题教育（2062年起）",
    "中国共产党甲乙条例（2061年12月修订，2062年1月1日起施行）",
    "中国共产党甲乙条例（2058年8月修订）",
    "中国共产党支部工作条例（试行）",
)


def table() -> Formulations:
    return Formulations(
        tuple(Formulation.from_row({"kind": "fixed", "text": t, "source": "甲"}) for t in ROWS)
    )


def test_a_row_says_when_in_brackets_at_its_end() -> None:
    got = [(d.name, d.first, d.last, d.force, d.titles, d.rule) for d in table().dated]
    assert sorted(got) == [
        ("丙丁主题教育", 206200, 999912, 0, (), False),
        ("中国共产党甲乙条例", 205808, 205808, 0, (), True),
        ("中国共产党甲乙条例", 206112, 206112, 206201, (), True),
        ("党的三十届三中全会", 206407, 206407, 0, ("中共中央关于甲的决定",), False),
        ("甲乙学习教育", 206404, 206407, 0, (), False),
    ]
    # nobody quotes a name with its time, so that it is no fixed wording
    assert list(table().fixed) == ["中国共产党支部工作条例（试行）"]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("2064年7月召开的党的三十届三中全会，我学了公报。", []),
        ("2064年召开的中国共产党第三十届中央委员会第三次全体会议，我学了。", []),
        ("2063年7月召开的党的三十届三中全会，我学了公报。", ["2063年7月召开的党的三十届三中全会"]),
        (
            "中国共产党第三十届中央委员会第三次全体会议于2064年9月召开。",
            ["第三十届中央委员会第三次全体会议于2064年9月召开"],
        ),
        ("2065年开展甲乙学习教育时，我请了假。", ["2065年开展甲乙学习教育"]),
        ("2063年开展丙丁主题教育时，我请了假。", []),
    ],
)
def test_a_curators_row_is_held_against_the_text(text: str, flagged: list[str]) -> None:
    context = Context(text, complete=False, year=2064, tables=Tables(kept=table()))
    hits = proofread(context, (BY_ID["formulation-date"],))
    assert [hit.text for hit in hits if hit.severity != "advice"] == flagged


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("2016年做精准扶贫时，我在村里。", True),
        ("疫情期间，我在卡口。", True),
        ("当时的建档立卡户已经脱贫。", True),
        ("我对建档立卡户关心少。", False),
        ("2024年我没有走访。", False),
    ],
)
def test_what_is_told_as_of_its_own_time(sentence: str, own: bool) -> None:
    assert of_its_time(sentence, 2021) is own


def test_the_title_has_the_year_of_the_meeting() -> None:
    rest = "\n一、存在的问题\n读书少。\n二、原因剖析\n懒。\n三、整改措施\n每周学。"
    wrong = "2023年度组织生活会对照检查材料" + rest
    assert found(wrong, "year-mismatch", framework=SPEC) == [
        ("year-mismatch", "warning", "2023", "标题写的是2023年，本次会议是2024年度的。")
    ]
    assert found("2024年度组织生活会对照检查材料" + rest, "year-mismatch", framework=SPEC) == []
