"""Anniversaries and years of a plan that the calendar has otherwise: 2020年建党100周年."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.common.numerals import value_of
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_BEGAN: Final = (
    (r"(?:中国共产党|我们党|党)(?:的)?(?:成立|建立|建党|诞生)|建党", 1921),
    (r"(?:新中国|中华人民共和国|共和国)(?:的)?(?:成立|建立|诞生)|建国", 1949),
    (r"(?:中国人民)?解放军(?:的)?(?:建军|成立)|建军", 1927),
    (r"改革开放", 1978),
    (r"(?:中国人民)?(?:抗日战争|抗战)(?:暨世界反法西斯战争)?胜利", 1945),
    (r"红军长征(?:胜利)", 1936),
    (r"(?:香港)回归", 1997),
    (r"(?:澳门)回归", 1999),
)
_COUNT: Final = r"(?P<count>\d{1,3}|[一二三四五六七八九十百]{1,5})"
_SAID: Final = tuple(
    (
        re.compile(
            rf"(?P<year>(?:19|20)\d\d)年(?:是|正值|恰逢|适逢|迎来|庆祝|纪念|，|正是|欣逢|我们|隆重){{0,3}}(?:{name})"
            rf"的?{_COUNT}周年"
        ),
        began,
    )
    for name, began in _BEGAN
)
_FIRST: Final = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_PLAN: Final = re.compile(
    r"(?P<year>20\d\d)年(?:是|作为|为|正是|，){0,2}[“\"]?(?P<plan>十[二三四五]五)[”\"]?(?:规划)?(?:的)?"
    r"(?P<what>开局|起步|收官|最后|第一|第二|第三|第四|第五)(?:之|一)?年"
)
_PLACE: Final = {
    "开局": 0,
    "起步": 0,
    "第一": 0,
    "第二": 1,
    "第三": 2,
    "第四": 3,
    "第五": 4,
    "收官": 4,
    "最后": 4,
}


def run(context: Context) -> Iterable[Hit]:
    """Years beside an anniversary or a year of a five-year plan that is not theirs."""
    for pattern, began in _SAID:
        for match in pattern.finditer(context.text):
            count = _number(match["count"])
            if count is not None and began + count != int(match["year"]):
                right = f"{began + count}年"
                message = f"{count}周年在{right}，这里写的是{match['year']}年。"
                yield Hit(match.start(), match.end(), message, "核对年份和周年")
    yield from _of_plans(context)


def _of_plans(context: Context) -> Iterator[Hit]:
    for match in _PLAN.finditer(context.text):
        year = _FIRST[match["plan"]] + _PLACE[match["what"]]
        if year != int(match["year"]):
            message = f"“{match['plan']}”的{match['what']}之年是{year}年。"
            yield Hit(match.start(), match.end(), message, "核对年份")


def _number(text: str) -> int | None:
    if text in ("一百", "百"):
        return 100
    return int(text) if text.isdecimal() else value_of(text)


CHECK = Check(
    id="anniversary",
    rank=422,
    title="周年、规划的年份不对",
    severity="warning",
    why="建党、新中国成立多少周年，五年规划哪年开局、哪年收官，都有定数；写错多半是从往年的材料里改的。",
    source="公历；历次五年规划纲要",
    run=run,
    good=(
        Example("2021年是中国共产党成立100周年，2019年迎来新中国成立70周年。"),
        Example("2021年是“十四五”开局之年，2025年是“十四五”收官之年，2026年是“十五五”开局之年。"),
        Example("我入党十周年，公司成立30周年；2023年学习改革开放史。"),
    ),
    bad=(
        Example("2020年是党成立100周年，我参加了活动。", ("2020年是党成立100周年",)),
        Example("2024年正值新中国成立70周年。", ("2024年正值新中国成立70周年",)),
        Example("2021年是“十四五”收官之年。", ("2021年是“十四五”收官之年",)),
    ),
)
