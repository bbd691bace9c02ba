"""How large the body of a request may be, by its address and by who sends it; judged before any of
it is read."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import resolve

from accounts.http import most_file_bytes, wants_json

#: Bytes of a form without files: what Django takes of text, and what parts the fields.
MOST_TEXT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024 * 1024
TOO_LARGE = "提交的内容太大，没有接收。"
FILE_TOO_LARGE = "文件超过 {} MB，没有接收。请压缩其中的图片，或分成几个文件再上传。"
SIGN_IN = "登录以后才能上传文件。刚才的文件没有接收，请登录后再上传一次。"


def content_length(request: HttpRequest) -> int:
    """The bytes that the request says it has; 0 where it says nothing usable, since then none are
    read."""
    value = request.META.get("CONTENT_LENGTH") or ""
    return int(value) if value.isascii() and value.isdigit() else 0


def too_large_reason(request: HttpRequest, view: Callable[..., Any]) -> str:
    """Why the body is not taken, "" if it is. `request.user` is only looked at for more than a
    text."""
    length, most = content_length(request), most_file_bytes(view)
    if length <= MOST_TEXT:
        return ""
    if not most:
        return TOO_LARGE
    if length > most + MOST_TEXT:
        return FILE_TOO_LARGE.format(most // 1024 // 1024)
    return "" if request.user.is_authenticated else SIGN_IN


class BodyLimitMiddleware:
    """Answers 413 to what is too large; stands before whatever reads the body (the check against
    forged requests)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    # process_view rather than __call__: only here the view is known.
    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_args: Any
    ) -> HttpResponse | None:
        sentence = too_large_reason(request, view)
        if not sentence:
            return None
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if wants_json(request):
            return JsonResponse({"error": "too_large", "message": sentence}, status=status)
        context = {"sentence": sentence, "sign_in": sentence == SIGN_IN}
        return render(request, "413.html", context, status=status)


def admits(environ: dict[str, Any]) -> bool:
    """Whether the web server may take a body for this request (a WSGI environment without it). Asks
    the session's table."""
    request = WSGIRequest(environ)
    close_old_connections()
    try:
        view = resolve(request.path_info).func
        engine = import_module(settings.SESSION_ENGINE)
        request.session = engine.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        return not too_large_reason(request, view)
    except (Http404, DatabaseError):
        return False
    finally:
        close_old_connections()
