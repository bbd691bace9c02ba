"""Slips of the keys that the model of words finds: a character left out, typed twice, turned round."""

from __future__ import annotations

import pytest

from drafting.proofing.checks.typing_error import CHECK
from drafting.proofing.core.context import Context
from drafting.proofing.core.runner import proofread
from drafting.proofing.typing.known_text import KnownText


def found(text: str, **given: object) -> list[tuple[str, str | None, str]]:
    context = Context(text, complete=False, **given)  # type: ignore[arg-type]
    findings = proofread(context, (CHECK,), seconds=60)
    return [(one.text, one.replacement, one.severity) for one in findings]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("没有及时掌握患者的绪情变化。", "绪情", "情绪"),
        ("对村里的矛盾没有及时解化。", "解化", "化解"),
        ("参加了市教育育局组织的培训。", "育育", "育"),
        ("农业银银行的柜面业务不熟。", "银银", "银"),
        ("对班级管理理方法研究不深。", "理理", "理"),
        ("没有发挥党员先锋模范用，带头不够。", "模范用", "模范作用"),
    ],
)
def test_it_is_found_and_mended(text: str, wrong: str, right: str) -> None:
    assert [one for one in found(text) if one[2] == "warning"] == [(wrong, right, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "依法依规办案，拒腐防变的弦绷得紧，学院院刊登了文章，党章党规规范着言行。",
        "一座座桥、一户户人家都要走到，去年年底才去，常常看看，试试再说。",
        "要求家国情怀，抓落实、严要求，技术员少，问题清、底数明。",
        "检查流于形式，发挥先锋模范作用，科学化解矛盾，农商银行行长来过。",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert [one for one in found(text) if one[2] == "warning"] == []


@pytest.mark.parametrize("given", ["people", "own_names", "own_words"])
def test_names_are_right_as_they_stand(given: str) -> None:
    text = "没有到绪情公司学习。"
    assert found(text)
    assert found(text, **{given: ("绪情",)}) == []


def test_a_stretch_with_a_gap_is_known_by_what_is_missing() -> None:
    known = KnownText(["发挥先锋模范作用", "工作流于形式"])
    assert list(known.whole("锋模范用")) == [(3, "作")]
    assert list(known.whole("作于形式")) == [(1, "流")]
    assert list(known.whole("先锋模范")) == []
