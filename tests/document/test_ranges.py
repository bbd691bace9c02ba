"""Ranges of a text, and that everything which is one says so."""

import ast
from pathlib import Path

import pytest

from drafting.document.ranges import FieldRange, TextRange

DRAFTING = Path(__file__).parents[2] / "drafting"


def test_what_a_range_tells() -> None:
    text = "读原著少，学用脱节。"
    words = TextRange(1, 4)
    assert (words.length, words.of(text)) == (3, "原著少")
    assert [place for place in range(len(text)) if words.holds(place)] == [1, 2, 3]
    assert TextRange(2, 2).of(text) == ""
    owned = FieldRange("a", "claim", 5, 9)
    assert (owned.length, owned.of(text), owned.holds(9)) == (4, "学用脱节", False)


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [(0, 3, False), (0, 4, True), (4, 4, True), (3, 3, False), (5, 9, True),
     (6, 9, False), (3, 6, True)],
)  # fmt: skip
def test_ranges_overlap_in_characters(start: int, end: int, overlaps: bool) -> None:
    assert TextRange(3, 6).overlaps(TextRange(start, end)) is overlaps
    assert FieldRange("a", "claim", start, end).overlaps(TextRange(3, 6)) is overlaps


def members(node: ast.ClassDef) -> set[str]:
    """The names of a class's fields and methods."""
    fields = {
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    return fields | {one.name for one in node.body if isinstance(one, ast.FunctionDef)}


def test_whatever_has_a_start_and_an_end_is_a_range() -> None:
    bare = {
        f"{path.relative_to(DRAFTING)}: {node.name}"
        for path in DRAFTING.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and not node.bases and members(node) >= {"start", "end"}
    }
    assert bare == set()
