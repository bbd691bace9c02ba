"""Notices grouped by the day they came. [pure]"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Day(Generic[T]):
    """A day as people call it, and what came on it."""

    name: str
    items: tuple[T, ...]


def day_name(day: date, today: date) -> str:
    """今天, 昨天, 3月5日, 2025年3月5日."""
    if 0 <= (today - day).days < 2:
        return ("今天", "昨天")[(today - day).days]
    said = f"{day.month}月{day.day}日"
    return said if day.year == today.year else f"{day.year}年{said}"


def by_day(items: Iterable[tuple[datetime, T]], today: date) -> list[Day[T]]:
    """Items with their moments in local time, newest first, parted into days."""
    return [
        Day(day_name(day, today), tuple(item for _, item in group))
        for day, group in groupby(items, key=lambda pair: pair[0].date())
    ]
