"""The own second step: setting it up, new recovery codes, turning it off."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, page_of_ours
from accounts.models import SignIn
from accounts.second_factor.authenticator import address_of, in_groups, picture_of
from accounts.second_factor.forms import KnownForm, SetUpForm
from accounts.second_factor.requirement import is_required, look_again
from accounts.second_factor.sealing import Unreadable, unseal
from accounts.selectors import own_memberships
from accounts.services import second_factor, sessions

#: In the session: the sealed key of an authenticator that is being set up.
_PENDING: Final = "second_factor_pending"
#: Who has just signed in is not asked for the password once more.
_JUST: Final = timedelta(minutes=10)
_WRONG: Final = (
    "动态码不正确。请核对手机的时间是不是自动设置的，再输入现在显示的动态码；"
    "还是不行，请删去手机里刚加的这一条，重新扫一次。"
)


@sensitive_post_parameters()
@never_cache
@login_required_json_aware
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: SignedInRequest) -> HttpResponseBase:
    """Show the key of a new authenticator, and let its first code turn the second step on."""
    if second_factor.has_one(request.user):
        messages.success(request, "您已经启用了两步验证。")
        return redirect("accounts:profile")
    sealed, secret = _pending(request)
    form = SetUpForm(request, request.POST or None, asked=not _just_signed_in(request))
    if request.method == "POST" and form.is_valid():
        if second_factor.set_up(request.user, sealed, form.cleaned_data["code"]):
            del request.session[_PENDING]
            # who signed in with the password alone is not in with it any more
            sessions.end_all(request.user, but=request.session.session_key)
            return _codes(request, "两步验证已启用，其他地方的登录已结束。", _target(request))
        form.add_error("code", _WRONG)
    address = address_of(secret, request.user.username)
    context = {
        "form": form,
        "picture": mark_safe(picture_of(address)),  # noqa: S308 - segno's, of our own address
        "secret": in_groups(secret),
        "required": is_required(request.user, own_memberships(request)),
        "next": _target(request),
    }
    return render(request, "accounts/second_factor_set_up.html", context)


@sensitive_post_parameters()
@never_cache
@login_required_json_aware
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: SignedInRequest) -> HttpResponseBase:
    """Draw new recovery codes, after the password was given again, and show them, once."""
    if not second_factor.has_one(request.user):
        return redirect("accounts:profile")
    form = KnownForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _codes(request, "原来的恢复码都作废了。", "")
    context = {"form": form, "left": second_factor.codes_left(request.user), "act": "codes"}
    return render(request, "accounts/second_factor_known.html", context)


@sensitive_post_parameters()
@never_cache
@login_required_json_aware
@require_http_methods(["GET", "HEAD", "POST"])
def turn_off(request: SignedInRequest) -> HttpResponseBase:
    """Turn the second step off, after the password was given again; not for whom it is required."""
    if not second_factor.has_one(request.user):
        return redirect("accounts:profile")
    form = KnownForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        second_factor.turn_off(request.user)
        look_again(request)
        if is_required(request.user, own_memberships(request)):
            messages.success(request, "已停用原来的身份验证器，请换上新的。")
            return redirect("accounts:second_factor_set_up")
        messages.success(request, "两步验证已关闭，以后只用密码登录。")
        return redirect("accounts:profile")
    context = {
        "form": form,
        "act": "off",
        "required": is_required(request.user, own_memberships(request)),
    }
    return render(request, "accounts/second_factor_known.html", context)


def state_of(request: SignedInRequest) -> dict[str, Any]:
    """What the page of the own data says of the second step."""
    row = getattr(request.user, "second_factor", None)
    return {
        "row": row,
        "left": second_factor.codes_left(request.user) if row else 0,
        "required": is_required(request.user, own_memberships(request)),
    }


def _pending(request: SignedInRequest) -> tuple[str, str]:
    """The key that is being set up in this session, sealed and plain; a new one where there is none."""
    sealed = request.session.get(_PENDING)
    try:
        if sealed:
            return sealed, unseal(sealed)
    except Unreadable:
        pass
    sealed = request.session[_PENDING] = second_factor.new_sealed_secret()
    return sealed, unseal(sealed)


def _just_signed_in(request: SignedInRequest) -> bool:
    """Whether this session began a moment ago; who has no password here is not asked for one."""
    if not request.user.has_usable_password():
        return True
    since = timezone.now() - _JUST
    rows = SignIn.objects.filter(user=request.user, began_at__gte=since)
    return rows.filter(session_key=request.session.session_key).exists()


def _target(request: SignedInRequest) -> str:
    return page_of_ours(request, request.POST.get("next") or request.GET.get("next") or "")


def _codes(request: SignedInRequest, said: str, target: str) -> HttpResponse:
    """Draw and show the recovery codes: rendered at once, stored nowhere. The file is part of the page."""
    drawn = second_factor.new_recovery_codes(request.user)
    address = request.build_absolute_uri("/")
    head = f"照镜 {address}\r\n用户名：{request.user.username}\r\n恢复码（每个只能用一次）：\r\n"
    text = head + "\r\n".join(drawn) + "\r\n"
    content = b64encode(text.encode("utf-8-sig")).decode()
    context = {
        "said": said,
        "codes": drawn,
        "address": address,
        "file": f"data:text/plain;charset=utf-8;base64,{content}",
        "file_name": f"照镜恢复码-{request.user.username}.txt",
        "onward": target
        or resolve_url(settings.LOGIN_REDIRECT_URL if target else "accounts:profile"),
    }
    return render(request, "accounts/second_factor_codes.html", context)
