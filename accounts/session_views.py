"""Ending one's own sessions: one, or all others."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.models import SignIn
from accounts.services import sessions


@require_POST
@login_required_json_aware
def session_end(request: SignedInRequest, sign_in_id: int) -> HttpResponse:
    """End one of the own sessions elsewhere; 404 for anybody else's and one that is over."""
    row = get_object_or_404(SignIn, pk=sign_in_id, user=request.user)
    if row.session_key == request.session.session_key:
        messages.error(request, "这是您正在使用的登录，要结束它，请点“退出”。")
    else:
        sessions.end(row)
        messages.success(request, f"已结束在{row.device}的登录。")
    return redirect("accounts:profile")


@require_POST
@login_required_json_aware
def sessions_end(request: SignedInRequest) -> HttpResponse:
    """End all own sessions but this one."""
    ended = sessions.end_all(request.user, but=request.session.session_key)
    said = f"已结束其他 {ended} 处登录。" if ended else "没有其他的登录。"
    messages.success(request, said)
    return redirect("accounts:profile")
