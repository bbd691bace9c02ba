"""The answers to what no view can answer: a calm page for a person, JSON with the same sentence for
a script."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.debug import sensitive_post_parameters

from accounts.http import return_path, sent_texts, wants_json
from drafting.requests.outages import Outage, outage_of

logger = logging.getLogger(__name__)

EXPIRED = "这个页面已过期，请刷新后再提交。"
#: Seconds after which a page that could not be shown asks again by itself.
RETRY_AFTER = 10
#: Requests that the page sends again by itself, so that nobody has to do anything.
SENT_AGAIN = {"wizard:save"}
TOO_MUCH = "一次发来的内容太多，没有保存。请返回原来的页面（文字还在），删减或者分几次再提交。"
UNREADABLE = "请求的内容系统读不懂，没有做任何改动，请刷新页面后再试一次。"
FORBIDDEN = "您没有进行这项操作的权限。"
MISSING = "没有找到这个页面。"
#: What Django raises where more is sent than it takes.
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

#: Statuses of a request with which nothing is wrong: something has changed since the page was
#: shown.
OVERTAKEN = frozenset({403, 409})


class UnusableRequest(BadRequest):
    """The request cannot be read, or holds what fits nowhere; the message is a Chinese sentence for
    whoever sent it."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page has expired, and show the texts that were sent, because the browser may not
    have kept them.

    It happens to honest people: who signs in again in another window makes the forms of this one
    void. A script gets 403 with {"error": "csrf", "message": …}.
    """
    if wants_json(request):
        return JsonResponse({"error": "csrf", "message": EXPIRED}, status=403)
    context = {"texts": sent_texts(request), "back": return_path(request)}
    return render(request, "403_csrf.html", context, status=403)


@sensitive_post_parameters()
def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: an exception that nobody has caught, wherever it was raised, in a view
    or in a middleware.

    Where database or disk are away, full, read-only or busy the answer is 503, and it needs neither
    of them: no session, no person, no context processor.
    """
    error = sys.exc_info()[1]
    outage = outage_of(error)
    if outage is None:
        return defaults.server_error(request)
    logger.error("%s: %s", outage, type(error.__cause__ or error).__name__)  # type: ignore[union-attr]
    answer = _json(request, outage) if wants_json(request) else _page(request, outage)
    answer["Retry-After"] = str(RETRY_AFTER)
    answer["Cache-Control"] = "no-store"
    # one line for each request is enough while nothing works; Django would write a traceback
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _json(request: HttpRequest, outage: Outage) -> HttpResponse:
    again = request.resolver_match is not None and request.resolver_match.view_name in SENT_AGAIN
    message = outage.sentence + ("，这一次没有保存，稍后自动再存。" if again else "，请稍后再试。")
    return JsonResponse({"error": outage.value, "message": message}, status=503)


def _page(request: HttpRequest, outage: Outage) -> HttpResponse:
    context: dict[str, Any] = {
        "outage": outage,
        "address": request.get_full_path(),
        "seconds": RETRY_AFTER,
    }
    if request.method not in ("GET", "HEAD"):
        context |= {"sent": True, "texts": sent_texts(request), "fields": _fields(request)}
    return HttpResponse(render_to_string("503.html", context), status=503)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, so that the page can send it once more; nothing where it held a password or
    a file."""
    if request.FILES or any("password" in name for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]


def refuse(
    request: HttpRequest, sentence: str, *, status: int = 400, texts: Sequence[str] = ()
) -> HttpResponse:
    """Say why a request was not taken, with the texts that it brought. Reads nothing of the request
    but who asks."""
    if wants_json(request):
        return JsonResponse({"error": "bad", "message": sentence}, status=status)
    # without the request: what it holds may be what nothing can read
    context = {"sentence": sentence, "texts": texts, "overtaken": status in OVERTAKEN}
    return HttpResponse(render_to_string("400.html", context), status=status)


@sensitive_post_parameters()
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where more was sent than is read: the sentence of an UnusableRequest; what else
    is said here is for nobody's eyes."""
    if isinstance(exception, TOO_LARGE):
        return refuse(request, TOO_MUCH, status=413)
    if isinstance(exception, UnusableRequest):
        return refuse(request, str(exception), status=exception.status)
    return refuse(request, UNREADABLE)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: with the reason."""
    if wants_json(request):
        return JsonResponse(
            {"error": "forbidden", "message": str(exception) or FORBIDDEN}, status=403
        )
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a script learns what is missing, where a view has said it; a page tells nobody more than
    that."""
    if not wants_json(request):
        # Django's own asks for the form's token first. Where no view was found nobody has read the
        # form yet, and it may be one that nobody can read.
        return render(request, "404.html", status=404)
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return JsonResponse({"error": "missing", "message": said or MISSING}, status=404)
