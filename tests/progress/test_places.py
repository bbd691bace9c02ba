"""What is lacking leads to the field that lacks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.document.model import Document, Head, Node, Part, Point, Prose, Section
from drafting.progress.gaps import Lack
from drafting.progress.places import FieldPlace, beginning, place_lacking

FULL = Point(id="full", claim="学得少", elaboration="书没有读完。", example="十月只读了一章。")
BARE = Point(id="bare", claim="学用脱节", elaboration="学归学，做归做，两张皮。")
BLANK = Point(id="blank")
AREA = Section(id="area", key="theory", points=(FULL, BARE, BLANK))
EMPTY = Section(id="empty", key="style")
PROBLEMS = Part(id="problems", role="problems", key="problems", sections=(AREA, EMPTY))
CAUSES = Part(id="causes", role="causes", key="causes", points=(BLANK,))
STATEMENT = Part(id="statement", role="statement", key="statement")
DOCUMENT = Document(
    head=Head(id="head"),
    opening=Prose(id="opening"),
    parts=(PROBLEMS, CAUSES, STATEMENT),
    closing=Prose(id="closing"),
)


@pytest.mark.parametrize(
    ("lack", "node", "wanted", "place"),
    [
        (Lack.EXAMPLE, BARE, "", ("bare", "example")),
        (Lack.EXAMPLE, AREA, "", ("bare", "example")),
        (Lack.EXAMPLE, replace(AREA, points=(FULL,)), "", ("full", "example")),
        (Lack.EXAMPLE, EMPTY, "", ("empty", "")),
        (Lack.ANSWER, FULL, "", ("full", "links")),
        (Lack.LENGTH, AREA, "", ("bare", "elaboration")),
        (Lack.EXCESS, AREA, "", ("full", "elaboration")),
        (Lack.LENGTH, PROBLEMS, "", ("bare", "elaboration")),
        (Lack.LENGTH, EMPTY, "", ("empty", "")),
        (Lack.LENGTH, STATEMENT, "", ("statement", "lead")),
        (Lack.TITLE, DOCUMENT.opening, "", ("head", "title")),
        (Lack.CLOSING, BARE, "", ("closing", "text")),
        (Lack.PART, None, "causes", ("blank", "claim")),
        (Lack.PART, None, "statement", ("statement", "lead")),
        (Lack.AREA, PROBLEMS, "style", ("empty", "")),
        (Lack.AREA, PROBLEMS, "no-such-area", None),
        (Lack.PART, None, "", None),
        (Lack.LENGTH, None, "", None),
    ],
)
def test_where_it_is_written(
    lack: Lack, node: Node | None, wanted: str, place: tuple[str, str] | None
) -> None:
    expected = FieldPlace(*place) if place else None
    assert place_lacking(DOCUMENT, lack, node, wanted) == expected


def test_a_part_is_begun_in_its_first_point_that_says_nothing() -> None:
    assert beginning(AREA) == FieldPlace("blank", "claim")
    assert beginning(replace(AREA, points=(FULL, BARE))) == FieldPlace("full", "claim")
    assert beginning(PROBLEMS) == beginning(AREA)


def test_the_anchor_is_the_field_where_there_is_one_on_the_page() -> None:
    assert FieldPlace("bare", "example").anchor == "id_bare-example"
    assert FieldPlace("bare", "links").anchor == "node-bare"
    assert FieldPlace("empty", "").anchor == "node-empty"
