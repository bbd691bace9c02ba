"""Sentences that the library has, their holes filled or not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.proofing.core.shipped_library import phrase_texts
from drafting.similarity.library_text import LibraryText
from drafting.similarity.sentences import sentences_of
from tests.growth import least_seconds

PHRASE = "集中学习一结束便把本子合上，很少给自己另列题目。比如，{时间}支部布置自学{文件}，我直到{期限}临近才打开。"
LIBRARY = LibraryText([PHRASE, "下村多在上午去，到{地点}坐一坐就走。"])


def borrowed(text: str) -> list[tuple[str, int, tuple[str, ...]]]:
    found = LIBRARY.borrowed(sentences_of(text))
    return [(one.sentence.of(text), one.fixed, one.fillers) for one in found]


def test_a_sentence_taken_as_it_is() -> None:
    text = "一是集中学习一结束，便把本子合上，很少给自己另列题目！"
    assert borrowed(text) == [(text, 24, ())]


def test_holes_filled_and_not() -> None:
    filled = "比如，去年三月支部布置自学《条例》，我直到月底临近才打开。"
    assert borrowed(filled) == [(filled, 16, ("去年三月", "条例", "月底"))]
    left = "比如，{时间}支部布置自学{文件}，我直到{期限}临近才打开。"
    assert borrowed(left) == [(left, 16, ("时间", "文件", "期限"))]


@pytest.mark.parametrize(
    "text",
    [
        "集中学习一结束我就把本子收进抽屉，从来没有给自己列过题目。",
        "比如，支部布置自学，我没有打开。",
        "下村多在上午去，到村委会里同书记和会计一起坐着喝了两个小时的茶听他们说今年的收成坐一坐就走。",
        "坐一坐就走。",
        "",
    ],
)
def test_what_was_written_anew_is_ones_own(text: str) -> None:
    assert borrowed(text) == []


@given(st.lists(st.text("去年3月文件条例老王", max_size=8), min_size=3, max_size=3))
def test_any_filling_is_found_and_the_fixed_words_are_counted(fillers: list[str]) -> None:
    time, paper, until = fillers
    text = f"比如，{time}支部布置自学{paper}，我直到{until}临近才打开。"
    ((_, fixed, found),) = borrowed(text)
    assert fixed >= 16
    assert all(filler in sentences_of(text)[0].said for filler in found)


def test_a_library_of_5000_phrases_costs_a_paper_little_more_than_one_of_500() -> None:
    texts = list(phrase_texts())[:1500]
    signs = sorted(set("".join(texts)) - set("，。；{}"))

    def others(seed: int) -> list[str]:
        """The texts with two signs of three changed, as no other library has them."""
        chance = random.Random(seed)
        changed = {ord(one): chance.choice(signs) for one in signs if chance.random() < 0.67}
        return [text.translate(changed) for text in texts]

    few = LibraryText(texts)
    many = LibraryText([*texts, *(text for seed in range(9) for text in others(seed))])
    paper = sentences_of("".join(others(99)[:90]))
    assert least_seconds(lambda: many.borrowed(paper)) < 5 * least_seconds(
        lambda: few.borrowed(paper)
    )
