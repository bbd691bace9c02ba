"""Ages and dates of one life that cannot be together: born 1990, joined the party 2005."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_Y = r"((?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?"
#: What is said of oneself, each with a year.
_FACTS: Final = {
    "born": re.compile(rf"{_Y}(?:出生|生人|生(?=[，。；、]))|(?:出生于|生于){_Y}"),
    "joined": re.compile(
        rf"{_Y}[^，。；\n]{{0,6}}(?:加入(?:中国共产|了?党)|入党(?!积极|申请|动机|介绍|志愿))"
        rf"|(?:入党(?:时间)?(?:于|是|为|：)|加入中国共产党(?:于|的时间是)){_Y}"
    ),
    "worked": re.compile(
        rf"{_Y}[^，。；\n]{{0,4}}参加(?:工作|革命工作)|参加工作(?:于|时间：?){_Y}"
    ),
    "full": re.compile(rf"{_Y}[^，。；\n]{{0,4}}(?:按期)?转正|转正(?:于|时间：?){_Y}"),
}
#: How long it is ago, by the same names; 岁 counts from the birth.
_LENGTHS: Final = {
    "born": re.compile(r"(?:今年|现年|我已?|已经?|年满)(\d{2})(?:周)?岁"),
    "joined": re.compile(
        r"(?:(?:入党|党龄)(?:已经?|快|近|了|满|有){0,2}|(?=\d{1,2}年的?党龄))(?<!\d)(\d{1,2})(?:个年头|年)(?![度初底末\d前级])"
    ),
    "worked": re.compile(
        r"(?:参加工作|工作|工龄)(?:已经?|了|满|有)(\d{1,2})(?:个年头|年)(?![度初底末\d前])"
    ),
}
#: Years that have to lie between the first and the second.
_ADULT: Final = 18
_LEAST: Final = (("born", "joined", _ADULT), ("born", "worked", 14), ("joined", "full", 1))
_OTHERS = re.compile(
    r"同志|书记|他|她|父亲|母亲|爱人|儿子|女儿|孩子|师傅|老人|党员[\u4e00-\u9fff]{2,3}，"
)
#: A little more or less is a matter of the month.
_SLACK = 1


def run(context: Context) -> Iterable[Hit]:
    """The first year that is said of each; too few years between two, or a length that the paper's
    year does not bear out."""
    years: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for name, pattern in _FACTS.items():
        if match := next(_own(context, pattern), None):
            years[name] = int(match[1] or match[2])
            places[name] = match.span()
    yield from _apart(years, places)
    yield from _too_young(context)
    if context.year is None:
        return
    for name, pattern in _LENGTHS.items():
        for match in _own(context, pattern) if name in years else ():
            if abs(context.year + 0.5 - years[name] - int(match[1])) > _SLACK + 0.5:
                message = f"{years[name]}年到{context.year}年，同“{match.group()}”对不上。"
                yield Hit(match.start(), match.end(), message, "核对年份")


def _own(context: Context, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for match in pattern.finditer(context.text):
        sentence = context.sentence_at(match.start())
        if sentence is None or not _OTHERS.search(sentence.text):
            yield match


def _too_young(context: Context) -> Iterator[Hit]:
    """A length of membership that would have begun before eighteen."""
    old = next(_own(context, _LENGTHS["born"]), None)
    long = next(_own(context, _LENGTHS["joined"]), None)
    if old and long and int(old[1]) - int(long[1]) < _ADULT:
        message = f"{old[1]}岁，不会有{long[1]}年党龄。"
        yield Hit(long.start(), long.end(), message, "核对年龄和党龄")


def _apart(years: dict[str, int], places: dict[str, tuple[int, int]]) -> Iterator[Hit]:
    for first, second, least in _LEAST:
        if first in years and second in years and years[second] - years[first] < least:
            start, end = places[second]
            gap = years[second] - years[first]
            message = f"同前面写的{years[first]}年只差{gap}年，不合情理。"
            yield Hit(start, end, message, "核对出生、参加工作、入党、转正的时间")


CHECK = Check(
    id="age-mismatch",
    rank=852,
    title="年龄、党龄和年份对不上",
    severity="warning",
    why="年满十八岁才能入党，预备期一年；年份对不上，说明材料是拼凑的。",
    source="《中国共产党章程》第一条、第七条：年满十八岁，预备期为一年",
    run=run,
    good=(
        Example("我1985年出生，2008年入党，党龄16年。", (), {"year": 2024}),
        Example("我2010年7月参加工作，2012年6月入党，2013年6月转正，入党12年来没有迟到。"),
        Example("我2005年加入中国共产党，入党20年来常想初心。", (), {"year": 2024}),
        Example("老书记1930年出生，1945年入党，我听他讲过。", (), {"year": 2024}),
    ),
    bad=(
        Example("我1990年出生，2005年入党。", ("2005年入党",), {"year": 2024}),
        Example("我2015年入党，入党15年来不忘初心。", ("入党15年",), {"year": 2024}),
        Example("我1980年3月出生，今年35岁。", ("今年35岁",), {"year": 2024}),
        Example("我2020年6月入党，2020年12月转正。", ("2020年12月转正",), {"year": 2024}),
    ),
)
