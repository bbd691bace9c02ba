"""The page of the second step of signing in."""

from __future__ import annotations

from typing import Any, Final

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.http import page_of_ours, wants_json
from accounts.second_factor.forms import CodeForm, refused
from accounts.services import second_factor
from accounts.services.account_news import tell
from accounts.services.second_factor import Use
from accounts.sign_in_steps import HalfSignedIn, enter, half_signed_in
from accounts.throttle import locked_response

_OVER: Final = "登录等得太久，或者密码改过了，请重新输入用户名和密码。"
#: From so many left on people are told to draw new ones.
_FEW: Final = 3


@sensitive_post_parameters("code")
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponseBase:
    """Ask who has given the right password for a code; a script gets what it gets for signing in, or 400 with
    {"error": one sentence}, and with {"again": true} where the password has to be given once more."""
    half = half_signed_in(request)
    if half is None:
        return _over(request)
    recovery = bool(request.GET.get("recovery"))
    if request.method != "POST":
        return _page(request, half, CodeForm(recovery=recovery), recovery)
    form = CodeForm(request.POST, recovery=recovery)
    if not form.is_valid():
        return _said(request, half, form, recovery)
    credentials = {"username": half.user.username}
    if not AxesProxyHandler.is_allowed(request, credentials):
        return locked_response(request, credentials=credentials)
    use = second_factor.use_code(half.user, form.cleaned_data["code"])
    if not use:
        form.add_error("code", refused(request, half.user, use) + _tries_left(request, use))
        return _said(request, half, form, recovery)
    answer = enter(request, half)
    if use is Use.RECOVERY:
        _tell_of_recovery(request, half)
    return answer


def _over(request: HttpRequest) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"error": _OVER, "again": True}, status=400)
    target = page_of_ours(request, request.POST.get("next") or request.GET.get("next") or "")
    messages.error(request, _OVER)
    url = reverse("accounts:login")
    return redirect(f"{url}?{urlencode({'next': target})}" if target else url)


def _tries_left(request: Any, use: Use) -> str:
    """How often one may try again, as signing in says it."""
    failures = getattr(request, "axes_failures_since_start", None)
    if use is not Use.WRONG or failures is None:
        return ""
    return f"还可以再试 {max(0, settings.AXES_FAILURE_LIMIT - failures)} 次。"


def _tell_of_recovery(request: HttpRequest, half: HalfSignedIn) -> None:
    left = second_factor.codes_left(half.user)
    said = f"用恢复码登录了您的账号，还剩 {left} 个恢复码。不是您本人的，请马上修改密码。"
    tell(half.user, f"刚才有人{said}")
    if not wants_json(request):
        more = "请到“我的资料”里换一套新的。" if left <= _FEW else ""
        messages.warning(request, f"您用掉了一个恢复码，还剩 {left} 个。{more}")


def _said(
    request: HttpRequest, half: HalfSignedIn, form: CodeForm, recovery: bool
) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"error": str(form.errors["code"][0])}, status=400)
    return _page(request, half, form, recovery)


def _page(request: HttpRequest, half: HalfSignedIn, form: CodeForm, recovery: bool) -> HttpResponse:
    context = {"form": form, "recovery": recovery, "next": half.target, "username": half.user}
    return render(request, "accounts/login_code.html", context)
