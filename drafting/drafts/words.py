"""Times, terms and what to look at, as people say it. [pure]"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from drafting.document.model import Point
from drafting.document.text import STOPS, paragraphs

#: Of the points that a message names: how many, and how many characters of each.
NAMED, NAME_LENGTH = 3, 20


def moment(then: datetime, now: datetime) -> str:
    """When something happened, both times in local time: 刚刚, 5分钟前, 今天 15:04, 昨天 15:04, 3月5日 15:04, 2025年3月5日."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return "刚刚"
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)}分钟前"
    days = (now.date() - then.date()).days
    if days < 2:
        return f"{'今天' if days == 0 else '昨天'} {then:%H:%M}"
    if then.year == now.year:
        return f"{then.month}月{then.day}日 {then:%H:%M}"
    return f"{then.year}年{then.month}月{then.day}日"


def days_left(deadline: date, today: date) -> str:
    """How long there is until a deadline, whose day still counts: 还有5天, 明天截止, 今天截止, 已过截止日期3天."""
    days = (deadline - today).days
    if days < 0:
        return f"已过截止日期{-days}天"
    return ("今天截止", "明天截止")[days] if days < 2 else f"还有{days}天"


def guesses(points: Sequence[Point]) -> str:
    """That the area of these carried points is a guess: how many they are, and how the first of them begin."""
    names = "；".join(_beginning(point) for point in points[:NAMED])
    more = "等" if len(points) > NAMED else ""
    return (
        f"有 {len(points)} 条在新的框架里没有完全对应的方面，暂按次序放置，"
        f"请逐条看一看是否放对了地方：{names}{more}。"
    )


def _beginning(point: Point) -> str:
    text = paragraphs(f"{point.claim}\n{point.elaboration}\n{point.example}")[0].rstrip(STOPS)
    return text if len(text) <= NAME_LENGTH else f"{text[:NAME_LENGTH]}…"


def title_for(title: str, document_kind: str) -> str:
    """A framework's title of the material with another kind of document (文种) in it: …个人对照检查材料 becomes …个人发言提纲.

    A title that does not say 对照检查材料 stays as it is.
    """
    bare = document_kind.removeprefix("个人")
    return title.replace("个人对照检查材料", f"个人{bare}").replace("对照检查材料", document_kind)


def length_asked(least: int, most: int) -> str:
    """The length that is asked of the whole text, in characters: 1500—2500 字; empty where both are 0, that is, without limit."""
    if least and most:
        return f"{least}—{most} 字"
    if least:
        return f"{least} 字以上"
    return f"{most} 字以内" if most else ""
