"""The exchange form: what other programs read and write."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given

from drafting.document.model import Document, Head, Part, Point, Prose, Section, all_ids, nodes
from drafting.document.numbering import says_something
from drafting.document.structure import BadStructure, from_structure, to_structure
from drafting.document.text import characters, paragraphs
from tests.document.strategies import documents, raw_texts


def ids() -> Iterator[str]:
    """Ids in the order in which they are asked for."""
    return (f"i{number}" for number in count(1))


def read(data: Any) -> Document:
    """A structure read with predictable ids."""
    fresh = ids()
    return from_structure(data, ids=lambda: next(fresh))


CONTRACT = {
    "title": "个人对照检查材料",
    "opening": ["第一段。", "第二段。"],
    "parts": [
        {
            "number": "一",
            "heading": "存在的问题",
            "role": "problems",
            "lead": ["总的说几句。"],
            "sections": [
                {
                    "number": "一",
                    "heading": "在理论学习方面",
                    "area": "理论学习",
                    "lead": "",
                    "points": [
                        {
                            "marker": "一是",
                            "claim": "系统学习不够",
                            "body": "满足于浏览。比如，一本书半年没有读完。",
                        }
                    ],
                },
                {
                    "number": "三",
                    "heading": "在作风方面",
                    "area": None,
                    "lead": "没有分条。",
                    "points": [],
                },
            ],
            "points": [],
        },
        {
            "number": "",
            "heading": "原因剖析",
            "role": "causes",
            "lead": [],
            "sections": [],
            "points": [{"marker": "", "claim": "党性锻炼不经常", "body": "一忙就放松。"}],
        },
    ],
    "closing": ["请同志们批评指正。"],
}


def test_the_form_of_the_contract_is_read_as_it_was_written() -> None:
    assert read(CONTRACT) == Document(
        head=Head(id="i1", title="个人对照检查材料"),
        opening=Prose(id="i2", text="第一段。\n第二段。"),
        parts=(
            Part(
                id="i3",
                role="problems",
                number="一",
                heading="存在的问题",
                lead="总的说几句。",
                sections=(
                    Section(
                        id="i4",
                        area="理论学习",
                        number="一",
                        heading="在理论学习方面",
                        points=(
                            Point(
                                id="i5",
                                marker="一是",
                                claim="系统学习不够",
                                elaboration="满足于浏览。比如，一本书半年没有读完。",
                            ),
                        ),
                    ),
                    Section(id="i6", number="三", heading="在作风方面", lead="没有分条。"),
                ),
            ),
            Part(
                id="i7",
                role="causes",
                number="",
                heading="原因剖析",
                points=(
                    Point(id="i8", marker="", claim="党性锻炼不经常", elaboration="一忙就放松。"),
                ),
            ),
        ),
        closing=Prose(id="i9", text="请同志们批评指正。"),
    )


def test_the_form_of_the_contract_is_written_with_keys_added_only() -> None:
    assert _lean(to_structure(read(CONTRACT))) == CONTRACT


def test_the_added_keys_of_a_point() -> None:
    point = Point(
        id="q", claim="甲", elaboration="乙。", example="比如，丙。", category="LL1", links=("c",)
    )
    part = Part(id="p", role="problems", heading="问题", points=(point, Point(id="r", claim="丁")))
    paper = Document(
        head=Head(id="h", title="题", unit="馆", position="员", name="名", date="日"),
        opening=Prose(id="o"),
        parts=(part,),
        closing=Prose(id="e"),
    )
    structure = to_structure(paper)
    assert structure["byline"] == {"unit": "馆", "position": "员", "name": "名", "date": "日"}
    assert structure["parts"][0]["points"] == [
        {
            "id": "q", "marker": "一是", "claim": "甲", "body": "乙。比如，丙。", "elaboration": "乙。",
            "example": "比如，丙。", "category": "LL1", "links": ["c"],
        },
        {
            "id": "r", "marker": "二是", "claim": "丁", "body": "", "elaboration": "", "example": "",
            "category": "", "links": [],
        },
    ]  # fmt: skip
    assert read(structure).head == Head(
        id="i1", title="题", unit="馆", position="员", name="名", date="日"
    )


def _lean(data: Any) -> Any:
    """Without the keys that the product adds."""
    own = {"id", "byline", "elaboration", "example", "category", "links"}
    if isinstance(data, dict):
        return {key: _lean(value) for key, value in data.items() if key not in own}
    return [_lean(item) for item in data] if isinstance(data, list) else data


@given(documents())
def test_texts_markers_ids_and_links_survive_the_round_trip(document: Document) -> None:
    structure = to_structure(document)
    back = from_structure(structure)
    assert to_structure(back) == structure
    assert _printed(back) == _printed(document)
    own = [node.id for node in nodes(document) if isinstance(node, (Part, Section, Point))]
    assert [node.id for node in nodes(back) if isinstance(node, (Part, Section, Point))] == own


def _printed(document: Document) -> list[Any]:
    """Everything that a reader of the material would see, in order."""
    seen: list[Any] = []
    for node in nodes(document):
        if isinstance(node, Head):
            seen.append((node.title, node.unit, node.position, node.name, node.date))
        elif isinstance(node, Prose):
            seen.append(paragraphs(node.text))
        elif isinstance(node, Point):
            seen.append((node.claim, node.elaboration, node.example, node.category, node.links))
        else:
            seen.append((node.heading, paragraphs(node.lead)))
    return seen


@given(documents())
def test_numbers_are_written_out_for_all_that_is_printed(document: Document) -> None:
    back = from_structure(to_structure(document))
    for node in nodes(back):
        if isinstance(node, (Part, Section)):
            assert isinstance(node.number, str)
            assert says_something(node) or node.number == ""


@pytest.mark.parametrize(
    ("point", "kept"),
    [
        ({"body": "表现。比如，事例。"}, ("表现。比如，事例。", "")),
        ({"body": "表现。比如，事例。", "example": "比如，事例。"}, ("表现。", "比如，事例。")),
        ({"elaboration": "表现。", "example": "比如，事例。"}, ("表现。", "比如，事例。")),
        (
            {"elaboration": "旧。", "example": "比如，旧例。", "body": "改过的表现。"},
            ("改过的表现。", "比如，旧例。"),
        ),
        ({"elaboration": "旧。", "body": "旧。还有新的。"}, ("旧。还有新的。", "")),
        ({"body": "前。比如，事例。后。", "example": "比如，事例。"}, ("前。比如，事例。后。", "")),
        ({"example": "比如，事例。"}, ("", "比如，事例。")),
        ({}, ("", "")),
    ],
)
def test_body_elaboration_and_example(point: dict[str, str], kept: tuple[str, str]) -> None:
    document = read({"parts": [{"role": "causes", "points": [point]}]})
    found = document.parts[0].points[0]
    assert (found.elaboration, found.example) == kept


def test_ids_that_are_there_twice_or_do_not_fit_into_a_url_are_replaced() -> None:
    points = [{"id": "a"}, {"id": "a"}, {"id": "一/二"}, {"id": ""}, {"id": 3}, {"id": "b-2_C"}]
    document = read({"parts": [{"id": "p", "role": "causes", "points": points}]})
    assert [point.id for point in document.parts[0].points] == [
        "a",
        "i3",
        "i4",
        "i5",
        "i6",
        "b-2_C",
    ]
    assert len(set(all_ids(document))) == len(all_ids(document))


def test_nothing_has_to_be_there() -> None:
    assert read({}) == Document(head=Head(id="i1"), opening=Prose(id="i2"), closing=Prose(id="i3"))
    assert read({"parts": [{}]}).parts == (Part(id="i3", role="other", number=""),)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "材料应是一个 JSON 对象，请对照材料结构的说明检查。"),
        ("全文", "材料应是一个 JSON 对象，请对照材料结构的说明检查。"),
        ({"title": 1}, "材料的 title 应是文字，请检查这一处。"),
        ({"byline": ["张三"]}, "byline应是一个 JSON 对象，请对照材料结构的说明检查。"),
        ({"byline": {"name": 1}}, "byline的 name 应是文字，请检查这一处。"),
        ({"opening": {"text": "甲"}}, "材料的 opening 应是列表，请检查这一处。"),
        ({"opening": ["甲", 1]}, "材料的 opening 应是由段落文字组成的列表，请检查这一处。"),
        ({"parts": {}}, "材料的 parts 应是列表，请检查这一处。"),
        ({"parts": ["甲"]}, "第1部分应是一个 JSON 对象，请对照材料结构的说明检查。"),
        (
            {"parts": [{}, {"role": "essay"}]},
            "第2部分的 role 是“essay”，只能是 previous、problems、cases、causes、measures、statement、other 之一。",
        ),
        ({"parts": [{"number": 1}]}, "第1部分的 number 应是文字，请检查这一处。"),
        (
            {"parts": [{"sections": [[]]}]},
            "第1部分第1方面应是一个 JSON 对象，请对照材料结构的说明检查。",
        ),
        (
            {"parts": [{"sections": [{"area": 1}]}]},
            "第1部分第1方面的 area 应是文字，请检查这一处。",
        ),
        (
            {"parts": [{"sections": [{"points": [{}, {"claim": []}]}]}]},
            "第1部分第1方面第2条的 claim 应是文字，请检查这一处。",
        ),
        (
            {"parts": [{"points": [{"links": "a"}]}]},
            "第1部分第1条的 links 应是列表，请检查这一处。",
        ),
    ],
)
def test_what_is_of_the_wrong_kind_is_named_in_one_sentence(data: Any, sentence: str) -> None:
    with pytest.raises(BadStructure) as caught:
        from_structure(data)
    assert str(caught.value) == sentence


@given(raw_texts)
def test_texts_are_cleaned_on_the_way_in(text: str) -> None:
    document = read({"title": text, "opening": [text], "parts": [{"points": [{"body": text}]}]})
    assert "\r" not in document.head.title
    assert document.parts[0].points[0].elaboration == document.head.title == document.opening.text
    assert characters(document.head.title) <= characters(text)
