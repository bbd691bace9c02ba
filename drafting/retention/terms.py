"""When the papers of a meeting come under a rule, and what is said of it. [pure]"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

#: Days between the notice and what it announces.
NOTICE: Final = 30
#: What becomes of papers, by the key of the rule: in the notice, and in the record.
BECOMES: Final = {
    "archive": "归档：只能查看和下载，不能再修改，收到“往年材料”里",
    "delete": "删除文字：正文、各个版本、批注、生成的文件都删去，只留下谁在什么时候审核的记录",
}
#: The numbers of a record, in the order in which they are said.
COUNTED: Final = {
    "papers": "份材料",
    "versions": "个版本",
    "comments": "条批注和意见",
    "opinions": "条征求的意见",
    "criticisms": "条准备的批评意见",
    "files": "个文件",
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has none such."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def announced_from(held_on: date, months: int) -> date:
    """From which day on people are told."""
    return months_after(held_on, months) - timedelta(days=NOTICE)


def due_day(held_on: date, months: int, today: date) -> date:
    """The day on which it is done, where people are told today: never before they had their
    days."""
    return max(months_after(held_on, months), today + timedelta(days=NOTICE))


def numbers_said(counts: Mapping[str, int]) -> str:
    """What went, in words: 3 份材料、5 个版本; empty where nothing did."""
    return "、".join(f"{counts[key]} {what}" for key, what in COUNTED.items() if counts.get(key))
