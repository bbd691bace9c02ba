"""Words of the organisation (本单位用语) are right as they stand, whatever a check would make of
them."""

from __future__ import annotations

import pytest

from drafting.proofing.core.context import Context
from drafting.proofing.core.runner import proofread

TEXT = "我不能墨守陈规。"


def changed(text: str, *words: str) -> list[tuple[str, str | None]]:
    found = proofread(Context(text, complete=False, own_words=words))
    return [(one.text, one.replacement) for one in found if one.replacement is not None]


def test_a_word_is_left_alone_where_it_stands_whole() -> None:
    assert changed(TEXT) == [("墨守陈规", "墨守成规")]
    assert changed(TEXT, "墨守陈规") == []
    assert changed(TEXT, "守陈", "墨守", "陈规") == []


@pytest.mark.parametrize("words", [("守陈",), ("陈规。",), ("没有的词",)])
def test_other_words_change_nothing(words: tuple[str, ...]) -> None:
    assert changed(TEXT, *words) == [("墨守陈规", "墨守成规")]


def test_the_same_word_elsewhere_and_overlapping_itself() -> None:
    own = Context("陈规陈规陈，墨守陈规", complete=False, own_words=("陈规陈", "墨守陈规")).own
    assert [own.hold(*place) for place in ((0, 5), (0, 6), (6, 10), (5, 7))] == [
        True, False, True, False,
    ]  # fmt: skip
