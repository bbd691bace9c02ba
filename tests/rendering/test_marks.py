"""Marks on the printed text, and the way back from it to the fields."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from drafting.document.model import Document, Node, Section, nodes
from drafting.rendering.formats import html
from drafting.rendering.lines import kept, one_line
from drafting.rendering.marks import Mark, field_range, marked
from drafting.rendering.styles import STYLES
from drafting.rendering.walk import Block, blocks
from tests.document.strategies import documents, raw_texts
from tests.rendering.documents import SMALL, options

ODD = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIELDS = {
    "Head": ("title", "unit", "position", "name", "date"),
    "Prose": ("text",),
    "Part": ("heading", "lead"),
    "Section": ("heading", "area", "lead"),
    "Point": ("claim", "elaboration", "example"),
}


def printed(document: Document, style: str, *marks: Mark) -> list[Block]:
    return marked(blocks(document, STYLES[style]), document, marks)


def words(blocks: list[Block], key: str) -> str:
    """What carries a mark, line breaks of titles left out."""
    return "".join(r.text for b in blocks for r in b.runs if key in r.marks).replace("\n", "")


def place_of(blocks: list[Block], node: str, key: str) -> tuple[int, int]:
    """Where a mark begins and ends in the printed text of its node, as a script on the page counts
    it."""
    runs = [run for block in blocks for run in block.runs if run.node_id == node]
    flags = [key in run.marks for run in runs for char in run.text if char != "\n"]
    return flags.index(True), len(flags) - flags[::-1].index(True)


def seen(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", page))


def is_printed(node: Node, field: str, paragraphs: list[Block]) -> bool:
    if isinstance(node, Section) and field == ("area" if one_line(node.heading) else "heading"):
        return False
    return any(run.node_id == node.id for block in paragraphs for run in block.runs)


@given(text=raw_texts)
def test_what_print_keeps_of_a_text_is_known_character_by_character(text: str) -> None:
    assert "".join(" " if text[place] == "\t" else text[place] for place in kept(text)) == one_line(
        text
    )


@ODD
@given(data=st.data(), document=documents(), style=st.sampled_from(sorted(STYLES)))
def test_a_mark_lies_on_its_characters_and_leads_back_to_them(
    data: st.DataObject, document: Document, style: str
) -> None:
    node = data.draw(st.sampled_from(list(nodes(document))))
    field = data.draw(st.sampled_from(FIELDS[type(node).__name__]))
    text = getattr(node, field)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    other = data.draw(st.integers(start, len(text)))
    marks = Mark("k1", node.id, field, start, end), Mark("k2", node.id, field, start, other)
    plain = printed(document, style)
    result = printed(document, style, *marks)
    places = [place for place in kept(text) if start <= place < end]
    if not is_printed(node, field, plain):
        places = []
    event("marked" if places else "nothing to mark")
    assert words(result, "k1") == "".join(text[place] for place in places).replace("\t", " ")
    assert [(b.kind, b.node_id, b.text) for b in result] == [
        (b.kind, b.node_id, b.text) for b in plain
    ]
    assert all(run.text for block in result for run in block.runs)
    if places:
        first, last = place_of(result, node.id, "k1")
        found = field_range(blocks(document, STYLES[style]), document, node.id, first, last)
        assert found == (field, places[0], places[-1] + 1)


@settings(ODD, max_examples=25)
@given(document=documents(), style=st.sampled_from(sorted(STYLES)))
def test_a_page_without_marks_is_what_it_was_and_every_mark_is_well_nested(
    document: Document, style: str
) -> None:
    everything = tuple(
        Mark(f"k{number}", node.id, field, 0, 999)
        for number, node in enumerate(nodes(document))
        for field in FIELDS[type(node).__name__]
    )
    assert printed(document, style) == list(blocks(document, STYLES[style]))
    page = html.render(document, options(style, marks=everything))
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)[^>]*>", page):
        if closing:
            assert open_tags.pop() == tag
        elif tag != "br":
            open_tags.append(tag)
    assert open_tags == []
    assert seen(page) == seen(html.render(document, options(style)))


def test_the_page_shows_overlapping_marks_inside_their_runs() -> None:
    marks = (
        Mark("c1", "a", "claim", 0, 4),
        Mark("c2", "a", "claim", 2, 4),
        Mark("c3", "a", "example", 3, 7),
    )
    page = html.render(SMALL, options("run-in", marks=marks))
    assert (
        '<strong class="paper-lead" data-node="a"><mark class="paper-mark-comment" data-marks="c1">学得</mark></strong>'
        '<strong class="paper-lead" data-node="a"><mark class="paper-mark-comment" data-marks="c1 c2">不深</mark></strong>'
        '<strong class="paper-lead" data-node="a">。</strong>'
        '<span data-node="a">读原著少。比如，</span>'
        '<span data-node="a"><mark class="paper-mark-comment" data-marks="c3">{时间}</mark></span>'
    ) in page


def test_keys_are_escaped() -> None:
    page = html.render(SMALL, options(marks=(Mark('"><b>', "close", "text", 0, 1),)))
    assert '<mark class="paper-mark-comment" data-marks="&quot;&gt;&lt;b&gt;">请</mark>' in page


@pytest.mark.parametrize(
    ("node", "start", "end", "field", "text"),
    [
        ("a", 0, 7, "claim", "学得不深"),  # 一是学得不深。
        ("a", 3, 9, "claim", "得不深"),  # 得不深。读原 : most of it is the claim's
        ("a", 5, 13, "elaboration", "读原著少。"),
        ("s1", 0, 10, "heading", "在理论学习方面"),  # （一）在理论学习方面
        ("p2", 0, 7, "heading", "原因剖析"),  # 二、原因剖析深
        ("head", 15, 20, "title", "检查材料"),
        ("head", 19, 27, "unit", "岚溪县文化馆"),
        ("head", 31, 46, "date", "2024年12月20日"),
    ],
)
def test_a_selection_with_what_print_added_is_the_field_it_has_most_of(
    node: str, start: int, end: int, field: str, text: str
) -> None:
    found = field_range(blocks(SMALL, STYLES["standard"]), SMALL, node, start, end)
    assert found is not None
    value = getattr(next(each for each in nodes(SMALL) if each.id == node), found[0])
    assert (found[0], value[found[1] : found[2]]) == (field, text)


@pytest.mark.parametrize(
    ("node", "start", "end"), [("a", 0, 2), ("a", 3, 3), ("nobody", 0, 2), ("a", 90, 95)]
)
def test_a_selection_of_no_field_leads_nowhere(node: str, start: int, end: int) -> None:
    assert field_range(blocks(SMALL, STYLES["standard"]), SMALL, node, start, end) is None


def test_a_mark_without_a_field_is_the_whole_node() -> None:
    assert words(printed(SMALL, "standard", Mark("k", "b")), "k") == "二是用得不够。联系“实际”少。"


def test_the_paragraphs_of_another_document_are_refused() -> None:
    others = [
        Block("body", "a", blocks_run.runs) for blocks_run in blocks(SMALL, STYLES["standard"])
    ][:1]
    wrong = [
        Block(b.kind, "a", tuple(r.__class__(r.text, r.face, "a") for r in b.runs)) for b in others
    ]
    with pytest.raises(ValueError, match="do not print"):
        marked(wrong, SMALL, [Mark("k", "a", "claim", 0, 1)])
