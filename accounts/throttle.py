"""The answer to someone who typed a wrong password too often (django-axes counts and locks), and to
someone at an address where too many names failed (`accounts.tried_names`)."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import wants_json
from accounts.tried_names import failed_names, note_names, waits_until

TOO_MANY_REQUESTS = 429


class Handler(AxesDatabaseHandler):
    """Counts failures as django-axes does, by name and address, and slows an address down where
    many names failed. It never locks an address."""

    def is_allowed(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        """Whether the password is looked at; ``request.slowed_until`` says until when it is not."""
        if not super().is_allowed(request, credentials):
            return False
        name = get_client_username(request, credentials) or ""
        request.slowed_until = waits_until(request.axes_ip_address, name)
        return request.slowed_until is None

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is not None and getattr(request, "slowed_until", None) is None:
            note_names(request.axes_ip_address, failed_names(request.axes_ip_address))


def client_in_log(_name: str, address: str, *_more: Any) -> str:
    """What the log says of who tried to sign in: the address. A name may be a password that was
    typed into the wrong field, and who signs in when is nobody's business."""
    return address


def locked_response(
    request: Any, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say from when on one can try again: a page, or JSON for a script. django-axes calls this in
    place of the view."""
    if slowed_until := getattr(request, "slowed_until", None):
        return _slowed_response(request, slowed_until, credentials)
    until = locked_until(request, credentials)
    minutes = max(1, math.ceil((until - timezone.now()).total_seconds() / 60))
    clock = timezone.localtime(until).strftime("%H:%M")
    if wants_json(request):
        error = f"密码多次输入错误，登录已暂停，请在 {minutes} 分钟后（{clock}）再试。"
        answer: HttpResponse = JsonResponse({"error": error}, status=TOO_MANY_REQUESTS)
    else:
        context = {"until": until, "minutes": minutes}
        answer = render(request, "accounts/locked.html", context, status=TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(minutes * 60)
    return answer


def locked_until(request: Any, credentials: dict[str, Any] | None) -> datetime:
    """When the lock of this username and address ends: the cool-off after the last attempt that was
    counted."""
    last = AccessAttempt.objects.filter(
        username=get_client_username(request, credentials),
        ip_address=request.axes_ip_address,
        failures_since_start__gt=0,
    ).order_by("-attempt_time")
    attempt = last.first()
    found: datetime = (attempt.attempt_time if attempt else timezone.now()) + get_cool_off(request)
    return found


def _slowed_response(
    request: HttpRequest, until: datetime, credentials: dict[str, Any] | None
) -> HttpResponse:
    seconds = max(1, math.ceil((until - timezone.now()).total_seconds()))
    said = (
        "您所在的网络刚才有许多用户名登录失败，为防止有人试密码，登录放慢了。"
        f"请等 {seconds} 秒再登录一次，密码正确就能进入。"
    )
    if wants_json(request):
        answer: HttpResponse = JsonResponse({"error": said}, status=TOO_MANY_REQUESTS)
    else:
        context = {
            "said": said,
            "username": get_client_username(request, credentials) or "",
            "next": request.POST.get("next") or request.GET.get("next") or "",
        }
        answer = render(request, "accounts/slowed.html", context, status=TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(seconds)
    return answer
