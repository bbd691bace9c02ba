"""Which phrases are close to what somebody writes."""

from __future__ import annotations

from drafting.library.closeness import closest

TEXTS = {
    1: "学习主动性不强 学习靠通知推着走，自觉补课不够",
    2: "笔记流于形式 读书笔记抄抄写写，缺少自己的思考",
    3: "联系群众不紧 下基层走得不深，{数量}次都是走马观花",
    4: "读书不求甚解 书读得少，思考也少",
}


def test_the_closest_comes_first_and_what_is_far_is_left_out() -> None:
    assert closest("读书笔记只是抄写，没有思考", TEXTS) == [2, 4]
    assert closest("下基层次数少，走马观花", TEXTS) == [3]


def test_a_single_pair_in_common_says_nothing() -> None:
    assert closest("学习", TEXTS) == []
    assert closest("自觉", TEXTS) == []


def test_holes_and_other_signs_are_no_words() -> None:
    assert closest("{数量}", TEXTS) == []
    assert closest("2024, abc", TEXTS) == []
    assert closest("", {}) == []
