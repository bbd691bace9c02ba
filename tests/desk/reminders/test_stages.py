from datetime import date, timedelta

import pytest

from drafting.desk.reminders.stages import reminder, stage, summary

DEADLINE = date(2024, 3, 15)


def before(days: int) -> date:
    return DEADLINE - timedelta(days=days)


def test_the_stage_of_each_day() -> None:
    """7, 3, 1 days before, the day itself, the day after; in between what was missed is caught up
    on."""
    stages = {left: stage(DEADLINE, before(left)) for left in range(9, -6, -1)}
    assert stages == {
        9: None, 8: None, 7: 7, 6: 7, 5: 7, 4: 7, 3: 3, 2: 3, 1: 1, 0: 0, -1: -1, -2: -1, -3: -1,
        -4: None, -5: None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("left", "returned", "said"),
    [
        (7, False, "“组织生活会”的材料还有7天截止（3月15日），您还没有提交。"),
        (2, True, "“组织生活会”的材料还有2天截止（3月15日），退回给您修改的材料还没有重新提交。"),
        (1, False, "“组织生活会”的材料明天截止，您还没有提交。"),
        (0, True, "“组织生活会”的材料今天截止，退回给您修改的材料还没有重新提交。"),
        (-1, False, "“组织生活会”的材料已于3月15日截止，您还没有提交，请尽快提交。"),
    ],
)
def test_what_is_said(left: int, returned: bool, said: str) -> None:
    assert reminder("组织生活会", DEADLINE, before(left), returned=returned) == said


def test_a_day_of_another_year_is_said_with_it() -> None:
    said = reminder("组织生活会", DEADLINE, date(2023, 12, 31), returned=False)
    assert said == "“组织生活会”的材料还有75天截止（2024年3月15日），您还没有提交。"


def test_what_is_said_without_a_deadline() -> None:
    said = [reminder("组织生活会", None, DEADLINE, returned=returned) for returned in (False, True)]
    assert said == [
        "“组织生活会”的材料您还没有提交，请尽快提交。",
        "“组织生活会”的材料退回给您修改后还没有重新提交，请尽快提交。",
    ]


def test_what_the_secretary_is_told() -> None:
    assert (
        summary("组织生活会", DEADLINE, 5)
        == "“组织生活会”的材料已于3月15日截止，还有 5 人没有提交。"
    )
