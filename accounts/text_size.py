"""字号: kept with the person, and on the computer for the pages before the sign-in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.codes import TextSize

COOKIE = "zhaojing_text_size"
_YEAR = 365 * 24 * 60 * 60


def text_size_of(request: HttpRequest) -> TextSize:
    """The person's size; before the sign-in the one last chosen or used on this computer."""
    if request.user.is_authenticated:
        return TextSize(request.user.text_size)
    kept = request.COOKIES.get(COOKIE, "")
    return TextSize(kept) if kept in TextSize.values else TextSize.STANDARD


def keep_on_this_computer(response: HttpResponseBase, size: TextSize) -> None:
    """Let the pages before the next sign-in have this size."""
    response.set_cookie(
        COOKIE,
        size.value,
        max_age=_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def text_size(request: HttpRequest) -> dict[str, TextSize]:
    """Context processor: ``text_size`` for every page."""
    return {"text_size": text_size_of(request)}
