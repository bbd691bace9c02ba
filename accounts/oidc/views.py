"""Signing in through the unit's own service, and signing out of it."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import page_of_ours, safe_next
from accounts.models import User
from accounts.oidc import provider
from accounts.second_factor.requirement import VOUCHED
from accounts.sign_in_steps import SIGNED_IN_BY, first_step_done

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
_UNKNOWN: Final = "统一身份认证里的账号“{}”在照镜里还没有对应的人员，没有登录。请联系系统管理员，把您的用户名改成这个。"
_CLOSED: Final = "您的账号已停用，请联系系统管理员。"
_DEMO: Final = "演示账号只能在演示环境中使用。"
#: Characters of a name of the service that are said.
_SAID: Final = 40


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponseBase:
    """Lead to the service; who is signed in already is led where they want to go. A link and no form: our policy lets
    no form lead to another site."""
    _require_service()
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    callback = request.build_absolute_uri(reverse("accounts:oidc_callback"))
    target = page_of_ours(request, request.GET.get("next", ""))
    try:
        return redirect(provider.begin(request, callback, target))
    except provider.NotIdentified as error:
        return _refused(request, str(error), target)


@never_cache
@require_safe
def callback(request: HttpRequest) -> HttpResponseBase:
    """Sign in whom the service sends back, if there is such a person here."""
    _require_service()
    try:
        name, target = provider.finish(request)
    except provider.NotIdentified as error:
        return _refused(request, str(error), "")
    user = User.objects.filter(username=name).first()
    if user is None:
        return _refused(request, _UNKNOWN.format(name[:_SAID]), target)
    if not user.is_active:
        return _refused(request, _CLOSED, target)
    if user.is_demo and not settings.DEMO:
        return _refused(request, _DEMO, target)
    user.backend = _BACKEND
    vouched = settings.OIDC_SECOND_STEP
    kept = {SIGNED_IN_BY: "oidc"} | ({VOUCHED: True} if vouched else {})
    return first_step_done(
        request, user, target or reverse(settings.LOGIN_REDIRECT_URL), kept, second_step=not vouched
    )


@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponseBase:
    """After signing out here: the service may go on, and let the next person at this computer in."""
    _require_service()
    return render(request, "accounts/signed_out.html", {"label": settings.OIDC_LABEL})


@never_cache
@require_safe
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Lead to where the service ends its own sign-in."""
    _require_service()
    back = request.build_absolute_uri(reverse("accounts:login"))
    if address := provider.end_address(back):
        return redirect(address)
    messages.error(request, "统一身份认证没有提供退出的地址，请关闭浏览器的全部窗口。")
    return redirect("accounts:login")


def _require_service() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404


def _refused(request: HttpRequest, said: str, target: str) -> HttpResponseBase:
    messages.error(request, said)
    url = reverse("accounts:login")
    return redirect(f"{url}?{urlencode({'next': target})}" if target else url)
