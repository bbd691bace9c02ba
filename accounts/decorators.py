"""Guards of views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.http import SignedInRequest, return_path, sent_texts, wants_json

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., Any])
View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

LOGIN_EXPIRED = "登录已过期，请重新登录。"


def login_required_json_aware(view: View[P]) -> Guarded[P]:
    """Let only signed-in people through.

    A page redirects to the sign-in page and back; a script gets 401 with {"error": "login",
    "message": …}, because a redirect would hand it a page of HTML with status 200 that it could
    take for a saved text. A form with texts in it is shown them again (403), because a browser
    without scripts has nowhere else to keep them.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(cast(SignedInRequest, request), *args, **kwargs)
        if wants_json(request):
            return JsonResponse({"error": "login", "message": LOGIN_EXPIRED}, status=401)
        if request.method == "POST" and (texts := sent_texts(request)):
            return _give_back(request, texts)
        return redirect_to_login(return_path(request))

    return guarded


def takes_file(most: int) -> Callable[[F], F]:
    """Say that a view takes a file of up to `most` bytes; all others take only texts
    (drafting/requests/body_limits.py)."""

    def mark(view: F) -> F:
        view.most_file_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


@never_cache
@sensitive_post_parameters()
def _give_back(request: HttpRequest, texts: list[str]) -> HttpResponseBase:
    back = return_path(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
    context = {
        "texts": texts,
        "login": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}",
    }
    return render(request, "accounts/expired.html", context, status=403)
