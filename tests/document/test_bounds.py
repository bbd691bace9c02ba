"""How much a paper may hold: each measure alone, and a paper that is over it already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.document.bounds import (
    MOST_CHARACTERS,
    MOST_KEPT_CHARACTERS,
    MOST_KEPT_POINTS,
    MOST_POINTS,
    MOST_POINTS_IN_PLACE,
    excess,
    text_size,
)
from drafting.document.model import Document, Head, Part, Point, Prose, Removed, Section

IN_PLACE = "“理论学习”最多写 40 条，这样会有 41 条。请把相近的合并，或者移除不要的再添加。"
POINTS = "一份材料最多写 200 条，这样会有 201 条。请把相近的合并，或者移除不要的再添加。"
CHARACTERS = "一份材料最多写 60000 字，这样会有 60001 字（含空格）。请先删减一些再保存。"
KEPT = (
    "移除过的条目积得太多，这份材料放不下了。请到“开始撰写”一页，"
    "选“从以前的材料复制”，以这份为底另起一份继续写，移除过的条目留在原来那份里。"
)


def points(number: int, prefix: str = "p", text: str = "") -> tuple[Point, ...]:
    return tuple(Point(id=f"{prefix}{n}", claim=text) for n in range(number))


def paper(*areas: tuple[Point, ...], text: str = "", removed: tuple[Point, ...] = ()) -> Document:
    """A paper with an area for each tuple of points; its opening says ``text``."""
    sections = tuple(
        Section(id=f"s{n}", area="理论学习", heading="在理论学习方面", points=own)
        for n, own in enumerate(areas)
    )
    return Document(
        head=Head(id="h"),
        opening=Prose(id="o", text=text),
        parts=(Part(id="x", role="problems", sections=sections),),
        closing=Prose(id="c"),
        removed=tuple(Removed(container="s0", index=0, point=point) for point in removed),
    )


def spread(number: int) -> tuple[tuple[Point, ...], ...]:
    """So many points, in areas that are full."""
    return tuple(points(min(40, number - at), f"a{at}-") for at in range(0, number, 40))


FIXED = text_size(paper(()))
LEAST_TOO_MUCH = {
    IN_PLACE: (paper(points(MOST_POINTS_IN_PLACE)), paper(points(MOST_POINTS_IN_PLACE + 1))),
    POINTS: (paper(*spread(MOST_POINTS)), paper(*spread(MOST_POINTS + 1))),
    CHARACTERS: (
        paper((), text="字" * (MOST_CHARACTERS - FIXED)),
        paper((), text=" " * (MOST_CHARACTERS - FIXED + 1)),
    ),
    KEPT: (
        paper((), removed=points(MOST_KEPT_POINTS, "r")),
        paper((), removed=points(MOST_KEPT_POINTS + 1, "r")),
    ),
}


@pytest.mark.parametrize("sentence", LEAST_TOO_MUCH)
def test_the_last_that_goes_in_and_the_first_that_does_not(sentence: str) -> None:
    full, over = LEAST_TOO_MUCH[sentence]
    assert (excess(full), excess(over), excess(over, full)) == ("", sentence, sentence)


@pytest.mark.parametrize("sentence", LEAST_TOO_MUCH)
def test_a_paper_that_is_over_a_bound_may_stay_and_get_shorter(sentence: str) -> None:
    full, over = LEAST_TOO_MUCH[sentence]
    assert (excess(over, over), excess(full, over)) == ("", "")
    assert excess(replace(over, head=Head(id="h", title="题")), over) == (
        "" if sentence != CHARACTERS else (CHARACTERS.replace("60001", "60002"))
    )


def test_what_was_removed_counts_with_its_text() -> None:
    long = points(4, "r", "字" * (MOST_KEPT_CHARACTERS // 4))
    assert excess(paper((), removed=long)) == KEPT
    assert excess(paper((), removed=long[:3])) == ""


def test_taking_a_point_out_makes_nothing_more() -> None:
    own = points(MOST_POINTS_IN_PLACE, "p", "字" * 1_000)
    removed = points(MOST_KEPT_POINTS - MOST_POINTS_IN_PLACE, "r")
    assert excess(paper(own[1:], removed=(*removed, own[0])), paper(own, removed=removed)) == ""
