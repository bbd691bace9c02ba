"""Comparing texts and documents, and finding passages again, takes time that grows with the
length."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.document.anchors import make_anchor, place
from drafting.document.diff import diff_documents
from drafting.document.matching import blocks
from drafting.document.model import Document, Head, Part, Point, Prose
from drafting.document.spans import diff_texts
from tests.document.wordy import WORDY
from tests.growth import grows_linearly

pytestmark = pytest.mark.slow

PROSE = WORDY.opening.text.replace("\n", "")
PIECES = ("，", "一", "的", "（", "一是", "学，做。", "虽然，", "、一", " ", "\n", "1", PROSE)


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def shuffled(length: int) -> str:
    signs = Random(3).choices(PROSE, k=length)
    return "".join(signs)


def edited(text: str) -> str:
    """One character in thirty is another."""
    random = Random(4)
    return "".join(random.choice(PROSE) if random.random() < 0.03 else sign for sign in text)


OTHERS = {
    "the same": lambda text: text,
    "edited": edited,
    "shuffled": lambda text: shuffled(len(text)),
    "prose": lambda text: repeated(PROSE, len(text)),
    "half": lambda text: text[: len(text) // 2],
}


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("piece", PIECES, ids=[repr(piece[:6]) for piece in PIECES])
def test_two_texts(piece: str, other: str) -> None:
    small, large = (repeated(piece, length) for length in (2_000, 8_000))
    change = OTHERS[other]
    news = change(small), change(large)
    assert grows_linearly(lambda: diff_texts(small, news[0]), lambda: diff_texts(large, news[1]))


def test_two_shuffled_texts() -> None:
    small, large = ((shuffled(n), shuffled(n + 9)[9:]) for n in (5_000, 20_000))
    assert grows_linearly(lambda: diff_texts(*small), lambda: diff_texts(*large))


def test_what_was_put_into_a_text_that_repeats_itself_is_told_from_it() -> None:
    old = PROSE * 80
    at = [len(PROSE) * 20, len(PROSE) * 55]
    new = old[: at[0]] + "新写的一句话。" + old[at[0] : at[1]] + "又加了一句。" + old[at[1] :]
    assert [(span.kind, span.text) for span in diff_texts(old, new)] == [
        ("same", old[: at[0]]),
        ("added", "新写的一句话。"),
        ("same", old[at[0] : at[1]]),
        ("added", "又加了一句。"),
        ("same", old[at[1] :]),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text("一是，。的\n学", max_size=400), st.text("一是，。的\n学", max_size=400))
def test_the_stretches_make_up_both_lists(old: str, new: str) -> None:
    found = list(blocks(old, new))
    assert "".join(old[a:b] for _, a, b, _, _ in found) == old
    assert "".join(new[c:d] for _, _, _, c, d in found) == new
    for same, a, b, c, d in found:
        assert (old[a:b] == new[c:d]) == same
        assert (a, c) != (b, d)


def points(number: int) -> Document:
    part = Part(
        id="part",
        role="problems",
        key="problems",
        heading="存在的问题",
        points=tuple(Point(id=f"p{n}", claim=f"第{n}条") for n in range(number)),
    )
    return Document(
        head=Head(id="head"),
        opening=Prose(id="open"),
        parts=(part,),
        closing=Prose(id="close", text="请批评。"),
    )


def test_documents_with_many_points() -> None:
    def pair(number: int) -> tuple[Document, Document]:
        old = points(number)
        kept = tuple(point for index, point in enumerate(old.parts[0].points) if index % 2)
        return old, replace(old, parts=(replace(old.parts[0], points=kept[::-1]),))

    small, large = pair(400), pair(1_600)
    assert grows_linearly(lambda: diff_documents(*small), lambda: diff_documents(*large))


@pytest.mark.parametrize("piece", PIECES, ids=[repr(piece[:6]) for piece in PIECES])
def test_a_comment_in_a_text_that_repeats_itself(piece: str) -> None:
    def way(length: int) -> None:
        text = repeated(piece, length)
        anchor = make_anchor(text, length // 2, length // 2 + 40, "close", "text")
        changed = text[: length // 3] + "改" + text[length // 3 :]
        document = replace(points(0), closing=Prose(id="close", text=changed))
        place(anchor, document)

    assert grows_linearly(lambda: way(2_500), lambda: way(10_000))
