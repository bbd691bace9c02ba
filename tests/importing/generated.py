"""Materials made up at random, worded like real ones, and what is left of them once a style has
printed them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

from drafting.document.model import Document, Head, Part, Point, Prose, Section
from drafting.document.numbering import Numbers, number_document
from drafting.document.text import with_stop
from drafting.rendering.styles import RenderStyle

CLAUSES = [
    *(
        "读得少",
        "想得浅",
        "文件压在手里三天",
        "如何落实心里没数",
        "一方面怕麻烦、一方面怕得罪人",
        "把会上说的当成做过的",
    ),
    *(
        "党的二十届二中、三中全会精神只记了标题",
        "第一反应是等一等",
        "“差不多就行”的念头常冒出来",
        "如果没人催就放一放",
    ),
    *(
        "群众来了三趟",
        "下乡隔月一次",
        "材料改了两稿",
        "方案停在纸上",
        "APP里的课看了一半",
        "数字没有核对",
    ),
]
CLAIMS = [
    *(
        "学习抓得不紧",
        "系统性不够",
        "联系实际不多",
        "担当精神不足",
        "“老好人”思想存在",
        "服务意识淡化",
        "对新事物钻研不深",
    ),
    *("把“两个确立”落到行动上有差距", "调查研究少", "纪律弦绷得不紧"),
]
AREAS = [
    *(
        "在理论学习方面",
        "政治素质方面",
        "在能力本领方面",
        "担当作用方面",
        "在工作作风方面",
        "廉洁自律方面",
    ),
    "在带头严守政治纪律和政治规矩，维护党的团结统一，坚定拥护“两个确立”、坚决做到“两个维护”方面",
]
HEADINGS: dict[str, list[str]] = {
    "previous": ["上年度民主生活会整改落实情况", "2023年度组织生活会问题整改情况"],
    "problems": ["存在的问题", "检视问题情况", "查摆出的突出问题"],
    "cases": ["反面典型案例剖析"],
    "causes": ["原因分析", "产生问题的原因分析", "问题根源剖析"],
    "measures": ["下步打算", "今后努力方向和整改措施", "针对问题的改进措施"],
    "statement": ["需要说明的事项"],
    "other": ["征求意见情况"],
}
TITLES = [
    "",
    "2024年度民主生活会个人对照检查材料",
    "在某县供销社2024年度学习贯彻主题教育专题组织生活会上的个人对照检查发言提纲",
    "个人发言提纲",
]
BYLINES = [
    {},
    {"unit": "岚溪县文化馆", "position": "副馆长", "name": "林晓"},
    {"name": "周大山", "date": "2024年12月"},
]

sentences = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3).map(
    lambda parts: "，".join(parts) + "。"
)
texts = st.lists(sentences, min_size=1, max_size=2).map("".join)
examples = st.just("") | st.tuples(
    st.sampled_from(["比如，", "例如，", "如：", "再比如，", "如在上个月，"]), texts
).map("".join)
two_paragraphs = st.tuples(texts, texts).map("\n".join)
points = st.builds(
    Point,
    id=st.just(""),
    claim=st.sampled_from(CLAIMS),
    elaboration=texts | two_paragraphs,
    example=examples,
)
section_leads = st.just("") | st.sampled_from(
    ["对照要求，我找到这样几条差距。", "这方面的问题不少。"]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any plausible material: parts in the usual order, some left out, numbers by position or the
    author's own."""
    ids = map("n{}".format, count())
    given = draw(st.booleans())
    roles = [role for role in HEADINGS if role == "problems" or draw(st.booleans())]
    parts = tuple(draw(_part(role, given)) for role in roles)
    numbered = tuple(_numbered(part, place, given) for place, part in enumerate(parts))
    return _with_ids(
        Document(
            head=Head(
                id="",
                title=(title := draw(st.sampled_from(TITLES))),
                **(draw(st.sampled_from(BYLINES)) if title else {}),
            ),
            opening=Prose(
                id="",
                text=draw(
                    st.sampled_from(
                        [
                            "会前听了意见，现将对照检查情况报告如下：",
                            "同志们：\n会前谈了心。\n情况如下：",
                        ]
                    )
                ),
            ),
            parts=numbered,
            closing=Prose(
                id="",
                text=draw(
                    st.sampled_from(
                        [
                            "",
                            "以上是我的对照检查，请批评指正。",
                            "请同志们批评指正。\n周大山\n2024年1月3日",
                        ]
                    )
                ),
            ),
        ),
        ids,
    )


