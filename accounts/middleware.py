"""The forced change of a one-time password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.http import wants_json

OPEN_VIEWS = {"accounts:password_change", "accounts:logout", "accounts:login", "healthz"}
CHANGE_FIRST = "请先修改密码，再继续使用。"


class PasswordChangeMiddleware:
    """Leads people with a one-time password to the page that changes it, wherever they go.

    Scripts get 403 with {"error": "password_change", …}. Signing out stays possible; static files are answered before
    this (WhiteNoise), and anonymous requests pass, so that a view's own 401 arrives as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    # process_view rather than __call__: only here the name of the view is known.
    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponseBase | None:
        if request.resolver_match is None or request.resolver_match.view_name in OPEN_VIEWS:
            return None
        if not (request.user.is_authenticated and request.user.must_change_password):
            return None
        url = reverse("accounts:password_change")
        if wants_json(request):
            return JsonResponse({"error": "password_change", "message": CHANGE_FIRST, "url": url}, status=403)
        return redirect(url)
