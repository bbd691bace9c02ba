"""What counts as a number in a request, and what does not."""

from __future__ import annotations

import pytest

from drafting.common.numbers import LARGEST_KEY, MOST, number_or, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        (str(MOST), MOST),
        (str(MOST + 1), None),
        ("", None),
        ("-1", None),
        ("+1", None),
        (" 1", None),
        ("1\n", None),
        ("1_0", None),
        ("1.0", None),
        ("１", None),
        ("²", None),
        ("٣", None),
        ("一", None),
        ("9" * 5000, None),
        ("0" * 5000, None),
    ],
)
def test_whole_number(text: str, number: int | None) -> None:
    assert whole_number(text) == number
    assert number_or(text, -1) == (-1 if number is None else number)


def test_a_range_has_both_ends() -> None:
    read = [whole_number(text, least=1, most=65535) for text in ("0", "1", "65535", "65536")]
    assert read == [None, 1, 65535, None]


def test_the_largest_key_fits_a_column() -> None:
    assert whole_number(str(LARGEST_KEY), most=LARGEST_KEY) == LARGEST_KEY < 2**63