@st.composite
def _part(draw: st.DrawFn, role: str, given: bool) -> Part:
    heading = draw(st.sampled_from(HEADINGS[role]))
    lead = (
        draw(texts)
        if role in ("previous", "cases", "statement", "other")
        else draw(st.sampled_from(["", "经过梳理，情况如下。"]))
    )
    sections: list[Section] = []
    own: list[Point] = []
    if role == "problems":
        sections = [
            draw(_section(name))
            for name in draw(st.lists(st.sampled_from(AREAS), min_size=1, max_size=4, unique=True))
        ]
    elif role in ("causes", "measures"):
        if draw(st.booleans()):
            sections = [
                draw(_section(name))
                for name in draw(st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=3))
            ]
        else:
            own = draw(st.lists(points, min_size=2, max_size=4))
    return Part(
        id="", role=role, heading=heading, lead=lead, sections=tuple(sections), points=tuple(own)
    )


@st.composite
def _section(draw: st.DrawFn, heading: str) -> Section:
    own = draw(st.lists(points, max_size=3))
    lead = draw(section_leads) if own else draw(texts)
    return Section(id="", heading=heading, lead=lead, points=tuple(own))


def _numbered(part: Part, place: int, given: bool) -> Part:
    """With the author's own numbers, as far as ``given``: the third part and area are misnumbered,
    as happens."""
    if not given:
        return part
    signs = "一二四五六七八九"
    sections = tuple(
        replace(section, number=signs[n], points=_marked(section.points))
        for n, section in enumerate(part.sections)
    )
    return replace(part, number=signs[place], sections=sections, points=_marked(part.points))


def _marked(own: tuple[Point, ...]) -> tuple[Point, ...]:
    markers = ("一是", "二是", "二是", "三是")
    return tuple(replace(point, marker=markers[n]) for n, point in enumerate(own))


def _with_ids(document: Document, ids: Any) -> Document:
    def container(node: Any) -> Any:
        fields = {
            "id": next(ids),
            "points": tuple(replace(point, id=next(ids)) for point in node.points),
        }
        if isinstance(node, Part):
            fields["sections"] = tuple(container(section) for section in node.sections)
        return replace(node, **fields)

    return replace(
        document,
        head=replace(document.head, id=next(ids)),
        opening=replace(document.opening, id=next(ids)),
        closing=replace(document.closing, id=next(ids)),
        parts=tuple(container(part) for part in document.parts),
    )


def printed(document: Document, style: RenderStyle) -> dict[str, Any]:
    """The structure that the printed paper shows. Two things look like another on paper: a single
    point without a marker is the text of its area, and a cause numbered （一） is an area of its
    own."""
    numbers = number_document(document, keep_given=style.numbers == "given")
    head = document.head
    return {
        "title": head.title,
        "byline": {k: v for k in ("unit", "position", "name", "date") if (v := getattr(head, k))},
        "opening": document.opening.text.split("\n"),
        "parts": [_printed_part(part, numbers, style) for part in document.parts],
        "closing": [line for line in document.closing.text.split("\n") if line],
    }


def _printed_part(part: Part, numbers: Numbers, style: RenderStyle) -> dict[str, Any]:
    sections = [_printed_section(section, numbers) for section in part.sections]
    own = [_printed_point(point, numbers) for point in part.points]
    bracketed = style.numbers == "automatic" or all(point.marker is None for point in part.points)
    if part.role == "causes" and not part.sections and style.causes == "（一）" and bracketed:
        sections = [
            {
                "number": point["marker"].removesuffix("是"),
                "heading": point["claim"],
                "lead": point["elaboration"] + point["example"],
                "points": [],
            }
            for point in own
        ]
        own = []
    return {
        "number": numbers.of(part),
        "heading": part.heading,
        "role": part.role,
        "lead": [line for line in part.lead.split("\n") if line],
        "sections": sections,
        "points": own,
    }


def _printed_section(section: Section, numbers: Numbers) -> dict[str, Any]:
    own = [_printed_point(point, numbers) for point in section.points]
    lead = section.lead
    if len(own) == 1 and not own[0]["marker"]:
        lead += with_stop(own[0]["claim"]) + own[0]["elaboration"] + own[0]["example"]
        own = []
    return {"number": numbers.of(section), "heading": section.heading, "lead": lead, "points": own}


def _printed_point(point: Point, numbers: Numbers) -> dict[str, Any]:
    return {
        "marker": numbers.of(point),
        "claim": point.claim,
        "elaboration": point.elaboration,
        "example": point.example,
    }
