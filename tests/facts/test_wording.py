"""Own words become texts by punctuation alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.facts.wording import Words, elaboration_of, example_of, joined

MARKS = "，。；：、！？…!?,;: \t\u3000\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ([], ""),
        (["", "  \n"], ""),
        (["3月初值班"], "3月初值班。"),
        (["3月初值班，", "我没有登记", "读者白跑一趟。"], "3月初值班，我没有登记，读者白跑一趟。"),
        (["3月初值班。灯没关。", "我没有问"], "3月初值班。灯没关。我没有问。"),
        (["3月初值班；灯没关", "我没有问"], "3月初值班；灯没关。我没有问。"),
        (["他说“明天再来”", "我没有接话！"], "他说“明天再来”，我没有接话！"),
        (["他说：“明天再来。”", "我没有接话"], "他说：“明天再来。”我没有接话。"),
        (["第一行\n\n第二行", "。", "、第三"], "第一行，第二行，第三。"),
    ],
)
def test_answers_are_joined_plainly(answers: list[str], text: str) -> None:
    assert joined(answers) == text


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=20), max_size=4))
def test_nothing_of_substance_is_added_or_lost(answers: list[str]) -> None:
    drop = {ord(mark): None for mark in MARKS}
    assert joined(answers).translate(drop) == "".join(answers).translate(drop)


def test_the_example_says_what_happened_and_the_elaboration_what_was_thought() -> None:
    words = Words(
        what="3月初在借阅台值班，王师傅来还书",
        time="3月初",
        place="二楼",
        people="小李",
        did="我让他下午再来",
        led_to="他跑了两趟",
        thought="想着反正不急",
    )
    assert example_of(words) == (
        "二楼，小李，3月初在借阅台值班，王师傅来还书，我让他下午再来，他跑了两趟。"
    )
    assert elaboration_of(words) == "想着反正不急。"
    assert (example_of(Words()), elaboration_of(Words()), Words().silent) == ("", "", True)
