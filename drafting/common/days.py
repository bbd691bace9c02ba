"""Days and moments as people say them, from local ones. [pure]"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final, Generic, Literal, TypeVar

T = TypeVar("T")

#: A deadline this near (days) is shown in another colour.
SOON: Final = 3


@dataclass(frozen=True, slots=True)
class Day(Generic[T]):
    """A day as people call it, and what came on it."""

    name: str
    items: tuple[T, ...]


def month_day(day: date) -> str:
    """3月5日."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """2025年3月5日."""
    return f"{day.year}年{month_day(day)}"


def day_from(day: date, today: date) -> str:
    """A day as said on another one: 3月5日, with its year where that is another one's."""
    return month_day(day) if day.year == today.year else full_day(day)


def day_name(day: date, today: date) -> str:
    """今天, 昨天, 3月5日, 2025年3月5日."""
    if 0 <= (today - day).days < 2:
        return ("今天", "昨天")[(today - day).days]
    return day_from(day, today)


def by_day(items: Iterable[tuple[datetime, T]], today: date) -> list[Day[T]]:
    """Items with their moments, newest first, parted into days."""
    return [
        Day(day_name(day, today), tuple(item for _, item in group))
        for day, group in groupby(items, key=lambda pair: pair[0].date())
    ]


def moment(then: datetime, now: datetime) -> str:
    """When something happened: 刚刚, 5分钟前, 今天 15:04, 昨天 15:04, 3月5日 15:04, 2025年3月5日."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return "刚刚"
    if passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)}分钟前"
    name = day_name(then.date(), now.date())
    return f"{name} {then:%H:%M}" if then.year == now.year or name == "昨天" else name


def days_left(deadline: date, today: date) -> str:
    """How long there is until a deadline, whose day still counts: 还有5天, 明天截止, 今天截止, 已过截止日期3天."""
    days = (deadline - today).days
    if days < 0:
        return f"已过截止日期{-days}天"
    return ("今天截止", "明天截止")[days] if days < 2 else f"还有{days}天"


def until_meeting(day: date, today: date) -> str:
    """How long there is until a meeting: 离会议还有5天, 明天开会, 今天开会; empty when it was."""
    days = (day - today).days
    if days < 0:
        return ""
    return ("今天开会", "明天开会")[days] if days < 2 else f"离会议还有{days}天"


def urgency(deadline: date, today: date) -> Literal["bad", "warn", ""]:
    """The colour of a deadline: "bad" when it has passed, "warn" when it is near."""
    days = (deadline - today).days
    if days < 0:
        return "bad"
    return "warn" if days <= SOON else ""
