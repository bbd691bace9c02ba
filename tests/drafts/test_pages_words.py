from datetime import date, datetime

import pytest

from drafting.drafts.words import days_left, moment

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
