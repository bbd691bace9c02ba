"""On which days who is late hears of a deadline, and in what words. [pure]"""

from __future__ import annotations

from datetime import date
from typing import Final

from drafting.common.days import day_from, days_left, month_day

#: Days before the deadline on which is reminded; -1 is the day after it.
STAGES: Final = (7, 3, 1, 0, -1)
#: A reminder that nobody could send on its day (the machine was off over a weekend) is sent up to
#: so many days later; before the deadline until the next one is due.
LATEST: Final = -3
#: Characters of the secretary's own words, so that the longest reminder fits into a notice.
LONGEST_WORDS: Final = 80


def stage(deadline: date, today: date) -> int | None:
    """The reminder that is due, as days before the deadline: the last of STAGES that was reached.
    None long before and after."""
    left = (deadline - today).days
    if not LATEST <= left <= STAGES[0]:
        return None
    return min(each for each in STAGES if each >= left)


def reminder(title: str, deadline: date | None, today: date, *, returned: bool) -> str:
    """What is said to a member who has not handed in; ``returned`` where the paper was handed in
    once and sent back."""
    if deadline is None:
        missing = "退回给您修改后还没有重新提交" if returned else "您还没有提交"
        return f"“{title}”的材料{missing}，请尽快提交。"
    missing = "退回给您修改的材料还没有重新提交" if returned else "您还没有提交"
    left = (deadline - today).days
    if left < 0:
        return f"“{title}”的材料已于{day_from(deadline, today)}截止，{missing}，请尽快提交。"
    when = days_left(deadline, today) + (f"截止（{day_from(deadline, today)}）" if left > 1 else "")
    return f"“{title}”的材料{when}，{missing}。"


def with_words(text: str, name: str, words: str) -> str:
    """A reminder with what the secretary of this name adds in their own words; without any it stays
    as it is."""
    return f"{text}{name}说：“{words}”" if words else text


def summary(title: str, deadline: date, missing: int) -> str:
    """What is said to the secretary when the deadline has passed and so many people have not handed
    in."""
    return f"“{title}”的材料已于{month_day(deadline)}截止，还有 {missing} 人没有提交。"
