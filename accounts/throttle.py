"""The answer to someone who typed a wrong password too often (django-axes counts and locks)."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.http import wants_json

TOO_MANY_REQUESTS = 429


def locked_response(
    request: Any, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say from when on one can try again: a page, or JSON for a script. django-axes calls this in place of the view."""
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
    """When the lock of this username and address ends: the cool-off after the last attempt that was counted."""
    last = AccessAttempt.objects.filter(
        username=get_client_username(request, credentials), ip_address=request.axes_ip_address
    ).order_by("-attempt_time")
    attempt = last.first()
    return (attempt.attempt_time if attempt else timezone.now()) + get_cool_off(request)
