"""How deadlines, titles and lengths are said."""

from datetime import date

import pytest

from drafting.common.days import days_left
from drafting.meetings.words import length_asked, title_for


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
    assert days_left(deadline, date(2024, 3, 5)) == words


@pytest.mark.parametrize(
    ("title", "kind", "said"),
    [
        (
            "2024年度民主生活会个人对照检查材料",
            "对照检查材料",
            "2024年度民主生活会个人对照检查材料",
        ),
        ("2024年度民主生活会个人对照检查材料", "个人发言提纲", "2024年度民主生活会个人发言提纲"),
        ("2024年度民主生活会对照检查材料", "个人发言提纲", "2024年度民主生活会个人发言提纲"),
        ("2024年度民主生活会个人对照检查材料", "问题清单", "2024年度民主生活会个人问题清单"),
        ("2024年度党性分析", "问题清单", "2024年度党性分析"),
    ],
)
def test_a_title_names_the_kind_of_document(title: str, kind: str, said: str) -> None:
    assert title_for(title, kind) == said


def test_the_length_that_is_asked() -> None:
    asked = [
        length_asked(least, most) for least, most in ((0, 0), (1500, 0), (0, 3000), (1500, 3000))
    ]
    assert asked == ["", "1500 字以上", "3000 字以内", "1500—3000 字"]
