"""Papers of a body: nobody says I in them, and nobody has to."""

from __future__ import annotations

import pytest

from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core.collective import is_collective
from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread

BODY = "一、存在的问题\n（一）理论学习方面。中心组学习不够经常，部分同志没有谈体会。\n二、原因剖析\n主要是要求不严。"
OWN = "一、存在的问题\n（一）理论学习方面。我对部分同志缺课没有提醒。\n二、原因剖析\n我的要求不严。"


@pytest.mark.parametrize(
    ("title", "text", "collective"),
    [
        ("县档案局党组对照检查材料", BODY, True),
        ("镇党委领导班子2024年度民主生活会对照检查材料", BODY, True),
        ("机关第二支部委员会检视剖析材料", BODY, True),
        ("县档案局党组成员个人对照检查材料", BODY, False),
        ("机关党支部书记对照检查材料", BODY, False),
        ("个人对照检查材料", BODY, False),
        ("县档案局党组对照检查材料", OWN, False),
    ],
)
def test_who_writes(title: str, text: str, collective: bool) -> None:
    assert is_collective(Context(f"{title}\n{text}")) is collective


def findings(text: str, *, collective: bool) -> list[tuple[str, str]]:
    """What the checks of the person find in a text under a title that tells nothing."""
    spec = FrameworkSpec(
        key="", year=2023, meeting_kind="zuzhi", name="", theme="", title="", parts=(),
        collective=collective,
    )  # fmt: skip
    checks = [BY_ID[key] for key in ("first-person", "collective-person", "third-person")]
    context = Context(f"对照检查材料\n{text}", framework=spec)
    return [(found.rule, found.text) for found in proofread(context, tuple(checks))]


def test_the_person_turns_round_with_whom_the_paper_is_asked_of() -> None:
    of_one = (
        "一、存在的问题\n（一）理论学习方面。" + "我对学习抓得不紧，笔记记得少，讨论不深入。" * 9
    )
    of_all = of_one.replace("我", "我们")
    others = "一、存在的问题\n（一）理论学习方面。班子在攻坚克难上办法不多。"
    of_nobody = of_one.replace("我", "")
    assert findings(of_one, collective=False) == []
    assert findings(of_one, collective=True)[-1] == ("collective-person", "我")
    assert findings(of_all, collective=True) == []
    assert findings(of_nobody, collective=True) == [("first-person", "理论学习方面")]
    assert findings(others, collective=True) == []
    assert [rule for rule, _ in findings(others, collective=False)] == ["third-person"]


def test_i_is_mended_with_one_click() -> None:
    context = Context(
        "支部班子对照检查材料\n一、存在的问题\n支委会抓得松。\n三、整改措施\n我每月讲一次党课。"
    )
    found = proofread(context, (BY_ID["collective-person"],))
    assert [(one.text, one.replacement) for one in found] == [("我", "我们")]
