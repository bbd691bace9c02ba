"""Reminding members of limits (完成时限) that are near; the digest takes it along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from drafting.common.days import day_from
from drafting.notices.models import Notice
from drafting.notices.services.delivery import Telling, tell_all
from drafting.rectification.ledger.models import LedgerItem
from drafting.rectification.states import UNFINISHED

#: Days before a limit on which its owner hears of it, and up to how many after it where nobody
#: could send that in time.
AHEAD: Final = 7
LATE: Final = 3


def remind(today: date | None = None) -> int:
    """Write the reminders of the limits that are near; each limit of a ledger is told of once,
    however often this is called, and one that was moved again. Returns how many were written. Two
    queries and one to write."""
    day = today or timezone.localdate()
    return tell_all(_tellings(day))


def _tellings(today: date) -> Iterable[Telling]:
    rows = LedgerItem.objects.filter(
        due__range=(today - timedelta(days=LATE), today + timedelta(days=AHEAD)),
        state__in=UNFINISHED,
        ledger__owner__is_active=True,
    ).exclude(standing=LedgerItem.Standing.GONE)
    fields = rows.order_by("due", "ledger").values_list(
        "ledger_id", "ledger__owner_id", "ledger__meeting__title", "due"
    )
    for (ledger, owner, title, due), number in Counter(fields).items():
        assert due is not None  # noqa: S101 - asked for in the query
        yield Telling(
            owner,
            Notice.Kind.DEADLINE,
            reminder(title, number, due, today),
            reverse("ledger:page", args=[ledger]),
            f"limit:{ledger}:{due}",
        )


def reminder(title: str, number: int, due: date, today: date) -> str:
    """What is said of so many measures of a meeting's paper that are to be done by a day; never
    what they are."""
    left = (due - today).days
    if left < 0:
        when = f"完成时限是{day_from(due, today)}，已经过了"
    elif left == 0:
        when = f"今天（{day_from(due, today)}）到期"
    else:
        when = f"还有{left}天到期（{day_from(due, today)}）"
    return f"“{title}”的整改台账里有 {number} 条措施{when}，请更新完成情况。"
