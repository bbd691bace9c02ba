"""The time limit (完成时限) that a measure's words name. [pure]"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from drafting.common.numerals import value_of

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?P<year>20\d\d|今|本|当|明|次)年(?:度)?"
#: What makes a time a limit: until it, or within it.
_UNTIL = r"(?P<until>(?:之|以)?前|内)"
_DONE = r"(?=[^。；，\n]{0,10}(?:完成|做到|建成|建好|改到位|整改到位|落实到位|到位))"
_ENDS: Final = {"上旬": 10, "中旬": 20, "上半月": 15}
#: 每月底前 comes again and again: no limit.
_AGAIN = r"(?<![每各逐\d一二三四五六七八九十])(?<!每年)(?<!每年的)"
_DAY = re.compile(
    rf"{_AGAIN}(?:{_YEAR})?(?P<month>{_NUMBER})月份?"
    rf"(?:(?P<day>{_NUMBER})[日号]|(?P<part>底|末|上旬|中旬|下旬|上半月|下半月))?"
    rf"(?:{_UNTIL}|{_DONE})"
)
_PART = re.compile(
    rf"{_AGAIN}(?:{_YEAR})?第?(?P<part>[一二三四1234]季度|上半年|下半年|年底|年末|底|末)[末底]?"
    rf"(?:{_UNTIL}|{_DONE})"
)
_SPAN = re.compile(
    r"(?<![每隔上下\d])(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3}|半)个?(?P<unit>月|周|星期|年|天|日)"
    r"(?:时间)?(?:之|以)?内"
)
_QUARTERS: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_HALVES: Final = {"上半年": 6, "下半年": 12, "年底": 12, "年末": 12, "底": 12, "末": 12}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as the author wrote it, and the day that it means."""

    words: str
    day: date


def limit_in(text: str, today: date) -> Limit | None:
    """The last limit that a measure's text names, for a reader of ``today``: a month that has passed
    is next year's. None where it names none, and for what comes again and again (每月底前)."""
    return max(_limits(text, today), key=lambda one: one.day, default=None)


def _limits(text: str, today: date) -> Iterator[Limit]:
    for pattern, day_of in ((_DAY, _of_month), (_PART, _of_part), (_SPAN, _of_span)):
        for found in pattern.finditer(text):
            if (day := day_of(found, today)) is not None:
                yield Limit(found[0], day)


def _of_month(found: re.Match[str], today: date) -> date | None:
    month = value_of(found["month"]) or 0
    if not 1 <= month <= 12:
        return None
    year = _year(found["year"], today, month)
    last = calendar.monthrange(year, month)[1]
    if found["day"]:
        day = value_of(found["day"]) or 0
        return date(year, month, day) if 1 <= day <= last else None
    return date(year, month, _ENDS.get(found["part"] or "", last))


def _of_part(found: re.Match[str], today: date) -> date | None:
    part = found["part"]
    if part in ("底", "末") and not found["year"]:
        return None  # 月底, 周末
    month = _HALVES.get(part) or _QUARTERS[part[0]]
    year = _year(found["year"], today, month)
    return date(year, month, calendar.monthrange(year, month)[1])


def _of_span(found: re.Match[str], today: date) -> date | None:
    half = found["number"] == "半"
    number = value_of(found["number"]) or 0
    unit = found["unit"]
    if half:
        number, unit = (6, "月") if unit == "年" else (15, "天") if unit == "月" else (0, unit)
    if not number:
        return None
    if unit in ("月", "年"):
        return _months_on(today, number * (12 if unit == "年" else 1))
    return today + timedelta(days=number * (7 if unit in ("周", "星期") else 1))


def _months_on(today: date, number: int) -> date:
    month = today.month - 1 + number
    year, month = today.year + month // 12, month % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _year(said: str | None, today: date, month: int) -> int:
    """The year that is meant; unsaid, the one in which the month has not passed."""
    if said is None:
        return today.year + (month < today.month)
    if said.isdecimal():
        return int(said)
    return today.year + (said in ("明", "次"))
