"""The one walk: which paragraphs a document becomes in each style."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.document.model import Document, Head, Part, Point, Prose, Section
from drafting.rendering.styles import STYLES
from drafting.rendering.walk import Block, blocks
from tests.rendering.documents import SMALL

FRONT = [
    ("title", "head", [("base", "2024年度民主生活会个人对照检查材料")]),
    ("byline", "head", [("base", "岚溪县文化馆　副馆长　林晓")]),
    ("byline", "head", [("base", "（2024年12月20日）")]),
    ("salute", "open", [("base", "同志们：")]),
    ("body", "open", [("base", "会前集中学习三天，现将有关情况报告如下：")]),
    ("heading1", "p1", [("base", "一、存在的问题")]),
]
POINT_A = [("lead", "一是学得不深。"), ("base", "读原著少。比如，{时间}只翻了目录。")]
POINT_B = [("lead", "二是用得不够。"), ("base", "联系“实际”少。")]
CAUSES = [
    ("heading1", "p2", [("base", "二、原因剖析")]),
    ("body", "p2", [("base", "深挖根源，主要有：")]),
]
LEVEL_CAUSES = [
    *CAUSES,
    ("body", "d", [("head2", "（一）信念不牢。"), ("base", "松了劲。")]),
    ("heading2", "e", [("base", "（二）宗旨淡化。")]),
]
END = [
    ("heading1", "p3", [("base", "三、需要说明的事项")]),
    ("body", "p3", [("base", "无需要说明的事项。")]),
    ("body", "close", [("base", "请同志们批评指正。")]),
]
OWN_LINES = [
    ("heading2", "s1", [("base", "（一）在理论学习方面")]),
    ("body", "a", POINT_A),
    ("body", "b", POINT_B),
    ("heading2", "s2", [("base", "（二）在担当作为方面")]),
    ("body", "c", [("base", "闯劲不足。怕出错。")]),
]
ONE_LEAD = ("body", "d", [("lead", "一是信念不牢。"), ("base", "松了劲。")])
EXPECTED = {
    "standard": [*FRONT, *OWN_LINES, *LEVEL_CAUSES, *END],
    "run-in": [
        *FRONT,
        ("body", "s1", [("head2", "（一）在理论学习方面。"), *POINT_A, *POINT_B]),
        ("body", "s2", [("head2", "（二）在担当作为方面。"), ("base", "闯劲不足。怕出错。")]),
        *LEVEL_CAUSES,
        *END,
    ],
    "compact": [
        *FRONT,
        OWN_LINES[0],
        ("body", "a", [*POINT_A, *POINT_B]),
        *OWN_LINES[3:],
        *CAUSES,
        (
            "body",
            "d",
            [("lead", "一是信念不牢。"), ("base", "松了劲。"), ("lead", "二是宗旨淡化。")],
        ),
        *END,
    ],
    "given": [
        *FRONT,
        *OWN_LINES,
        *CAUSES,
        ONE_LEAD,
        ("body", "e", [("lead", "二是宗旨淡化。")]),
        *END,
    ],
}


def plain(block: Block) -> tuple[str, str, list[tuple[str, str]]]:
    return block.kind, block.node_id, [(run.face, run.text) for run in block.runs]


def walked(
    document: Document, style: str = "given"
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [plain(block) for block in blocks(document, STYLES[style])]


def texts(document: Document, style: str = "given") -> list[str]:
    return [block.text for block in blocks(document, STYLES[style])]


def with_parts(*parts: Part) -> Document:
    return Document(head=Head(id="h"), opening=Prose(id="o"), parts=parts, closing=Prose(id="z"))


@pytest.mark.parametrize("style", STYLES)
def test_a_material_in_each_style(style: str) -> None:
    assert walked(SMALL, style) == EXPECTED[style]


def test_runs_name_the_node_they_come_from() -> None:
    block = next(block for block in blocks(SMALL, STYLES["run-in"]) if block.node_id == "s1")
    assert [run.node_id for run in block.runs] == ["s1", "a", "a", "b", "b"]


def test_numbers_and_markers_as_the_author_gave_them() -> None:
    points = (Point(id="a", marker="一是", claim="甲"), Point(id="b", marker="一是", claim="乙"))
    document = with_parts(
        Part(id="p", role="problems", number="三", heading="问题", sections=(
            Section(id="s", number="1", heading="学习方面", points=points),
            Section(id="t", number="", heading="作风方面",
            points=(Point(id="c", marker="", claim="丙"),)),
        )),
    )  # fmt: skip
    assert walked(document) == [
        ("heading1", "p", [("base", "三、问题")]),
        ("heading3", "s", [("base", "1.学习方面")]),
        ("body", "a", [("lead", "一是甲。")]),
        ("body", "b", [("lead", "一是乙。")]),
        ("body", "t", [("base", "作风方面")]),
        ("body", "c", [("base", "丙。")]),
    ]
    assert texts(document, "standard") == [
        "一、问题",
        "（一）学习方面",
        "一是甲。",
        "二是乙。",
        "（二）作风方面",
        "丙。",
    ]


def test_line_breaks_become_paragraphs_and_ends_are_trimmed() -> None:
    point = Point(
        id="a",
        claim="甲\n乙",
        elaboration=" 第一行\r\n\u3000第二行\u2028\n",
        example="比如，\t三。",
    )
    other = Point(id="b", claim="丁", elaboration="戊。")
    document = with_parts(
        Part(
            id="p", role="measures", heading="措施 ", lead="引语。\n\n再引。", points=(point, other)
        )
    )
    assert texts(document, "compact") == [
        "一、措施", "引语。", "再引。", "一是甲乙。第一行", "第二行。比如， 三。", "二是丁。戊。",
    ]  # fmt: skip


def test_sentences_that_follow_each_other_in_a_paragraph_are_parted() -> None:
    points = (
        Point(id="a", claim="读得不深", elaboration="读过就放下", example="比如，三月只翻了目录"),
        Point(id="b", claim="学用脱节", elaboration="不联系工作"),
    )
    section = Section(id="s", heading="在理论学习方面", points=points)
    document = with_parts(Part(id="p", role="problems", heading="存在的问题", sections=(section,)))
    first, second = "一是读得不深。读过就放下。比如，三月只翻了目录", "二是学用脱节。不联系工作"
    assert texts(document, "standard")[-2:] == [first, second]
    assert texts(document, "compact")[-1] == f"{first}。{second}"


def test_an_area_lead_joins_its_points_where_they_are_run_in() -> None:
    section = Section(
        id="s",
        heading="学习",
        lead="总起。",
        points=(Point(id="a", claim="甲"), Point(id="b", claim="乙")),
    )
    document = with_parts(Part(id="p", role="problems", heading="问题", sections=(section,)))
    assert texts(document, "run-in")[1:] == ["（一）学习。总起。一是甲。二是乙。"]
    assert texts(document, "compact")[1:] == ["（一）学习", "总起。一是甲。二是乙。"]
    assert texts(document, "standard")[1:] == ["（一）学习", "总起。", "一是甲。", "二是乙。"]


def test_a_bare_heading_is_kept_only_where_an_author_wrote_it() -> None:
    bare = Part(
        id="p",
        role="cases",
        number="二",
        heading="案例剖析",
        sections=(Section(id="s", number="一", heading="甲"),),
    )
    assert texts(with_parts(bare)) == ["二、案例剖析", "（一）甲"]
    assert texts(with_parts(bare), "standard") == []
    assert texts(with_parts(replace(bare, number=None, sections=()))) == []


def test_a_number_without_a_heading_opens_the_text() -> None:
    document = with_parts(
        Part(
            id="p",
            role="other",
            number="一",
            lead="情况。说明。",
            sections=(Section(id="s", number="一", lead="甲。乙。"),),
        )
    )
    assert walked(document) == [
        ("body", "p", [("head1", "一、情况。"), ("base", "说明。")]),
        ("body", "s", [("head2", "（一）甲。"), ("base", "乙。")]),
    ]


def test_typed_numbers_in_running_text_are_set_by_their_level() -> None:
    document = with_parts(
        Part(
            id="p",
            role="previous",
            heading="整改",
            lead="1.抓学习\n（1）读书。\n（一）抓作风。已整改。",
        )
    )
    assert walked(document)[1:] == [
        ("heading3", "p", [("base", "1.抓学习")]),
        ("body", "p", [("base", "（1）读书。")]),
        ("body", "p", [("head2", "（一）抓作风。"), ("base", "已整改。")]),
    ]


def test_a_heading_as_long_as_a_sentence_ends_like_one() -> None:
    long = "在带头" + "深" * 50 + "方面"
    document = with_parts(
        Part(
            id="p",
            role="problems",
            heading="甲",
            lead="乙",
            sections=(Section(id="s", heading=long, lead="丙"),),
        )
    )
    assert walked(document, "standard")[2] == ("heading2", "s", [("base", f"（一）{long}。")])


def test_a_title_of_two_lines_and_an_imported_front() -> None:
    document = Document(
        head=Head(id="h", title="2024年专题民主生活会支委班子个人对照检查剖析材料"),
        opening=Prose(id="o", text="张三\n（2023年12月1日）\n按照通知要求，报告如下。"),
        closing=Prose(id="z", text="请批评指正。\n张三\n2023年12月1日"),
    )
    assert walked(document) == [
        ("title", "h", [("base", "2024年专题民主生活会支委班子\n个人对照检查剖析材料")]),
        ("byline", "o", [("base", "张三")]),
        ("byline", "o", [("base", "（2023年12月1日）")]),
        ("body", "o", [("base", "按照通知要求，报告如下。")]),
        ("body", "z", [("base", "请批评指正。")]),
        ("sign", "z", [("base", "张三")]),
        ("sign", "z", [("base", "2023年12月1日")]),
    ]


def test_an_unfinished_opening_is_no_byline() -> None:
    document = Document(
        head=Head(id="h", title="对照检查材料"),
        opening=Prose(id="o", text="按照通知"),
        closing=Prose(id="z"),
    )
    assert walked(document)[1:] == [("body", "o", [("base", "按照通知")])]


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (Head(id="h", name="林晓"), ["林晓"]),
        (Head(id="h", unit="岚溪县文化广电和旅游局机关", position="党总支副书记、副局长", name="林晓"),
         ["岚溪县文化广电和旅游局机关", "党总支副书记、副局长　林晓"]),
        (Head(id="h", date="（2024年12月）"), ["（2024年12月）"]),
        (Head(id="h"), []),
    ],
)  # fmt: skip
def test_bylines(head: Head, lines: list[str]) -> None:
    document = Document(head=head, opening=Prose(id="o"), closing=Prose(id="z"))
    assert walked(document) == [("byline", "h", [("base", line)]) for line in lines]
