"""Where a person is signed in: looked at and ended by themselves, ended when the account is closed.

The sessions themselves are rows of Django's; a `SignIn` says whose a session is and on what device.
When a session was last used is read from its end, which moves along with its use
(SlidingSessionMiddleware), so that a page costs no query more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.devices import device_words
from accounts.models import SignIn, User


@dataclass(frozen=True, slots=True)
class Running:
    """A session that goes on: its row, when it was last used (to five minutes), and whether it is
    the one that asks."""

    sign_in: SignIn
    last_used: datetime
    own: bool


def note_sign_in(sender: Any, request: HttpRequest, user: User, **_more: Any) -> None:
    """Note that a person signed in with this request's session (connected to user_logged_in), and
    forget those of their sign-ins whose session is gone."""
    if request.session.session_key is None:
        request.session.create()
    gone = ~Exists(Session.objects.filter(session_key=OuterRef("session_key")))
    SignIn.objects.filter(gone, user=user).delete()
    _note(request, user)


def running(request: HttpRequest, user: User) -> list[Running]:
    """The sessions in which a person is signed in now, the one of this request first, then by their
    last use."""
    rows = {row.session_key: row for row in SignIn.objects.filter(user=user)}
    own = request.session.session_key
    if own and own not in rows:
        rows[own] = _note(request, user)  # signed in before there were these rows
    sessions = Session.objects.filter(session_key__in=rows, expire_date__gt=timezone.now())
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    found = [
        Running(
            rows[one.session_key],
            one.expire_date - idle,
            one.session_key == own,
        )
        for one in sessions
        if _opens(one, user)
    ]
    return sorted(found, key=lambda one: (one.own, one.last_used), reverse=True)


@transaction.atomic
def end(row: SignIn) -> None:
    """End one session."""
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()


@transaction.atomic
def end_all(user: User, but: str | None = None) -> int:
    """End a person's sessions, but for the one with this key; returns how many went on until
    now."""
    rows = SignIn.objects.filter(user=user)
    if but is not None:
        rows = rows.exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    sessions = Session.objects.filter(session_key__in=keys)
    went_on = [one for one in sessions.filter(expire_date__gt=timezone.now()) if _opens(one, user)]
    sessions.delete()
    rows.delete()
    return len(went_on)


def keep_only(request: HttpRequest, user: User) -> None:
    """End a person's sessions but for this request's, which has just changed its key."""
    end_all(user)
    _note(request, user)


def _note(request: HttpRequest, user: User) -> SignIn:
    device = device_words(request.META.get("HTTP_USER_AGENT", ""))
    return SignIn.objects.update_or_create(
        session_key=request.session.session_key, defaults={"user": user, "device": device}
    )[0]


def _opens(session: Session, user: User) -> bool:
    """Whether a session still signs the person in: a new password has ended those of before."""
    held = session.get_decoded()
    return held.get(SESSION_KEY) == str(user.pk) and constant_time_compare(
        held.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )
