"""Dates and hours that no calendar and no clock has: 11月31日, 13月."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_DAY = re.compile(r"(?:((?:19|20)\d\d)年(?:的)?)?(?<![\d.])(\d{1,2})月(?:份的?)?(\d{1,2})[日号]")
_MONTH = re.compile(
    r"(?<![一二三四五六七八九十])十[三四五六七八九]月(?![末初])"
    r"|(?:(?<=年)|(?<=[，。；、\n ])|^)(1[3-9]|[2-9]\d|00?)月(?=[^\d]|$)"
)
_DOTTED = re.compile(r"(?<![\d.])((?:19|20)\d\d)[.-](\d{1,2})[.-](\d{1,2})(?![\d.])")
_HOUR = re.compile(
    r"(?:上午|早上|凌晨)(1[3-9]|2\d)[点时]|(?<!\d)(2[5-9]|[3-9]\d)时(\d{1,2})分(?!钟)"
    r"|(?:下午|晚上|夜里|当晚)(2[5-9]|[3-9]\d)(?:[点时]|[：:]\d\d)|(?<![\d:：])(2[4-9]|[3-9]\d)[：:][0-5]\d(?=[到才开起下上])"
    r"|百分之1[0-9]\d(?=的(?:时间|精力|党员|干部))"
)
#: Without a year February has 29 days.
_LEAP = 2024
_SPAN = re.compile(
    r"((?:19|20)\d\d)年(\d{1,2})月(?:\d{1,2}日)?(?:到|至|—|－|-|～|~)((?:19|20)\d\d)年(\d{1,2})月"
)
#: The second month without its year: 2025年9月至3月.
_SAME_YEAR = re.compile(
    r"(?:19|20)\d\d年(\d{1,2})月(?:份|\d{1,2}日)?(?:到|至|—|－|-|～|~)(\d{1,2})月(?!以前)"
)
_SAME_MONTH = re.compile(r"(?<!\d)\d{1,2}月(\d{1,2})日(?:到|至|—|－|-|～|~)(\d{1,2})日")
_QUARTER = re.compile(r"第?([五六七八九]|[5-9])季度")


def run(context: Context) -> Iterable[Hit]:
    """Days of the month that do not exist, months beyond twelve, a fifth quarter, hours beyond
    24."""
    for match in (*_DAY.finditer(context.text), *_DOTTED.finditer(context.text)):
        year, month, day = int(match[1] or _LEAP), int(match[2]), int(match[3])
        if not _exists(year, month, day):
            message = f"没有“{match.group()}”这一天。"
            yield Hit(match.start(), match.end(), message, "核对日期")
    for match in _MONTH.finditer(context.text):
        yield Hit(match.start(), match.end(), "一年只有12个月。", "核对月份")
    yield from _turned(context.text)
    for pattern in (_HOUR, _QUARTER):
        for match in pattern.finditer(context.text):
            yield Hit(match.start(), match.end(), f"“{match.group()}”不存在。", "核对时间")


def _turned(text: str) -> Iterator[Hit]:
    """Spans of time that end before they begin."""
    for pattern, message in (
        (_SPAN, "起止时间颠倒了。"),
        (_SAME_YEAR, "起止时间颠倒了，或者跨了年没有写。"),
        (_SAME_MONTH, "起止时间颠倒了，或者跨了月没有写。"),
    ):
        for match in pattern.finditer(text):
            numbers = [int(one) for one in match.groups()]
            middle = len(numbers) // 2
            if numbers[:middle] > numbers[middle:]:
                yield Hit(match.start(), match.end(), message, "核对起止时间")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


CHECK = Check(
    id="date-impossible",
    rank=241,
    title="不存在的日期",
    severity="error",
    why="11月没有31日，平年2月没有29日；这样的日期一看就是编的。",
    source="公历",
    run=run,
    good=(
        Example("2024年2月29日、12月31日和2025年1月1日，我都在岗；历时13个月，走访48时许才回。"),
        Example("2024年3月至9月、5月8日至20日，2023年9月至次年3月，我都在村里。"),
        Example("2023年2月28日，我请了假；第四季度没有补课。"),
        Example("2023年11月至2024年2月我请假多，从24:00值到8:00，晚上10点才走。"),
    ),
    bad=(
        Example("二〇二四年十三月我补交了党费。", ("十三月",)),
        Example("11月31日，我没有参加学习。2023年2月29日也没有。", ("11月31日", "2023年2月29日")),
        Example("2024年13月，我漏报了材料；2024.4.31又漏了一次。", ("13月", "2024.4.31")),
        Example(
            "2024年11月至2024年2月我请假多，晚上26点才走。",
            ("晚上26点", "2024年11月至2024年2月")[::-1],
        ),
        Example("2024年9月至3月走访少，5月20日至8日下乡。", ("2024年9月至3月", "5月20日至8日")),
        Example("上午15点开会，我迟到了；第五季度才补。", ("上午15点", "第五季度")),
    ),
)
