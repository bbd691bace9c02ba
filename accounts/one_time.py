"""How long a one-time password (一次性密码) is taken that nobody has changed."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone


def last_day(since: datetime.datetime) -> datetime.date:
    """The last day on which a one-time password is taken that was given then."""
    days: int = settings.ONE_TIME_PASSWORD_DAYS
    return timezone.localdate(since) + datetime.timedelta(days=days)
