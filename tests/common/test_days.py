"""Days and moments as people say them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from drafting.common.days import (
    Day,
    by_day,
    day_from,
    day_name,
    days_left,
    full_day,
    moment,
    month_day,
    urgency,
)

NOW = datetime(2024, 3, 5, 9, 30)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2024, 3, 5, 9, 29, 30), "刚刚"),
        (datetime(2024, 3, 5, 9, 30, 2), "刚刚"),
        (datetime(2024, 3, 5, 9, 25), "5分钟前"),
        (datetime(2024, 3, 4, 23, 40), "昨天 23:40"),
        (datetime(2024, 3, 5, 8, 30), "今天 08:30"),
        (datetime(2024, 3, 3, 9, 31), "3月3日 09:31"),
        (datetime(2023, 12, 31, 9, 31), "2023年12月31日"),
    ],
)
def test_a_moment_is_said_as_people_say_it(then: datetime, words: str) -> None:
    assert moment(then, NOW) == words


def test_a_day_of_another_year_is_said_with_it() -> None:
    said = [day_from(day, NOW.date()) for day in (date(2024, 12, 10), date(2025, 12, 10))]
    assert said == ["12月10日", "2025年12月10日"]


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (date(2024, 3, 5), "今天截止"),
        (date(2024, 3, 6), "明天截止"),
        (date(2024, 3, 7), "还有2天"),
        (date(2024, 3, 3), "已过截止日期2天"),
    ],
)
def test_the_day_of_the_deadline_still_counts(deadline: date, words: str) -> None:
    assert days_left(deadline, NOW.date()) == words


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 3, 5), "今天"),
        (date(2024, 3, 4), "昨天"),
        (date(2024, 3, 3), "3月3日"),
        (date(2023, 12, 31), "2023年12月31日"),
        (date(2024, 3, 6), "3月6日"),  # a clock that was set back
    ],
)
def test_day_names(day: date, name: str) -> None:
    assert day_name(day, date(2024, 3, 5)) == name


def test_days_in_order() -> None:
    times = [datetime(2024, 3, 5, 9), datetime(2024, 3, 5, 0), datetime(2024, 3, 4, 23, 59)]
    assert by_day(zip(times, "abc", strict=True), date(2024, 3, 5)) == [
        Day("今天", ("a", "b")),
        Day("昨天", ("c",)),
    ]
    assert by_day([], date(2024, 3, 5)) == []


def test_a_moment_across_the_turn_of_a_year() -> None:
    now = datetime(2024, 1, 1, 9, 30)
    assert moment(datetime(2023, 12, 31, 23, 40), now) == "昨天 23:40"
    assert moment(datetime(2023, 12, 30, 23, 40), now) == "2023年12月30日"


def test_dates() -> None:
    assert (month_day(date(2025, 3, 5)), full_day(date(2025, 3, 5))) == ("3月5日", "2025年3月5日")


@pytest.mark.parametrize(("day", "tone"), [(4, "bad"), (5, "warn"), (8, "warn"), (9, "")])
def test_the_colour_of_a_deadline(day: int, tone: str) -> None:
    assert urgency(date(2024, 3, day), date(2024, 3, 5)) == tone
