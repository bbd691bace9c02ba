"""Checks that need a framework, a role, links or other knowledge of the author."""

from dataclasses import replace

import pytest

from drafting.document.model import Document
from drafting.document.structure import from_structure
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec, asking
from drafting.progress.lengths import length_of
from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread
from drafting.proofing.printed_text import Projection, project

AREAS = (
    AreaSpec(key="a", name="遵规守纪", heading="在遵规守纪方面"),
    AreaSpec(key="b", name="服务群众", heading="在服务群众方面", limits=Limits(min_characters=50)),
)
SPEC = FrameworkSpec(
    key="x", year=2024, meeting_kind="zuzhi", name="", theme="", title="",
    parts=(
        PartSpec(key="previous", role="previous", heading="上年度整改情况"),
        PartSpec(key="problems", role="problems", heading="存在的问题", areas=AREAS),
        PartSpec(key="cases", role="cases", heading="案例剖析", required=False),
        PartSpec(key="measures", role="measures", heading="整改措施"),
    ),
)  # fmt: skip
TEXT = "一、存在的问题\n（一）在遵规守己方面。读得少。\n二、原因剖析\n想得浅。\n三、整改措施\n每周学。\n"


def found(text: str, *rules: str, **given: object) -> list[tuple[str, str, str, str]]:
    context = Context(text, **given)  # type: ignore[arg-type]
    hits = proofread(context, tuple(BY_ID[rule] for rule in rules))
    return [(finding.rule, finding.severity, finding.text, finding.message) for finding in hits]


def found_in(
    projection: Projection, document: Document, *rules: str, **given: object
) -> list[tuple[str, str, str, str]]:
    """Of a document: its own outline and places, as pages and commands give them."""
    return found(
        projection.text,
        *rules,
        document=document,
        spans=projection.spans,
        shape=projection.outline,
        **given,
    )


def test_areas_missing_and_misnamed() -> None:
    assert found(TEXT, "area-missing", "area-name", framework=SPEC) == [
        ("area-missing", "error", "存在的问题", "缺少“服务群众”方面。"),
        ("area-name", "error", "遵规守己", "这一方面的名称与要求不一致，应为“遵规守纪”。"),
    ]


def test_parts_that_the_framework_and_the_meeting_ask_for() -> None:
    end = ("part-missing", "warning", "")
    assert found(TEXT, "part-missing") == []
    assert found(TEXT, "part-missing", framework=SPEC) == [(*end, "没有“上年度整改落实情况”部分。")]
    asked = asking(SPEC, ("cases",), limits=Limits(), min_problem_share=50)
    assert found(TEXT, "part-missing", framework=asked) == [
        (*end, "没有“上年度整改落实情况”部分。"),
        (*end, "没有“典型案例剖析”部分。"),
    ]
    assert found(TEXT, "part-missing", framework=SPEC, complete=False) == []


def test_a_share_just_below_the_half_is_not_called_a_half() -> None:
    text = f"一、存在的问题\n{'学' * 1000}\n二、整改措施\n{'做' * 1010}\n"
    assert found(text, "problem-share") == [
        ("problem-share", "advice", "存在的问题", "问题和原因只占全文的49%，一般不少于一半。")
    ]


def test_a_list_of_problems_needs_neither_causes_nor_closing_words() -> None:
    """问题清单: what the framework asks for otherwise is left open, and nothing written of it is
    missed."""
    text = "一、存在的问题\n（一）在遵规守纪方面。读得少。\n二、整改措施\n每周学。\n"
    whole = replace(SPEC, parts=(*SPEC.parts,
        PartSpec(key="causes", role="causes", heading="原因剖析"),
        PartSpec(key="closing", role="closing", heading="结束语")))  # fmt: skip
    listing = asking(whole, (), limits=Limits(), min_problem_share=0, only=("problems", "measures"))
    rules = ("part-missing", "closing-missing", "answered")
    assert [message for *_, message in found(text, *rules, framework=whole)] == [
        "没有“原因剖析”部分。", "没有“上年度整改落实情况”部分。", "没有结束语。",
    ]  # fmt: skip
    assert found(text, *rules, framework=listing) == []
    document = from_structure(
        {"parts": [
            {"role": "problems", "heading": "问题", "points": [
                {"id": "p", "claim": "学得少", "links": ["m"]},
                {"id": "q", "claim": "跑得少", "links": ["c"]}]},
            {"role": "causes", "heading": "原因", "points": [{"id": "c"}]},
            {"role": "measures", "heading": "措施", "points": [{"id": "m", "claim": "每周跑"}]},
        ]}
    )  # fmt: skip
    projection = project(document)
    assert [
        [message for *_, message in found_in(projection, document, "answered", framework=spec)]
        for spec in (whole, listing)
    ] == [
        ["这个问题还没有对应的原因。", "这个问题对应的原因还没有写。", "这个问题还没有对应的措施。"],
        ["这个问题还没有对应的措施。"],
    ]  # fmt: skip


