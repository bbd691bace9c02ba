"""Which day a measure's words name, and which words name none."""

from __future__ import annotations

from datetime import date

import pytest

from drafting.rectification.lists.limits import Limit, limit_in

TODAY = date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("2026年3月31日前补齐大字书", "2026年3月31日前", date(2026, 3, 31)),
        ("3月底前修好书架", "3月底前", date(2026, 3, 31)),
        ("在二月底之前交一份书单", "二月底之前", date(2026, 2, 28)),
        ("明年6月中旬前办结", "明年6月中旬前", date(2027, 6, 20)),
        ("12月份以前讲一次党课", "12月份以前", date(2026, 12, 31)),
        ("10月15日完成登记", "10月15日", date(2026, 10, 15)),
        ("年底前向支部汇报", "年底前", date(2026, 12, 31)),
        ("今年底前读完四本书", "今年底前", date(2026, 12, 31)),
        ("上半年内走访一遍", "上半年内", date(2026, 6, 30)),
        ("第三季度末前完成盘点", "第三季度末前", date(2026, 9, 30)),
        ("三个月内把书架修好", "三个月内", date(2026, 4, 20)),
        ("两周之内答复读者", "两周之内", date(2026, 2, 3)),
        ("半年内轮训一遍", "半年内", date(2026, 7, 20)),
        ("3月底前订计划，6月底前全部做到", "6月底前", date(2026, 6, 30)),
    ],
)  # fmt: skip
def test_a_limit_is_read_from_the_words(text: str, words: str, day: date) -> None:
    assert limit_in(text, TODAY) == Limit(words, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "每周自学不少于两个小时，长期坚持",
        "每月底前交一页笔记",
        "每年12月底前写一份总结",
        "每季度末前走访一次",
        "2月30日前交书单",
        "13月底前做完",
        "去年5月的读书会之后，改为提前一周准备",
        "把3月5日的来信作为例子",
        "会前十分钟内把材料看完",
        "在支部大会前征求意见",
    ],
)
def test_what_names_no_day_has_no_limit(text: str) -> None:
    assert limit_in(text, TODAY) is None


def test_a_month_that_has_passed_is_next_years() -> None:
    late = date(2025, 12, 26)
    texts = ("3月底前做完", "上半年内做完", "年底前做完", "2025年3月底前做完", "两个月内做完")
    assert [found.day for text in texts if (found := limit_in(text, late))] == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2025, 12, 31),
        date(2025, 3, 31),
        date(2026, 2, 26),
    ]
