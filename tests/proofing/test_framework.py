"""Checks that need a framework, a role, links or other knowledge of the author."""

from dataclasses import replace

from drafting.document.structure import from_structure
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec, asking
from drafting.progress.tasklist import length_of
from drafting.proofing.core.context import Context
from drafting.proofing.core.printed import printed
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread
from drafting.proofing.projection import project

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
    assert found(text, "lengths") == [
        ("lengths", "advice", "存在的问题", "问题和原因只占全文的49%，一般不少于一半。")
    ]


def test_a_list_of_problems_needs_neither_causes_nor_closing_words() -> None:
    """问题清单: what the framework asks for otherwise is left open, and nothing written of it is missed."""
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
                {"id": "p", "claim": "学得少", "links": ["m"]}, {"id": "q", "claim": "跑得少"}]},
            {"role": "causes", "heading": "原因", "points": [{"id": "c"}]},
            {"role": "measures", "heading": "措施", "points": [{"id": "m", "claim": "每周跑"}]},
        ]}
    )  # fmt: skip
    printed_text, spans = printed(document)
    assert [
        [message for *_, message in found(
            printed_text, "answered", framework=spec, document=document, spans=spans)]
        for spec in (whole, listing)
    ] == [
        ["这个问题还没有对应的原因。", "这个问题还没有对应的原因。", "这个问题还没有对应的措施。"],
        ["这个问题还没有对应的措施。"],
    ]  # fmt: skip


def test_lengths_of_the_framework() -> None:
    text = "一、存在的问题\n（一）在服务群众方面。跑得少。\n二、整改措施\n每周学。"
    assert found(text, "lengths", framework=SPEC) == [
        ("lengths", "advice", "在服务群众方面", "这一部分4字，建议不少于50字。")
    ]


def test_lengths_are_those_that_the_wizard_counts() -> None:
    """500 characters are allowed and written; the heading, 一是 and the stops that are put in print do not count."""
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
        replace(part, areas=tuple(replace(a, limits=Limits(max_characters=most)) for a in part.areas))
        for part in SPEC.parts)) for most in (500, 499)]  # fmt: skip
    assert length_of(area) == 500
    projection = project(document)
    assert [
        [hit[3] for hit in found(
            projection.text, "lengths", framework=spec, document=document, spans=projection.spans)
         if hit[2] == "在服务群众方面"]
        for spec in limited
    ] == [[], ["这一部分500字，建议不超过499字。"]]  # fmt: skip


def test_problems_without_an_answer() -> None:
    document = from_structure(
        {"parts": [
            {"role": "problems", "heading": "问题", "points": [
                {"id": "p", "claim": "学得少", "links": ["c"]}, {"id": "q", "claim": "跑得少", "links": ["m"]}]},
            {"role": "causes", "heading": "原因", "points": [{"id": "c", "claim": "想得浅"}]},
            {"role": "measures", "heading": "措施", "points": [{"id": "m", "claim": "每周跑"}]},
        ]}
    )  # fmt: skip
    text, spans = printed(document)
    assert found(text, "answered", document=document, spans=spans) == [
        ("answered", "advice", "学得少。", "这个问题还没有对应的措施。"),
        ("answered", "advice", "跑得少。", "这个问题还没有对应的原因。"),
    ]


def test_own_names_make_a_place_the_authors_own() -> None:
    text = "我区的工作不细。" * 20 + "树立槐荫办公室的形象。"
    assert [rule for rule, *_ in found(text, "leaked-place")] == ["leaked-place"]
    assert found(text, "leaked-place", own_names=("济南市槐荫区",)) == []


def test_what_was_right_to_say_in_its_year() -> None:
    text = "做好新冠肺炎疫情防控。"
    assert found(text, "formulation-outdated", year=2021) == []
    assert [row[2] for row in found(text, "formulation-outdated", year=2023)] == ["新冠肺炎疫情"]
