"""Signing in through a service outside, and signing out of it. A person is known by the user name alone: nobody is
made, nothing is taken over from there."""

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
from accounts.outside.identity import NotIdentified
from accounts.outside.sentences import CLOSED, DEMO, unknown
from accounts.outside.services import Service
from accounts.second_factor.requirement import VOUCHED
from accounts.sign_in_steps import SIGNED_IN_BY, first_step_done

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_safe
def begin(request: HttpRequest, service: Service) -> HttpResponseBase:
    """Lead to the service; who is signed in already is led where they want to go. A link and no form: our policy lets
    no form lead to another site."""
    _require(service)
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    target = page_of_ours(request, request.GET.get("next", ""))
    try:
        return redirect(service.provider.begin(request, target))
    except NotIdentified as error:
        return _refused(request, str(error), target)


@never_cache
@require_safe
def callback(request: HttpRequest, service: Service, state: str = "") -> HttpResponseBase:
    """Sign in whom the service sends back, if there is such a person here."""
    _require(service)
    try:
        name, target = service.provider.finish(request, state or request.GET.get("state", ""))
    except NotIdentified as error:
        return _refused(request, str(error), "")
    user = User.objects.filter(username=name).first()
    if user is None:
        return _refused(request, unknown(service.name, name), target)
    if not user.is_active:
        return _refused(request, CLOSED, target)
    if user.is_demo and not settings.DEMO:
        return _refused(request, DEMO, target)
    user.backend = _BACKEND
    vouched = service.asks_second_step
    kept = {SIGNED_IN_BY: service.key} | ({VOUCHED: True} if vouched else {})
    return first_step_done(
        request, user, target or reverse(settings.LOGIN_REDIRECT_URL), kept, second_step=not vouched
    )


@never_cache
@require_safe
def signed_out(request: HttpRequest, service: Service) -> HttpResponseBase:
    """After signing out here: the service may go on, and let the next person at this computer in."""
    _require(service)
    context = {"service": service, "out": f"accounts:{service.key}_sign_out"}
    return render(request, "accounts/signed_out.html", context)


@never_cache
@require_safe
def sign_out(request: HttpRequest, service: Service) -> HttpResponseBase:
    """Lead to where the service ends its own sign-in."""
    _require(service)
    if address := service.provider.end_address(_login_of(request)):
        return redirect(address)
    messages.error(request, f"{service.name}没有提供退出的地址，请关闭浏览器的全部窗口。")
    return redirect("accounts:login")


def _login_of(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:login"))


def _require(service: Service) -> None:
    if not service.is_on:
        raise Http404


def _refused(request: HttpRequest, said: str, target: str) -> HttpResponseBase:
    messages.error(request, said)
    url = reverse("accounts:login")
    return redirect(f"{url}?{urlencode({'next': target})}" if target else url)
