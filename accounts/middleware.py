"""What is seen to before any page: the forced change of a one-time password, a second step that is
lacking, and an office that has ended by its date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.http import SignedInRequest, return_path, wants_json
from accounts.second_factor.requirement import lacks_one
from accounts.services.access import refresh_access, roles_at_hand
from accounts.sign_in_steps import SIGNED_IN_BY
from accounts.unit_kinds import read_once

OPEN_VIEWS = {
    "accounts:password_change",
    "accounts:logout",
    "accounts:login",
    "accounts:text_size",
    "healthz",
}
CHANGE_FIRST = "请先修改密码，再继续使用。"
SET_UP_FIRST = "您的角色须启用两步验证，请先设置，再继续使用。"


class UnitKindsMiddleware:
    """Has the kinds of unit read at most once for a page, and not at all where none is named."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with read_once():
            return self.get_response(request)


class OfficeMiddleware:
    """Takes the Django admin away from whom an office has ended for, and opens it to whom one has
    begun for, with the next click: an office also begins and ends by its date, when nobody is there
    to say so.

    Two queries for whoever may enter the admin and for whoever tries to; none for others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        match = request.resolver_match
        if match is None or match.view_name in OPEN_VIEWS:
            return
        user = request.user
        if not user.is_authenticated:
            return
        if (user.is_staff or "admin" in match.namespaces) and not roles_at_hand(user):
            refresh_access(user)


class PasswordChangeMiddleware:
    """Leads people with a one-time password to the page that changes it, wherever they go.

    Scripts get 403 with {"error": "password_change", …}. Signing out stays possible; static files
    are answered before this (WhiteNoise), and anonymous requests pass, so that a view's own 401
    arrives as it is.
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
        if SIGNED_IN_BY in request.session:  # without the password that is to be changed
            return None
        url = reverse("accounts:password_change")
        if wants_json(request):
            return JsonResponse(
                {"error": "password_change", "message": CHANGE_FIRST, "url": url}, status=403
            )
        return redirect(url)


class SecondFactorMiddleware:
    """Leads people whose role has to have a second step to the page that sets it up, wherever they
    go but for the help, which is public. Scripts get 403 with {"error": "second_factor", …}."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.view_name in OPEN_VIEWS or "help" in match.namespaces:
            return None
        if match.view_name == "accounts:second_factor_set_up" or not request.user.is_authenticated:
            return None
        if not lacks_one(cast(SignedInRequest, request)):
            return None
        url = reverse("accounts:second_factor_set_up")
        if wants_json(request):
            return JsonResponse(
                {"error": "second_factor", "message": SET_UP_FIRST, "url": url}, status=403
            )
        back = return_path(request)
        return redirect(f"{url}?{urlencode({'next': back})}" if back else url)
