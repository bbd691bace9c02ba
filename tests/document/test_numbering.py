"""What is printed before a part, an area and a point."""

from dataclasses import replace

from hypothesis import given

from drafting.document.model import (
    Document,
    Head,
    Node,
    Part,
    Point,
    Prose,
    Section,
    containers,
    nodes,
)
from drafting.document.numbering import number_document, says_something
from tests.document.strategies import documents


def said(point_id: str, marker: str | None = None) -> Point:
    """A point with a text."""
    return Point(id=point_id, claim="观点", marker=marker)


def paper(*parts: Part) -> Document:
    """A document of these parts."""
    return Document(head=Head(id="h"), opening=Prose(id="o"), parts=parts, closing=Prose(id="c"))


def test_parts_areas_and_points_are_counted_each_on_their_own() -> None:
    document = paper(
        Part(
            id="p1",
            role="problems",
            sections=(
                Section(id="s1", points=(said("a"), said("b"), said("c"))),
                Section(id="s2", points=(said("d"), said("e"))),
            ),
        ),
        Part(id="p2", role="causes", points=(said("f"), said("g"))),
    )
    assert number_document(document).by_id == {
        "p1": "一", "s1": "一", "a": "一是", "b": "二是", "c": "三是", "s2": "二", "d": "一是", "e": "二是",
        "p2": "二", "f": "一是", "g": "二是",
    }  # fmt: skip


def test_what_says_nothing_is_not_counted() -> None:
    silent = Point(id="x", claim=" \u3000\n", category="LL1", links=("f",))
    document = paper(
        Part(id="p0", role="previous", heading="上年度整改情况"),
        Part(
            id="p1",
            role="problems",
            sections=(
                Section(id="s0", heading="在理论学习方面", points=(silent,)),
                Section(id="s1", lead="引语"),
            ),
        ),
        Part(id="p2", role="causes", points=(said("a"), silent, said("b"))),
    )
    numbers = number_document(document)
    assert numbers.by_id == {"p1": "一", "s1": "一", "p2": "二", "a": "一是", "b": "二是"}
    assert numbers.of(silent) == ""


def test_a_single_point_has_no_marker() -> None:
    document = paper(Part(id="p", role="causes", points=(Point(id="x"), said("a"))))
    assert number_document(document).by_id == {"p": "一"}


def test_numbers_that_the_author_gave_stay_unless_the_position_shall_decide() -> None:
    document = paper(
        Part(id="p1", role="other", number="一", lead="甲"),
        Part(id="p2", role="other", number="三", lead="乙"),
        Part(id="p3", role="other", number="", lead="丙"),
        Part(id="p4", role="causes", points=(said("a", "其一"), said("b"), said("c", ""))),
    )
    assert number_document(document).by_id == {
        "p1": "一",
        "p2": "三",
        "p4": "四",
        "a": "其一",
        "b": "二是",
    }
    assert number_document(document, keep_given=False).by_id == {
        "p1": "一", "p2": "二", "p3": "三", "p4": "四", "a": "一是", "b": "二是", "c": "三是"
    }  # fmt: skip


def test_a_single_point_keeps_a_marker_that_was_given() -> None:
    document = paper(Part(id="p", role="causes", points=(said("a", "一是"),)))
    assert number_document(document).by_id == {"p": "一", "a": "一是"}


def test_more_points_than_numerals_are_numbered_all_the_same() -> None:
    document = paper(
        Part(id="p", role="causes", points=tuple(said(f"q{n}") for n in range(1, 102)))
    )
    numbers = number_document(document).by_id
    assert (numbers["q99"], numbers["q100"], numbers["q101"]) == ("九十九是", "100是", "101是")


@given(documents())
def test_exactly_what_says_something_is_numbered(document: Document) -> None:
    numbers = number_document(document, keep_given=False)
    expected = {
        node.id
        for node in nodes(document)
        if not isinstance(node, (Head, Prose)) and says_something(node)
    }
    for container in containers(document):
        living = [point for point in container.points if says_something(point)]
        if len(living) == 1:
            expected.discard(living[0].id)
    assert set(numbers.by_id) == expected


@given(documents())
def test_given_numbers_are_printed_as_they_are(document: Document) -> None:
    numbers = number_document(document)
    for node in nodes(document):
        given_number = _given(node)
        if given_number is not None and says_something(node):  # type: ignore[arg-type]
            assert numbers.of(node) == given_number  # type: ignore[arg-type]


def _given(node: Node) -> str | None:
    if isinstance(node, (Part, Section)):
        return node.number
    return node.marker if isinstance(node, Point) else None


def test_an_area_says_something_through_its_points_only_if_one_does() -> None:
    section = Section(id="s", heading="方面", points=(Point(id="a"),))
    assert not says_something(section)
    assert says_something(replace(section, points=(Point(id="a", example="例"),)))
    assert says_something(
        Part(id="p", role="problems", sections=(section, replace(section, lead="引")))
    )
