"""Years that disagree: title, opening, meeting, framework."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_MEETING = (
    r"(?:专题)?(?:组织生活会|民主生活会|民主评议|个人对照|对照检查|对照检视|党性分析|个人检视)"
)
_TITLE = re.compile(rf"(20\d\d)年?(?:度)?(?=[^\n]{{0,12}}{_MEETING})")
#: Of which year's meeting the opening and the closing speak.
_SAID = re.compile(rf"(20\d\d)年度?的?(?:[^，。；、\d\n]{{0,8}}){_MEETING}")
#: Last year's meeting is spoken of with its own year.
_LAST = re.compile(r"上年度|上一年度|去年|上次|以往|往年|整改|反馈|查摆|指出|以来|和$|、$")


def run(context: Context) -> Iterable[Hit]:
    """The year of the title against the framework's, and the year of the meeting that the opening
    and the end of the paper name against the title's."""
    title = context.outline.title
    match = _TITLE.search(title.text) if title else None
    year = int(match[1]) if match else None
    if title and match and context.framework and context.framework.year != year:
        wanted = str(context.framework.year)
        start = title.start + match.start(1)
        message = f"标题写的是{year}年，本次会议是{wanted}年度的。"
        yield Hit(start, start + 4, message, wanted, wanted)
    if year is not None:
        yield from _elsewhere(context, year)


def _elsewhere(context: Context, year: int) -> Iterator[Hit]:
    outline = context.outline
    for line in (*outline.opening, *outline.closing):
        for match in _SAID.finditer(line.text):
            before = line.text[max(0, match.start() - 8) : match.start()]
            around = before + line.text[match.start() : match.end() + 12]
            # a meeting of 2024年度 is held early in 2025
            held = int(match[1]) == year + 1 and "年度" not in match.group()
            if int(match[1]) != year and not held and not _LAST.search(around):
                start = line.start + match.start(1)
                message = f"标题是{year}年度，这里写的是{match[1]}年。"
                yield Hit(start, line.start + match.end(), message, f"核对年份，应为{year}年度")


CHECK = Check(
    id="year-mismatch",
    rank=243,
    title="年份前后不一致",
    severity="warning",
    why="标题是今年的，开头却写着去年的会议，说明拿旧材料改的，没有改完。",
    source="审核常见退回理由第9条：与上年度材料雷同",
    run=run,
    good=(
        Example(
            "2024年度组织生活会对照检查材料\n按照2024年度组织生活会的安排，现报告如下：\n"
            "一、问题\n学得少。\n二、原因剖析\n懒。"
        ),
        Example(
            "2024年度组织生活会对照检查材料\n2023年度组织生活会查摆的问题已整改，现报告如下：\n"
            "一、问题\n学得少。\n二、原因剖析\n懒。"
        ),
        Example(
            "2024年度组织生活会对照检查材料\n2025年2月召开的组织生活会，我作了准备：\n"
            "一、问题\n学得少。\n二、原因剖析\n懒。"
        ),
    ),
    bad=(
        Example(
            "2024年度组织生活会对照检查材料\n根据召开2022年度组织生活会的通知，现报告如下：\n"
            "一、问题\n学得少。\n二、原因剖析\n懒。",
            ("2022年度组织生活会",),
        ),
        Example(
            "2023年度民主生活会个人对照检查材料\n按照关于开好2024年度民主生活会的要求，"
            "现报告如下：\n一、问题\n学得少。\n二、原因剖析\n懒。",
            ("2024年度民主生活会",),
        ),
    ),
)
