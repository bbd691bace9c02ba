"""The order in which papers are dealt with."""

from __future__ import annotations

from datetime import date

import pytest

from drafting.common.names import name_key
from drafting.review.capacities import Capacity
from drafting.review.decisions.states import waits_for
from drafting.review.paper_order import days_overdue, order_key

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("state", "deadline", "days"),
    [
        ("", date(2026, 3, 1), 4),
        ("drafting", date(2026, 3, 4), 1),
        ("returned", date(2026, 2, 5), 28),
        ("drafting", DAY, 0),
        ("drafting", date(2026, 3, 6), 0),
        ("drafting", None, 0),
        ("submitted", date(2026, 3, 1), 0),
        ("endorsed", date(2026, 3, 1), 0),
        ("approved", date(2026, 3, 1), 0),
    ],
)
def test_days_overdue(state: str, deadline: date | None, days: int) -> None:
    assert days_overdue(state, deadline, DAY) == days


def test_whose_turn_it_is() -> None:
    turns = {
        (state, capacity)
        for state in ("", "drafting", "submitted", "returned", "endorsed", "approved")
        for capacity in Capacity
        if waits_for(state, {capacity})
    }
    assert turns == {("submitted", Capacity.FIRST), ("endorsed", Capacity.SECOND)}
    assert not waits_for("submitted", ())


def test_the_order() -> None:
    rows = [
        ("approved", "丁", 0, False), ("", "丁", 0, False), ("drafting", "丁", 0, False),
        ("endorsed", "丁", 0, False),
        ("returned", "丁", 0, False), ("submitted", "丁", 0, True), ("submitted", "陈", 0, False),
        ("submitted", "丁", 0, False),
        ("", "丁", 1, False), ("returned", "丁", 3, False), ("endorsed", "丁", 0, True),
    ]  # fmt: skip
    ordered = sorted(
        rows, key=lambda row: order_key(row[0], row[1], overdue=row[2], waiting=row[3])
    )
    assert ordered == [
        ("returned", "丁", 3, False), ("", "丁", 1, False), ("submitted", "丁", 0, True),
        ("endorsed", "丁", 0, True),
        ("submitted", "陈", 0, False), ("submitted", "丁", 0, False), ("returned", "丁", 0, False),
        ("drafting", "丁", 0, False), ("", "丁", 0, False), ("endorsed", "丁", 0, False),
        ("approved", "丁", 0, False),
    ]  # fmt: skip


def test_names_stand_in_the_order_of_their_readings() -> None:
    names = ["周建华", "陈浩然", "Anna", "欧阳文静", "吴敏", "冯倩", "刘洋", "孙蕾", "赵一鸣"]
    assert sorted(names, key=name_key) == [
        "Anna", "陈浩然", "冯倩", "刘洋", "欧阳文静", "孙蕾", "吴敏", "赵一鸣", "周建华",
    ]  # fmt: skip
