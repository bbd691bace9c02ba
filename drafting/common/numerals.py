"""Chinese numerals, written and read. [pure]"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: What ordinals up to 九十九 are written with, inside a character class too.
SIGNS: Final = "一二三四五六七八九十"
#: What is typed or scanned for 一 (—、存在的问题).
DASHES: Final = "—－–"
#: The highest position that an ordinal numeral is written for; what stands further back (nobody's
#: material) prints digits.
LAST_NUMERAL: Final = 99
_DIGITS: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
#: The largest number that is written in words; beyond it stand digits, as in Word.
_MOST: Final = 9999
#: The first of the rows of signs that are numbers by themselves, and how many each row has.
_ROWS: Final = (("①", 20), ("⑴", 20), ("⒈", 20), ("㈠", 10), ("Ⅰ", 12))
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def numeral(number: int) -> str:
    """A whole number from 1 to 99 as an ordinal numeral: 1 -> 一, 10 -> 十, 21 -> 二十一.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= LAST_NUMERAL:
        raise ValueError(f"no numeral for {number}")
    return counting(number)


def ordinal(number: int) -> str:
    """A numeral where there is one, else digits."""
    return numeral(number) if 1 <= number <= LAST_NUMERAL else str(number)


def counting(number: int) -> str:
    """0 -> 零, 12 -> 十二, 105 -> 一百零五; digits beyond 9999 and below 0."""
    written = _written(number, _DIGITS, "十百千")
    return written.removeprefix("一") if 10 <= number < 20 else written


def legal(number: int) -> str:
    """As sums of money are written, so that none can be changed: 12 -> 壹拾贰, 105 -> 壹佰零伍."""
    return _written(number, _LEGAL, "拾佰仟")


def digit_by_digit(number: int) -> str:
    """As years are written, without a sign: 2024 -> 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(abs(number)))


def like(sample: str, number: int) -> str:
    """A number written the way the sample is: in digits or as a numeral."""
    return str(number) if sample.isdecimal() else ordinal(number)


def value_of(text: str) -> int | None:
    """1 to 99 for 一 to 九十九, 两, or digits (half and full width); None for anything else."""
    if text in _VALUES:
        return _VALUES[text]
    return int(text) if text.isdecimal() and len(text) <= 2 else None


@lru_cache(maxsize=512)
def value_within(text: str) -> int:
    """The value of the number in a marker, whatever stands around it: 第十二部分 -> 12, ３ -> 3, ㈡ -> 2,
    IV -> 4; 0 for what is none."""
    for first, count in _ROWS:
        if len(text) == 1 and 0 <= ord(text) - ord(first) < count:
            return ord(text) - ord(first) + 1
    if text in _ROMAN:
        return _ROMAN.index(text) + 1
    if text.isdecimal():
        return int(text)
    inner = re.sub(rf"[^{SIGNS}]", "", text)
    if not inner:
        return int("0" + re.sub(r"\D", "", text))
    tens, ten, ones = inner.rpartition("十")
    first_digit = (SIGNS.index(tens[-1]) + 1 if tens else 1) if ten else 0
    return 10 * first_digit + (SIGNS.index(ones[0]) + 1 if ones else 0)


def _written(number: int, digits: str, units: str) -> str:
    """A number in words, with these digits from zero on and these signs for 10, 100 and 1000."""
    if not 0 < number <= _MOST:
        return digits[0] if number == 0 else str(number)
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            zero = digits[0] if gap else ""
            written += zero + digits[digit] + (units[power - 1] if power else "")
        gap = bool(written) and not digit
    return written


_VALUES: Final = {numeral(number): number for number in range(1, LAST_NUMERAL + 1)} | {"两": 2}
