"""Papers as sentences that can be compared."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from drafting.document.ranges import TextRange
from drafting.similarity.sentences import sentences_of
from drafting.similarity.standing import standing_sentences


def said(text: str, *standing: tuple[int, int]) -> list[str]:
    return [sentence.said for sentence in sentences_of(text, None, standing)]


def test_marks_blanks_and_figures_make_no_difference() -> None:
    assert said("2023年12月，我（在县城）下乡 3 次。ＷＰＳ用得少！\n“难”的事，往后推；") == [
        "0年0月我在县城下乡0次",
        "wps用得少",
        "难的事往后推",
    ]
    assert said("𠮷祥街道去得少。") == ["𠮷祥街道去得少"]


def test_a_sentence_knows_its_place_and_weight() -> None:
    text = "一、问题\n　　读书少。 想得浅，"
    found = sentences_of(text, [TextRange(5, len(text))])
    assert [one.of(text) for one in found] == ["读书少。", "想得浅，"]
    assert [one.weight for one in found] == [3, 3]


def test_what_is_standing_does_not_count() -> None:
    text = "坚持学深悟透做实，读书却少。学深悟透做实。"
    assert said(text, (2, 8), (14, 20)) == ["坚持读书却少"]


def test_opening_and_closing_formulas_are_nobodys() -> None:
    formulas = (
        "按照通知要求，我认真查摆了问题，现将个人对照检查情况报告如下：",
        "以上是我的对照检查，请同志们批评指正。",
        "不妥之处，恳请各位领导和同志们批评帮助。",
        "我的发言到此结束，谢谢大家。",
    )
    own = "会上我只念稿子，没有把实情报告上级。"
    text = "\n".join((formulas[0], own, *formulas[1:]))
    assert said(text, *standing_sentences(text)) == ["会上我只念稿子没有把实情报告上级"]


def test_a_long_sentence_with_a_formula_in_it_stays() -> None:
    text = f"{'我到村里走访听意见' * 12}，请同志们批评指正。"
    assert list(standing_sentences(text)) == []


@given(st.text("一二三是学习不够，。！？；\n 12ａA“”𠮷", max_size=60))
def test_sentences_are_in_order_and_weigh_what_they_say(text: str) -> None:
    found = sentences_of(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert sum(one.weight for one in found) == sum(sign.isalnum() for sign in text)
    assert all(len(one.said) <= one.weight for one in found)
