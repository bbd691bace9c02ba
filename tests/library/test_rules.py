"""What makes a phrase well formed."""

from typing import Any

import pytest

from drafting.library.rules import PhraseText, faults, hole_names

PROBLEM: dict[str, Any] = {
    "part": "problems",
    "claim": "学习不够",
    "elaboration": "遇到{事项}时没有学。",
    "example": "比如，{时间}只读了{数量}。",
    "questions": "",
    "required_holes": ("时间",),
    "categories": ("problem",),
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        ({"claim": "学习不够。"}, {"claim": "观点句不写句号，排印时会自动加上。"}),
        ({"claim": ""}, {"claim": "请填写观点句。"}),
        ({"elaboration": ""}, {"elaboration": "请填写表现，或者写几个提示问题。"}),
        (
            {"elaboration": "", "example": "", "required_holes": (), "questions": "哪一次没有学？\n"},
            {},
        ),
        ({"questions": "\n".join(f"第{n}次？" for n in range(6))}, {}),
        (
            {"questions": "\n".join(f"第{n}次？" for n in range(7))},
            {"questions": "提示问题最多6个，这里有7个。"},
        ),
        (
            {"questions": f"{'哪' * 81}\n什么时候？"},
            {"questions": "每个提示问题不超过80字，“哪哪哪哪哪哪哪哪哪哪…”有81字。"},
        ),
        (
            {"questions": "{时间}在哪里？"},
            {"questions": "提示问题里不写空项，请把“{时间}在哪里？”写成一句问话。"},
        ),
        (
            {"questions": "在哪里？\n 在哪里？"},
            {"questions": "提示问题“在哪里？”写了不止一次。"},
        ),
        (
            {"required_holes": ("时间", "地点")},
            {"required_holes": "必填空项“地点”没有出现在文字中。"},
        ),
        ({"categories": ()}, {"problem": "请选择问题分类。"}),
        (
            {"categories": ("cause",)},
            {"problem": "请选择问题分类。", "cause": "这条素材的用途与原因分类不符，请清空这一项。"},
        ),
        ({"part": "causes", "categories": ("cause",), "example": ""},
        {"required_holes": "必填空项“时间”没有出现在文字中。"}),
        (
            {"part": "causes", "categories": ("cause",)},
            {"example": "只有问题才写事例，请清空这一项。"},
        ),
        (
            {"part": "opening", "categories": (), "claim": "", "example": "", "required_holes": ()},
            {},
        ),
        (
            {"part": "opening", "required_holes": ()},
            {
                "problem": "导语、结束语等成段文字不分类，请清空这一项。",
                "claim": "导语、结束语等成段文字没有观点句，请写在正文里。",
                "example": "导语、结束语等成段文字没有事例，请写在正文里。",
            },
        ),
    ],
)  # fmt: skip
def test_each_fault_is_said_at_its_field(change: dict[str, Any], expected: dict[str, str]) -> None:
    assert faults(PhraseText(**PROBLEM | change)) == expected


@pytest.mark.parametrize(
    "bad",
    ["{}", "{ 时间}", "{time}", "{时间", "时间}", "{一二三四五六七八九}", "{{时间}}", "{时 间}"],
)
def test_holes_that_are_not_well_formed(bad: str) -> None:
    text = PhraseText(**PROBLEM | {"elaboration": f"遇到{bad}时没有做。"})
    assert "空项须写成 {名称}，名称为1至8个汉字" in faults(text)["elaboration"]


def test_hole_names_in_order_each_once() -> None:
    assert hole_names("{时间}到{地点}", "", "{时间}见{人员}") == ("时间", "地点", "人员")
