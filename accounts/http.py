"""What a request is and where it may go: pages and scripts are answered differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

from accounts.models import Membership, User

#: Shorter values are choices and names, which nobody needs back; a claim of four characters (怕得罪人)
#: is one (characters).
WORTH_KEEPING = 4
#: Of an address in a redirect, with room for what is put around it (characters, quoted); Django
#: refuses more than 2048.
LONGEST_TARGET = 1900


#: What a file is called on its way, by the ending of its name.
FILE_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "json": "application/json",
}


def file_answer(content: bytes, name: str) -> HttpResponse:
    """A file to save under a name, whose ending is one of `FILE_TYPES`."""
    answer = HttpResponse(content, content_type=FILE_TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def most_file_bytes(view: Callable[..., Any]) -> int:
    """The bytes of the largest file that a view takes; 0 if it takes none."""
    return int(getattr(view, "most_file_bytes", 0))


class SignedInRequest(HttpRequest):
    """A request behind `login_required_json_aware`: its user is a person (for the type checker
    only)."""

    user: User
    #: when it came, in milliseconds (ArrivalMiddleware)
    arrived: int
    #: the active memberships of the user, once they were read (selectors.own_memberships)
    memberships: list[Membership]


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks (`X-Requested-With: fetch`, htmx, or JSON accepted and HTML not): it
    must never get a page."""
    if request.headers.get("X-Requested-With") == "fetch" or "HX-Request" in request.headers:
        return True
    accept = request.headers.get("Accept", "")
    return "application/json" in accept and "text/html" not in accept


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in: `next` of the form or the address if it stays on this site,
    else the start page."""
    return page_of_ours(
        request, request.POST.get("next") or request.GET.get("next") or ""
    ) or resolve_url(settings.LOGIN_REDIRECT_URL)


def return_path(request: HttpRequest) -> str:
    """The page to come back to after signing in: this one, or for a form the page it stood on; ""
    when unknown."""
    if request.method in ("GET", "HEAD"):
        page = request.get_full_path()
        return page if _fits(page) else ""
    referer = request.headers.get("Referer", "")
    if not is_ours(request, referer):
        return ""
    parts = urlsplit(referer)
    return page_of_ours(request, f"{parts.path}?{parts.query}" if parts.query else parts.path)


def sent_texts(request: HttpRequest) -> list[str]:
    """The Chinese texts of a form that could not be taken, to be shown again; never a password, a
    button or an id."""
    return [
        value
        for name, values in request.POST.lists()
        if "password" not in name and name != "csrfmiddlewaretoken"
        for value in values
        if len(value) >= WORTH_KEEPING and any("\u4e00" <= char <= "\u9fff" for char in value)
    ]


def page_of_ours(request: HttpRequest, target: str) -> str:
    """An address that was sent along, if a person may be led there: a path below this site's root,
    not too long for a redirect; else ""."""
    return target if target.startswith("/") and _fits(target) and is_ours(request, target) else ""


def is_ours(request: HttpRequest, url: str) -> bool:
    """Whether an address leads to a page of this site, so that a person may be sent there."""
    return url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )


def _fits(url: str) -> bool:
    """Whether a redirect can carry an address, as its own or in a query."""
    return len(quote(url, errors="replace")) <= LONGEST_TARGET
