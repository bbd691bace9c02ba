"""What a request is and where it may go: pages and scripts are answered differently."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

#: Shorter values are choices and names, which nobody needs back; a claim of four characters (怕得罪人) is one (characters).
WORTH_KEEPING = 4


class SignedInRequest(HttpRequest):
    """A request behind `login_required_json_aware`: its user is a person (for the type checker only)."""

    user: User


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks (`X-Requested-With: fetch`, htmx, or JSON accepted and HTML not): it must never get a page."""
    if request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers:
        return True
    accept = request.headers.get("Accept", "")
    return "application/json" in accept and "text/html" not in accept


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in: `next` of the form or the address if it stays on this site, else the start page."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if is_ours(request, target):
        return target
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def return_path(request: HttpRequest) -> str:
    """The page to come back to after signing in: this one, or for a form the page it stood on; "" when unknown."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if not is_ours(request, referer):
        return ""
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def sent_texts(request: HttpRequest) -> list[str]:
    """The Chinese texts of a form that could not be taken, to be shown again; never a password, a button or an id."""
    return [
        value
        for name, values in request.POST.lists()
        if "password" not in name and name != "csrfmiddlewaretoken"
        for value in values
        if len(value) >= WORTH_KEEPING and any("\u4e00" <= char <= "\u9fff" for char in value)
    ]


def is_ours(request: HttpRequest, url: str) -> bool:
    """Whether an address leads to a page of this site, so that a person may be sent there."""
    return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
