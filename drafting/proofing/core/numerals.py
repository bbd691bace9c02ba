"""Chinese ordinal numerals as whole numbers. [pure]"""

from __future__ import annotations

from typing import Final

from drafting.document.text import numeral

DIGITS: Final = "一二三四五六七八九十"
_VALUES: Final = {numeral(number): number for number in range(1, 100)}


def value_of(text: str) -> int | None:
    """1 to 99 for 一 to 九十九 or for digits (half and full width); None for anything else."""
    if text in _VALUES:
        return _VALUES[text]
    if text == "两":
        return 2
    return int(text) if text.isdecimal() and len(text) <= 2 else None


def like(sample: str, number: int) -> str:
    """A number written the way the sample is: in digits or as a numeral."""
    if sample.isdecimal() or not 1 <= number <= 99:
        return str(number)
    return numeral(number)
