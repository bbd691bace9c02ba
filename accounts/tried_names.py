"""One password tried on many names: how many names failed at an address, and who has to wait there.

Kept in the rows of django-axes (`AccessAttempt`: name, address, time), which all web processes
share, which end after the cool-off, and of which a right password takes its own away: a whole
office that signs in, each with a typo first, leaves none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone

#: How long a first name waits at an address that is slowed, what each further name adds, and the
#: most (seconds).
SHORTEST: Final = 30
STEP: Final = 3
LONGEST: Final = 180

#: Sent when `LOGIN_NAMES_LIMIT` names have failed at an address, and with each further one:
#: ``address``, and ``names``, those names.
many_names = Signal()


def waits_until(address: str | None, name: str) -> datetime | None:
    """From when on a password for this name is looked at at this address; None: now.

    Where many names have failed, a name is looked at only at the second asking, some time after
    the first. So whoever knows the password comes in, once they have waited; nobody can make
    another person wait longer by asking again and again.
    """
    names = failed_names(address)
    if len(names) < settings.LOGIN_NAMES_LIMIT:
        return None
    now = timezone.now()
    asked = AccessAttempt.objects.filter(ip_address=address, username=name)
    last = asked.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    if last is None or last < now - settings.AXES_COOLOFF_TIME:
        last = _note(address, name, now, len(names) - settings.LOGIN_NAMES_LIMIT)
        note_names(address, [*names, name])
    until = last + timedelta(seconds=SHORTEST)
    return until if until > now else None


def failed_names(address: str | None) -> list[str]:
    """The names that failed at an address lately, or wait there, and have not signed in since; no
    more of them than make the longest wait. None where the address is not known."""
    if not address:
        return []
    enough = settings.LOGIN_NAMES_LIMIT + (LONGEST - SHORTEST) // STEP
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    rows: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(
        ip_address=address, attempt_time__gte=since
    )
    return list(rows.order_by().values_list("username", flat=True).distinct()[:enough])


def note_names(address: str | None, names: list[str]) -> None:
    """Tell of these names where they are too many for one address."""
    if len(names) >= settings.LOGIN_NAMES_LIMIT:
        many_names.send(None, address=address or "", names=names)


def _note(address: str | None, name: str, now: datetime, further: int) -> datetime:
    """Note that a name was asked for at an address without looking at its password. Returns the
    moment that its wait is counted from, the later the more names there are."""
    start = now + timedelta(seconds=min(STEP * further, LONGEST - SHORTEST))
    # what may stand there is over: it counts no longer
    row = AccessAttempt.objects.update_or_create(
        username=name, ip_address=address, user_agent="", defaults={"failures_since_start": 0}
    )[0]
    AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=start)
    return start
