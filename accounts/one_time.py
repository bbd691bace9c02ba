"""How long a one-time password (一次性密码) is taken that nobody has changed."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from drafting.common.days import day_from


def last_day(since: datetime.datetime) -> datetime.date:
    """The last day on which a one-time password is taken that was given then."""
    days: int = settings.ONE_TIME_PASSWORD_DAYS
    return timezone.localdate(since) + datetime.timedelta(days=days)


def taken_until(day: datetime.date) -> str:
    """Until when one is taken, as lists say it: 至3月5日有效, 至2027年1月3日有效 while it is still 2026."""
    return f"至{day_from(day, timezone.localdate())}有效"
