"""Who was led to a service and is not back yet: a random state in the session and in the address they come back to,
so that nobody is signed in by an answer that another browser asked for (RFC 6749, 10.12)."""

from __future__ import annotations

from secrets import token_urlsafe
from time import time
from typing import Final

from django.http import HttpRequest

_KEY: Final = "led_to_services"
#: As many windows may be on their way at once, for so long (seconds).
_MOST: Final = 5
LASTS: Final = 10 * 60


def note(request: HttpRequest, service: str, target: str) -> str:
    """The state of somebody who is led to ``service`` (its key) and wants to go to ``target`` afterwards."""
    state = token_urlsafe(24)
    kept = request.session.get(_KEY, [])[1 - _MOST :]
    request.session[_KEY] = [*kept, [state, service, target, int(time())]]
    return state


def take(request: HttpRequest, service: str, state: str) -> str | None:
    """Where somebody wanted to go who comes back from ``service``; None where this session has led nobody there with
    this state, or too long ago. Each state is taken once."""
    kept = request.session.get(_KEY, [])
    found = [row for row in kept if row[:2] == [state, service]]
    if not found:
        return None
    request.session[_KEY] = [row for row in kept if row not in found]
    target, at = found[0][2:]
    return str(target) if 0 <= time() - at <= LASTS else None
