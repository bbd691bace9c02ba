"""Signing in from the first step on: whoever the password (or the unit's own service) has shown to be somebody either is
in, or is asked for the second step.

Between the two stands a half finished sign-in in the session: it gives no rights, ends after ten minutes, with a new
password and with the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import time
from typing import Any, Final

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts.codes import TextSize
from accounts.http import wants_json
from accounts.models import User
from accounts.second_factor.requirement import VOUCHED
from accounts.services import access, second_factor
from accounts.text_size import keep_on_this_computer

_KEY: Final = "half_signed_in"
#: In the session: the key of the service (`accounts.outside.services`) that has said who it is, or
#: LDAP where the directory has.
SIGNED_IN_BY: Final = "signed_in_by"
LDAP: Final = "ldap"
LASTS: Final = 10 * 60  # seconds
#: To a script of a page from before there was a second step, which shows it.
_ASKED: Final = "还要输入动态码。请在新窗口里登录，再回到这一页重试，文字都还在。"


@dataclass(frozen=True, slots=True)
class HalfSignedIn:
    """Who has done the first step, by which backend, where they want to go, and what the session keeps of how they
    came."""

    user: User
    backend: str
    target: str
    kept: dict[str, Any]


def first_step_done(
    request: HttpRequest,
    user: User,
    target: str,
    kept: dict[str, Any] | None = None,
    *,
    second_step: bool = True,
) -> HttpResponseBase:
    """Sign a person in (who has the ``backend`` that knew them) and lead them to ``target``, or ask for the second step
    where they have one and it is to be asked for. ``kept`` goes into the session once they are in."""
    if not (second_step and second_factor.has_one(user)):
        return enter(request, HalfSignedIn(user, user.backend, target, kept or {}))
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session[_KEY] = {
        "user": user.pk,
        "mark": user.get_session_auth_hash(),
        "backend": user.backend,
        "at": int(time()),
        "target": target,
        "kept": kept or {},
    }
    url = reverse("accounts:login_code")
    if wants_json(request):
        return JsonResponse({"ok": False, "second_step": url, "error": _ASKED}, status=202)
    return redirect(url)


def half_signed_in(request: HttpRequest) -> HalfSignedIn | None:
    """Who has done the first step in this session; None where nobody has, or it holds no more."""
    held = request.session.get(_KEY)
    if held is None or not 0 <= time() - held["at"] <= LASTS:
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    if user is None or not constant_time_compare(held["mark"], user.get_session_auth_hash()):
        return None
    return HalfSignedIn(user, held["backend"], held["target"], held["kept"])


def enter(request: HttpRequest, half: HalfSignedIn) -> HttpResponseBase:
    """Sign a person in who has done all steps, and lead them where they wanted to go; a script gets {"ok": true,
    "name", "username", "csrf_token"}, since signing in changes the token."""
    user = half.user
    request.session.pop(_KEY, None)
    request.session.pop(SIGNED_IN_BY, None)
    request.session.pop(VOUCHED, None)
    login(request, user, backend=half.backend)
    request.session.update(half.kept)
    access.refresh_access(user)
    answer: HttpResponseBase
    if wants_json(request):
        answer = JsonResponse(
            {
                "ok": True,
                "name": user.name,
                "username": user.username,
                "csrf_token": get_token(request),
            }
        )
    else:
        answer = redirect(half.target)
    keep_on_this_computer(answer, TextSize(user.text_size))
    return answer