def test_lengths_of_the_framework() -> None:
    text = "一、存在的问题\n（一）在服务群众方面。跑得少。\n二、整改措施\n每周学。"
    assert found(text, "lengths", framework=SPEC) == [
        ("lengths", "advice", "在服务群众方面", "这一部分4字，建议不少于50字。")
    ]


def test_lengths_are_those_that_the_wizard_counts() -> None:
    """500 characters are allowed and written; the heading, 一是 and the stops that are put in print
    do not count."""
    claims = ["读书不够", "学用脱节"]
    texts = [f"{claim}。".ljust(246, "写") for claim in ("挑着读", "不联系")]
    document = from_structure(
        {"parts": [{"role": "problems", "number": "一", "heading": "存在的问题", "sections": [
            {"number": "一", "area": "服务群众", "heading": "在服务群众方面", "points": [
                {"marker": marker, "claim": claim, "elaboration": text}
                for marker, claim, text in zip(("一是", "二是"), claims, texts, strict=True)]}]}]}
    )  # fmt: skip
    area = document.parts[0].sections[0]
    limited = [replace(SPEC, parts=tuple(
        replace(part, areas=tuple(replace(a,
        limits=Limits(max_characters=most)) for a in part.areas))
        for part in SPEC.parts)) for most in (500, 499)]  # fmt: skip
    assert length_of(area) == 500
    projection = project(document)
    assert [
        [hit[3] for hit in found_in(projection, document, "length-over", framework=spec)
         if hit[2] == "在服务群众方面"]
        for spec in limited
    ] == [[], ["这一部分500字，建议不超过499字。"]]  # fmt: skip


@pytest.mark.parametrize(("limits", "rule"), [
    (Limits(min_characters=2000), "lengths"), (Limits(max_characters=20), "length-over"),
])  # fmt: skip
def test_what_is_too_long_is_not_explained_as_too_short(limits: Limits, rule: str) -> None:
    """Every length, of the whole paper, a part and an area, is told by one rule, which says why."""
    areas = tuple(replace(area, limits=limits) for area in AREAS)
    parts = tuple(
        replace(part, limits=limits, areas=areas if part.areas else ()) for part in SPEC.parts
    )
    spec = replace(SPEC, parts=parts, limits=limits)
    section = {
        "area": "服务群众",
        "heading": "在服务群众方面",
        "lead": "跑得少，坐得多，没有听进去一句话，也没有记下来。",
    }
    document = from_structure(
        {"parts": [{"role": "problems", "heading": "存在的问题", "sections": [section]}]}
    )
    rules = ("lengths", "length-over", "problem-share")
    hits = found_in(project(document), document, *rules, framework=spec)
    assert [(hit[0], hit[2]) for hit in hits] == [
        (rule, "存在的问题"), (rule, "在服务群众方面"), (rule, ""),
    ]  # fmt: skip
    check = BY_ID[rule]
    short, long = ("短" in check.title + check.why, "长" in check.title + check.why)
    assert (short, long) == (rule == "lengths", rule == "length-over")


def linked(*links: tuple[str, ...], measures: int = 2) -> Document:
    """Three areas with a problem each, linked so, and some measures."""
    areas = ("理论学习", "能力本领", "工作作风")
    return from_structure(
        {"parts": [
            {"role": "problems", "heading": "存在的问题", "sections": [
                {"area": area, "heading": f"在{area}方面", "points": [
                    {"id": f"p{n}", "claim": f"问题{area}", "links": list(own)}]}
                for n, (area, own) in enumerate(zip(areas, links, strict=True))]},
            {"role": "causes", "heading": "原因剖析", "points": [{"id": "c", "claim": "想得浅"}]},
            {"role": "measures", "heading": "整改措施", "points": [
                {"id": f"m{n}", "claim": f"每月做{n}次"} for n in range(measures)]},
        ]}
    )  # fmt: skip


