"""Putting many replacements into a document at once."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from drafting.document.model import Document, Head, Point, Prose, find
from drafting.document.model import Part as DocumentPart
from drafting.document.ranges import FieldRange
from drafting.proofing.core.base import Check
from drafting.proofing.core.findings import Finding
from drafting.proofing.located_findings import Placed
from drafting.proofing.replacements import mend

CHECK = Check(
    id="r",
    title="规则",
    severity="warning",
    why="。",
    source="",
    good=(),
    bad=(),
    run=lambda context: (),
)
LONG = "学而时习之不亦说乎有朋自远方来"


def paper(elaboration: str = LONG) -> Document:
    points = (Point(id="a", claim="甲乙丙", elaboration=elaboration), Point(id="b", claim="丁"))
    part = DocumentPart(id="p", role="problems", points=points)
    return Document(head=Head(id="h"), opening=Prose(id="o"), parts=(part,), closing=Prose(id="z"))


def item(
    start: int, end: int, new: str | None, node: str = "a", field: str = "elaboration", **place: Any
) -> Placed:
    finding = Finding("r", "warning", 0, 0, "", "", "", new, node)
    where = None if place.get("nowhere") else FieldRange(node, field, start, end)
    return Placed(finding, CHECK, f"{node}{field}{start}{end}", where, None, "", "", "", "")


def elaboration(document: Document) -> str:
    node = find(document, "a")
    assert isinstance(node, Point)
    return node.elaboration


def test_several_in_one_field_and_in_others() -> None:
    items = [
        item(1, 2, "即"),
        item(7, 9, "悦"),
        item(0, 0, "　"),
        item(0, 1, "己", field="claim"),
        item(1, 1, "戊", node="b", field="claim"),
    ]
    document, number = mend(paper(), items, 7)
    assert (elaboration(document), number) == ("　学即时习之不亦悦有朋自远方来", 5)
    a, b = find(document, "a"), find(document, "b")
    assert isinstance(a, Point)
    assert isinstance(b, Point)
    assert (a.claim, b.claim, a.changed, b.changed) == ("己乙丙", "丁戊", 7, 7)


def test_of_two_on_the_same_words_the_first_is_taken() -> None:
    document, number = mend(paper(), [item(2, 6, "乙"), item(1, 4, "甲"), item(6, 7, "丙")], 7)
    assert (elaboration(document), number) == ("学甲之不丙说乎有朋自远方来", 2)


def test_what_has_no_place_or_no_replacement_is_passed_over() -> None:
    document = paper()
    assert mend(document, [item(0, 1, None), item(0, 1, "甲", nowhere=True)], 7) == (document, 0)
    assert mend(document, [], 7)[0] is document


@given(
    st.lists(
        st.tuples(st.integers(0, 15), st.integers(0, 4), st.text("甲乙", max_size=3)), max_size=8
    )
)
def test_what_stands_between_the_places_stays(changes: list[tuple[int, int, str]]) -> None:
    items = [
        item(start, min(start + size, len(LONG)), new)
        for start, size, new in changes
        if start <= len(LONG)
    ]
    document, number = mend(paper(), items, 7)
    assert number <= len(items)
    rest = iter(character for character in elaboration(document) if character not in "甲乙")
    touched = {n for one in items if one.place for n in range(one.place.start, one.place.end)}
    assert all(c in rest for n, c in enumerate(LONG) if n not in touched)  # in this order
    assert find(document, "b") == find(paper(), "b")
