"""A document as text and back: every field at its place, and a change through the map changes that
field alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document import edits
from drafting.document.model import Document, Head, Node, Part, Point, Prose, Section, nodes
from drafting.document.numbering import says_something
from drafting.document.ranges import FieldRange
from drafting.proofing.printed_text import project
from drafting.proofing.replacements import mended
from drafting.rendering.styles import STYLES, RenderStyle
from drafting.rendering.walk import blocks
from tests.document.strategies import documents

FIELDS = {"title", "text", "lead", "claim", "elaboration", "example"}


def paper() -> Document:
    """A small material with everything in it."""
    problems = Part(
        id="p",
        role="problems",
        heading="存在的问题",
        lead="总的看还有差距。",
        sections=(
            Section(
                id="s",
                heading="在理论学习方面",
                area="理论学习",
                lead=" 学得不够。 ",
                points=(
                    Point(
                        id="a",
                        claim="读得少",
                        elaboration="忙起来不翻书。\n有书不读。",
                        example="比如，七月。",
                    ),
                    Point(id="b", claim="想得浅？", elaboration="", example="例如，八月。"),
                    Point(id="empty"),
                ),
            ),
            Section(id="silent", heading="在作风方面"),
        ),
    )
    why = Part(
        id="c",
        role="causes",
        heading="原因剖析",
        points=(Point(id="d", claim="懒"), Point(id="e", claim="怕")),
    )
    return Document(
        head=Head(id="h", title="个人材料", unit="县图书馆"),
        opening=Prose(id="o", text="按照通知要求。\n\n\u3000\u3000现将情况报告如下："),
        parts=(problems, Part(id="m", role="measures", heading="整改措施"), why),
        closing=Prose(id="z", text="请批评指正。"),
    )


TEXT = """个人材料
按照通知要求。
现将情况报告如下：
一、存在的问题
总的看还有差距。
（一）在理论学习方面
学得不够。
一是读得少。忙起来不翻书。
有书不读。比如，七月。
二是想得浅？例如，八月。
二、原因剖析
（一）懒。
（二）怕。
请批评指正。"""


def test_a_whole_paper() -> None:
    projection = project(paper(), STYLES["standard"])
    assert projection.text == TEXT
    assert {node: TEXT[start:end] for node, start, end in projection.spans if node in "hazdb"} == {
        "h": "个人材料",
        "a": "一是读得少。忙起来不翻书。\n有书不读。比如，七月。",
        "b": "二是想得浅？例如，八月。",
        "d": "（一）懒。",
        "z": "请批评指正。",
    }
    places = {node: (start, end) for node, start, end in projection.spans}
    assert "silent" not in places
    assert places["s"] == (TEXT.index("（一）在理论"), TEXT.index("\n二、"))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("个人材料", FieldRange("h", "title", 0, 4)),
        ("现将情况", FieldRange("o", "text", 11, 15)),
        ("读得少", FieldRange("a", "claim", 0, 3)),
        ("忙起来不翻书。", FieldRange("a", "elaboration", 0, 7)),
        ("不翻书。\n有书", FieldRange("a", "elaboration", 3, 10)),
        ("比如，七月", FieldRange("a", "example", 0, 5)),
        ("学得不够", FieldRange("s", "lead", 1, 5)),
        ("？", FieldRange("b", "claim", 3, 4)),
        ("怕", FieldRange("e", "claim", 0, 1)),
        # numbers, headings, stops that print puts in, two fields, two nodes
        ("一、", None),
        ("存在的问题", None),
        ("在理论学习方面", None),
        ("一是", None),
        ("是读得", None),
        ("少。", None),
        ("。忙起来", None),
        ("有书不读。比如", None),
        ("七月。\n二是", None),
        ("八月。\n二、", None),
    ],
)  # fmt: skip
def test_where_words_can_be_mended(words: str, place: FieldRange | None) -> None:
    projection = project(paper(), STYLES["standard"])
    at = projection.text.index(words)
    assert projection.place_of(at, at + len(words)) == place


def test_words_that_a_line_break_parts_in_the_field_are_not_replaced_as_one() -> None:
    point = Point(id="x", claim="读得\n少")
    document = replace(
        paper(), parts=(Part(id="q", role="problems", heading="问题", points=(point,)),)
    )
    projection = project(document)
    at = projection.text.index("读得少")
    assert projection.place_of(at, at + 3) is None
    assert projection.place_of(at + 2, at + 3) == FieldRange("x", "claim", 3, 4)


def test_an_empty_range_belongs_to_the_text_that_ends_there() -> None:
    projection = project(paper())
    at = projection.text.index("忙起来")
    assert projection.place_of(at, at) == FieldRange("a", "elaboration", 0, 0)
    after = projection.text.index("比如，七月")
    assert projection.place_of(after, after) == FieldRange("a", "elaboration", 13, 13)
    end = len(projection.text)
    assert projection.place_of(end, end) == FieldRange("z", "text", 6, 6)
    inside = projection.text.index("、存在")
    assert projection.place_of(inside, inside) is None


def test_numbers_that_the_author_wrote_are_kept_where_the_style_keeps_them() -> None:
    document = paper()
    point = Point(id="x", marker="其一", claim="学得少")
    part = Part(id="q", role="problems", number="四", heading="问题", points=(point,))
    document = replace(document, parts=(part,))
    assert "四、问题\n其一学得少。" in project(document, STYLES["given"]).text
    assert "一、问题\n学得少。" in project(document, STYLES["compact"]).text


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_markers_are_those_of_the_print(style: RenderStyle) -> None:
    points = (Point(id="d", marker="一是", claim="懒"), Point(id="e", marker="二是", claim="怕"))
    document = replace(paper(), parts=(Part(id="c", role="causes", heading="原因", points=points),))
    here = [
        line for line in project(document, style).text.split("\n") if "懒" in line or "怕" in line
    ]
    there = [
        block.text for block in blocks(document, style) if "懒" in block.text or "怕" in block.text
    ]
    assert "".join(here) == "".join(there)


def printed(document: Document) -> list[tuple[Node, str, str]]:
    """Every field with text of the nodes that are printed."""
    silent = {
        node.id
        for part in document.parts
        if not says_something(part)
        for node in (part, *part.points)
    }
    found = []
    for node in nodes(document):
        if isinstance(node, (Part, Section, Point)) and (
            node.id in silent or not says_something(node)
        ):
            continue
        values = edits.values_of(node)
        found += [
            (node, name, value)
            for name, value in values.items()
            if name in FIELDS and value.strip()
        ]
    return found


@given(documents(), st.sampled_from(list(STYLES.values())))
def test_every_paragraph_of_every_field_is_at_its_place(
    document: Document, style: RenderStyle
) -> None:
    projection = project(document, style)
    for node, name, value in printed(document):
        pieces = [p for p in projection.pieces if (p.node_id, p.field) == (node.id, name)]
        here = [projection.text[p.start : p.end] for p in pieces]
        assert here == [line.strip() for line in value.split("\n") if line.strip()]
        for piece in pieces:
            size = piece.end - piece.start
            assert value[piece.at : piece.at + size] == projection.text[piece.start : piece.end]
            assert projection.place_of(piece.start, piece.end) == FieldRange(
                node.id, name, piece.at, piece.at + size
            )
    assert {(p.node_id, p.field) for p in projection.pieces} == {
        (n.id, name) for n, name, _ in printed(document)
    }
    for node_id, start, end in projection.spans:
        assert 0 <= start < end <= len(projection.text), node_id


@given(documents(), st.data())
def test_a_change_through_the_map_changes_that_field_alone(
    document: Document, data: st.DataObject
) -> None:
    projection = project(document)
    length = len(projection.text)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, min(length, start + 12)))
    place = projection.place_of(start, end)
    if place is None:
        return
    text = projection.fields[place.node_id, place.field]
    assert text[place.start : place.end] == projection.text[start:end]
    new = mended(text, place.start, place.end, "甲")
    changed = edits.save_values(document, place.node_id, {place.field: new}, 9000)
    for old, now in zip(nodes(document), nodes(changed), strict=True):
        if old.id != place.node_id:
            if not isinstance(old, (Part, Section)):
                assert old == now
        elif old != now:
            assert now.changed == 9000
            differing = {
                n for n, value in edits.values_of(now).items() if value != edits.values_of(old)[n]
            }
            assert differing == {place.field}
    before, behind = projection.text[:start], projection.text[end:]
    # a text that ended in a comma or a colon was printed without a stop of its own
    assert project(changed).text in (f"{before}甲{behind}", f"{before}甲。{behind}")
