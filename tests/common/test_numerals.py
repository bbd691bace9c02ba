"""Chinese numerals in both directions."""

from __future__ import annotations

import pytest

from drafting.common.numerals import (
    counting,
    digit_by_digit,
    legal,
    like,
    numeral,
    ordinal,
    value_of,
    value_within,
)

ONES = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]


def test_numerals_from_1_to_99() -> None:
    tens = ["", "十", "二十", "三十", "四十", "五十", "六十", "七十", "八十", "九十"]
    expected = [ten + one for ten in tens for one in ONES][1:]
    assert [numeral(number) for number in range(1, 100)] == expected


@pytest.mark.parametrize("number", [0, -1, 100])
def test_there_are_no_other_numerals(number: int) -> None:
    with pytest.raises(ValueError, match=f"no numeral for {number}"):
        numeral(number)


def test_what_is_written_is_read() -> None:
    numbers = list(range(1, 100))
    assert [value_of(numeral(number)) for number in numbers] == numbers
    assert [value_within(f"（{numeral(number)}）") for number in numbers] == numbers


def test_beyond_the_numerals_stand_digits() -> None:
    assert [ordinal(number) for number in (0, 1, 99, 100)] == ["0", "一", "九十九", "100"]


@pytest.mark.parametrize(
    ("number", "said", "money"),
    [
        (0, "零", "零"),
        (10, "十", "壹拾"),
        (19, "十九", "壹拾玖"),
        (20, "二十", "贰拾"),
        (105, "一百零五", "壹佰零伍"),
        (110, "一百一十", "壹佰壹拾"),
        (1_001, "一千零一", "壹仟零壹"),
        (9_999, "九千九百九十九", "玖仟玖佰玖拾玖"),
        (10_000, "10000", "10000"),
        (-1, "-1", "-1"),
    ],
)
def test_larger_numbers(number: int, said: str, money: str) -> None:
    assert (counting(number), legal(number)) == (said, money)


def test_years_are_written_digit_by_digit() -> None:
    assert digit_by_digit(2024) == "二〇二四"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", 2),
        ("7", 7),
        ("１２", 12),
        ("100", None),
        ("", None),
        ("十十", None),
        ("一百", None),
        ("〇", None),
        ("²", None),
    ],
)
def test_only_a_whole_numeral_has_a_value(text: str, value: int | None) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("第十二部分", 12),
        ("第3部分", 3),
        ("３", 3),
        ("①", 1),
        ("⑳", 20),
        ("⒇", 20),
        ("⒛", 20),
        ("㈡", 2),
        ("㈩", 10),
        ("二十", 20),
        ("其他", 0),
        ("", 0),
    ],
)
def test_the_number_in_a_marker(text: str, value: int) -> None:
    assert value_within(text) == value


def test_a_number_is_written_like_another() -> None:
    assert [like("3", 4), like("三", 4), like("三", 100), like("三", 0)] == ["4", "四", "100", "0"]
