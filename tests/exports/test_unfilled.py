"""Open holes named by place."""

from dataclasses import replace

from drafting.document.model import Head, Part, Point, Prose
from drafting.exports.unfilled import Unfilled, open_holes_reason, unfilled
from tests.exports.cast import document, with_hole


def test_a_filled_document_has_none() -> None:
    assert unfilled(document()) == ()


def test_a_hole_in_an_area_is_named_by_area_and_point() -> None:
    assert unfilled(with_hole(document())) == (Unfilled("“理论学习”第 2 条", ("时间", "会议")),)


def test_holes_are_found_everywhere() -> None:
    material = replace(
        document(),
        head=Head(id="head", title="{年度}对照检查材料"),
        opening=Prose(id="opening", text="{会议}要求，{会议}精神"),
        parts=(
            Part(
                id="m",
                role="measures",
                heading="努力方向",
                lead="围绕{目标}：",
                points=(Point(id="p", claim="学{书}"),),
            ),
        ),
        closing=Prose(id="closing", text="{署名}"),
    )
    assert unfilled(material) == (
        Unfilled("标题和署名", ("年度",)),
        Unfilled("导语", ("会议",)),
        Unfilled("“努力方向”的标题和开头", ("目标",)),
        Unfilled("“努力方向”", ("书",)),
        Unfilled("结束语", ("署名",)),
    )


def test_the_sentence_names_three_places_and_counts_the_rest() -> None:
    places = tuple(
        Unfilled(f"“理论学习”第 {n} 条", ("时间", "事项", "单位", "人员")) for n in (1, 2, 3, 5, 8)
    )
    assert open_holes_reason(places[:1]) == (
        "正式稿里不能留有未填写的空项（“理论学习”第 1 条 {时间}{事项}{单位}等），请填写后再生成，或者先生成草稿。"
    )
    assert open_holes_reason(places).endswith(
        "第 3 条 {时间}{事项}{单位}等；另有 2 处），请填写后再生成，或者先生成草稿。"
    )
