"""What every page's head shows of the notices."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from drafting.notices.selectors import count_unread


def notices(request: HttpRequest) -> dict[str, Any]:
    """``unread_notices``, the number on the bell; asked for when a template prints it, so that
    pieces of pages, scripts and people who are not signed in cost no query."""
    # missing where a request fails before it was known who asks
    user = getattr(request, "user", None)

    @cache
    def unread() -> int:
        return count_unread(user) if user is not None and user.is_authenticated else 0

    return {"unread_notices": unread}