def test_links_tell_what_lacks_a_measure_not_numbers() -> None:
    """Two measures may answer three problems; where somebody linked them, the links tell, and
    counting is silent."""
    rules = ("measure-count", "answered")

    def told(document: Document) -> list[str]:
        return [message for *_, message in found_in(project(document), document, *rules)]

    every = ("c", "m0")
    assert told(linked(every, every, ("c", "m1"))) == []
    assert told(linked(every, ("c",), every)) == ["这个问题还没有对应的措施。"]
    assert told(linked((), (), ())) == [
        "查摆了3个方面的问题，措施只有2条，可能有问题没有对应的措施。"
    ]
    assert told(linked((), (), (), measures=3)) == []


def test_numbers_of_measures_are_no_sign_of_completion() -> None:
    measures = [
        {"marker": f"{n}.", "claim": claim} for n, claim in enumerate(("多读书", "每周读一次"), 1)
    ]
    part = {"role": "measures", "heading": "整改措施", "number": "三", "points": measures}
    document = from_structure({"parts": [part]})
    assert [hit[2] for hit in found_in(project(document), document, "measure-vague")] == [
        "多读书。"
    ]


def test_a_long_heading_of_the_notice_needs_no_stop() -> None:
    heading = "在带头固本培元、增强党性，带头凝心铸魂、坚定信念，带头敢于斗争、善于作为，带头服务群众、改进作风方面"
    section = {
        "heading": heading,
        "points": [{"claim": "读得少"}, {"claim": "学得多，" + "用得少" * 20}],
    }
    document = from_structure(
        {"parts": [{"role": "problems", "heading": "存在的问题", "sections": [section]}]}
    )
    assert found_in(project(document), document, "paragraph-end") == []


def test_what_repeats_is_the_sentence_not_the_number_before_it() -> None:
    claim = "到村里去没有坐下来认真听一听老人的难处"
    areas = [{"heading": f"在{area}方面", "points": [{"claim": claim}, {"claim": f"{area}少"}]}
             for area in ("服务群众", "工作作风")]  # fmt: skip
    document = from_structure(
        {"parts": [{"role": "problems", "heading": "存在的问题", "sections": areas}]}
    )
    automatic = replace(document, parts=tuple(
        replace(part, sections=tuple(
            replace(one, points=tuple(replace(point, marker=None) for point in one.points))
            for one in part.sections)) for part in document.parts))  # fmt: skip
    assert [hit[2] for hit in found_in(project(automatic), automatic, "repetition")] == [claim]


def test_problems_without_an_answer() -> None:
    document = from_structure(
        {"parts": [
            {"role": "problems", "heading": "问题", "points": [
                {"id": "p", "claim": "学得少", "links": ["c"]},
                {"id": "q", "claim": "跑得少", "links": ["m"]}]},
            {"role": "causes", "heading": "原因", "points": [{"id": "c", "claim": "想得浅"}]},
            {"role": "measures", "heading": "措施", "points": [{"id": "m", "claim": "每周跑"}]},
        ]}
    )  # fmt: skip
    assert found_in(project(document), document, "answered") == [
        ("answered", "advice", "学得少。", "这个问题还没有对应的措施。"),
        ("answered", "advice", "跑得少。", "这个问题还没有对应的原因。"),
    ]


def test_own_names_make_a_place_the_authors_own() -> None:
    text = "我区的工作不细。" * 20 + "树立槐荫办公室的形象。"
    assert [rule for rule, *_ in found(text, "leaked-place")] == ["leaked-place"]
    assert found(text, "leaked-place", own_names=("济南市槐荫区",)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a township of one's own county that a city elsewhere is called like
        ("给柳店、双河两个分馆配书。双河乡分馆漏雨，双河镇的书也没有人借。", None),
        ("柳店、双河都去过。双河市委的通知没有传达。", "本单位的名称里没有“双河”"),
        ("双河市委的通知没有传达。", "全文没有别处提到“双河”"),
    ],
)
def test_a_place_is_said_to_be_named_once_only_where_it_is(text: str, said: str | None) -> None:
    own = ("云溪县图书馆党支部",)
    hits = list(BY_ID["leaked-place"].run(Context(text, complete=False, own_names=own)))
    assert [hit.message.split("，")[0] for hit in hits] == ([said] if said else [])


def test_what_was_right_to_say_in_its_year() -> None:
    text = "做好新冠肺炎疫情防控。"
    assert found(text, "formulation-outdated", year=2021) == []
    assert [row[2] for row in found(text, "formulation-outdated", year=2023)] == ["新冠肺炎疫情"]
