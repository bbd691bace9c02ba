"""Which points count as last year's, word for word."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document.model import Document, Head, Part, Point, Prose
from drafting.progress.unchanged import normalised, unchanged_points
from tests.rectification.papers import PROBLEM


def paper(*points: Point, role: str = "problems") -> Document:
    return Document(
        head=Head(id="h"),
        opening=Prose(id="o"),
        parts=(Part(id="part", role=role, points=points),),
        closing=Prose(id="c"),
    )


def unchanged(point: Point) -> bool:
    return unchanged_points(paper(point), paper(PROBLEM)) == {point.id}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "elsewhere", "category": "ZZ1"},
        {"elaboration": "2024年只在开会前翻一翻文件，平时很少坐下来读原著。"},
        {"elaboration": "二〇二四年只在开会前翻一翻文件，平时很少坐下来读原著。"},
        {"elaboration": "２０２３年 只在开会前翻一翻文件,平时很少坐下来读原著"},
        # without the year, or with one more
        {"elaboration": PROBLEM.elaboration.replace("2023年", "")},
        {"example": f"2025年度，{PROBLEM.example}"},
        # pasted whole into one field
        {"claim": "", "elaboration": PROBLEM.claim + "。" + PROBLEM.elaboration + PROBLEM.example,
         "example": ""},
        # only left out
        {"example": ""},
    ],
)  # fmt: skip
def test_a_copy_stays_one(change: dict[str, str]) -> None:
    assert unchanged(replace(PROBLEM, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"example": "比如，今年3月的读书会，发言稿抄了别人的。"},
        {"elaboration": PROBLEM.elaboration + "今年有所好转。"},
        # the same short claim is no copy
        {"elaboration": "", "example": ""},
        {"claim": "", "elaboration": "", "example": ""},
    ],
)
def test_other_words_are_another_text(change: dict[str, str]) -> None:
    assert not unchanged(replace(PROBLEM, **change))


def test_what_tells_of_last_year_is_no_copy() -> None:
    assert unchanged_points(paper(PROBLEM, role="previous"), paper(PROBLEM)) == frozenset()


@given(st.text(alphabet="学习不够，。 2023年二〇\n", max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)
    # what a mark parted may then be a year
    assert normalised(once) == once or re.search(r"年|20\d\d", once)


@given(
    st.lists(
        st.text(alphabet="学习系统不够。2024年", min_size=1, max_size=30), min_size=3, max_size=3
    )
)
def test_every_text_is_unchanged_beside_itself(texts: list[str]) -> None:
    point = Point(id="x", claim=texts[0], elaboration=texts[1], example=texts[2])
    wanted = {"x"} if normalised("".join(texts)) else set()
    assert unchanged_points(paper(point), paper(point)) == wanted
