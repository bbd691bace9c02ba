"""Dates written in two ways at once or cut short: 二零二四年, 24年3月, 三月5日."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_FIGURES: Final = str.maketrans("零〇○OoO0一二三四五六七八九", "000000" + "0" + "123456789")
_MONTH = r"(?:十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
#: 二〇二四年 is right; 零, the letter O and the sign ○ are not.
_YEAR = re.compile(r"(?<![一二三四五六七八九十])([一二][一二三四五六七八九零〇○OoO0]{3})(年)")
_WRONG_ZERO = re.compile(r"[零○OoO0]")
#: How long something lasted: 入党24年.
_SPAN = re.compile(
    r"(?:入党|党龄|工作|从业|从教|从医|从警|从军|参军|工龄|教龄|任职|结婚|坚持|历时|经过|近|满|已|了|这|约|长达|第|[\d〇零])$"
)
_SHORT = re.compile(
    r"(?<![\d.])['’‘]?(?P<year>[012]\d)年(?P<rest>度|初|末|底|上半年|下半年|全年|年[初底末]|[一二三四第]?[一二三四]?季度|"
    rf"(?:\d{{1,2}}|{_MONTH})月(?!来))"
)
_MIXED = re.compile(
    rf"(?<![一二三四五六七八九十\d])(?P<a>{_MONTH})月(?:份)?(?P<b>\d{{1,2}})[日号]"
    rf"|(?<!\d)(?P<c>\d{{1,2}})月(?P<d>{_DAY})[日号]|(?<=20\d\d年)(?P<e>{_MONTH})月(?!{_DAY}[^日])"
    rf"|[一二]〇[一二三四五六七八九〇]{{2}}年(?P<f>\d{{1,2}})月"
)


def run(context: Context) -> Iterable[Hit]:
    """Years in Chinese figures with a wrong zero, years of two figures, figures of both kinds in
    one date."""
    yield from _years(context)
    for match in _SHORT.finditer(context.text):
        before = context.text[max(0, match.start() - 4) : match.start()]
        if not _SPAN.search(before):
            full = f"20{match['year']}年{match['rest']}"
            yield Hit(match.start(), match.end(), "年份要写全四位。", full, full)
    for match in _MIXED.finditer(context.text):
        message = "同一个日期里汉字和阿拉伯数字混用。"
        yield Hit(match.start(), match.end(), message, "统一用阿拉伯数字，如2024年3月5日")


def _years(context: Context) -> Iterator[Hit]:
    for match in _YEAR.finditer(context.text):
        if _WRONG_ZERO.search(match[1]):
            figures = match[1].translate(_FIGURES)
            if figures.isdecimal() and figures[:2] in ("19", "20"):
                wanted = f"{figures}年"
                message = f"“{match.group()}”不规范，用汉字时“零”写作“〇”，正文一般用阿拉伯数字。"
                yield Hit(match.start(), match.end(), message, wanted, wanted)


CHECK = Check(
    id="date-style",
    rank=242,
    title="日期写法不规范",
    severity="warning",
    why="年份写全四位，同一个日期里不混用汉字和阿拉伯数字。",
    source="GB/T 15835—2011《出版物上数字用法》第4.1、5.1条；GB/T 9704—2012",
    run=run,
    good=(
        Example("二〇二四年三月五日，我入党；2024年3月5日，我写了思想汇报。"),
        Example("我入党24年，工作已30年，第12年3月才轮岗；2024年12月31日止。"),
        Example("三月三、五一劳动节和2024年三八节，我都在值班；一年二季度连着加班。"),
        Example("我从教21年来，三月份最忙，3月5日学雷锋。"),
        Example("对2024年一季度的任务，我拖到二季度才做。"),
        Example("20年前我写过入党申请书，10年后又重新读。"),
    ),
    bad=(
        Example("二零二三年，我只读了一本书。", ("二零二三年",)),
        Example("二○二四年和二O二五年的总结雷同。", ("二○二四年", "二O二五年")),
        Example("23年5月我没有参加学习，24年度又缺了两次。", ("23年5月", "24年度")),
        Example("五月6日，我迟到。6月十二日，又早退。", ("五月6日", "6月十二日")),
        Example("2024年五月，我请假三次。", ("五月",)),
        Example("25年初定的计划，没有做完。", ("25年初",)),
    ),
)
