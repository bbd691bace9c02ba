from datetime import date, datetime

import pytest

from drafting.document.model import Point
from drafting.drafts.words import days_left, guesses, length_asked, moment, title_for

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


def test_the_first_points_whose_place_is_a_guess_are_named() -> None:
    points = (
        Point(id="a", claim="学得不深。"),
        Point(id="b", elaboration="\n没有观点句，第一段就有二十个字以上，只说开头。\n第二段。"),
        Point(id="c", claim=" \n", example="比如，只有事例。"),
    )
    start = "条在新的框架里没有完全对应的方面，暂按次序放置，请逐条看一看是否放对了地方："
    names = "学得不深；没有观点句，第一段就有二十个字以上，只说…；比如，只有事例"
    assert guesses(points) == f"有 3 {start}{names}。"
    assert guesses((*points, Point(id="d", claim="第四条"))) == f"有 4 {start}{names}等。"


@pytest.mark.parametrize(
    ("title", "kind", "said"),
    [
        ("2024年度民主生活会个人对照检查材料", "对照检查材料", "2024年度民主生活会个人对照检查材料"),
        ("2024年度民主生活会个人对照检查材料", "个人发言提纲", "2024年度民主生活会个人发言提纲"),
        ("2024年度民主生活会对照检查材料", "个人发言提纲", "2024年度民主生活会个人发言提纲"),
        ("2024年度民主生活会个人对照检查材料", "问题清单", "2024年度民主生活会个人问题清单"),
        ("2024年度党性分析", "问题清单", "2024年度党性分析"),
    ],
)
def test_a_title_names_the_kind_of_document(title: str, kind: str, said: str) -> None:
    assert title_for(title, kind) == said


def test_the_length_that_is_asked() -> None:
    asked = [length_asked(least, most) for least, most in ((0, 0), (1500, 0), (0, 3000), (1500, 3000))]
    assert asked == ["", "1500 字以上", "3000 字以内", "1500—3000 字"]
