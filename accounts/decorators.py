"""Guards of views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from accounts.http import SignedInRequest, return_path, wants_json

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

LOGIN_EXPIRED = "登录已过期，请重新登录。"


def login_required_json_aware(view: View[P]) -> Guarded[P]:
    """Let only signed-in people through.

    A page redirects to the sign-in page and back; a script gets 401 with {"error": "login", "message": …}, because a
    redirect would hand it a page of HTML with status 200 that it could take for a saved text.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(cast(SignedInRequest, request), *args, **kwargs)
        if wants_json(request):
            return JsonResponse({"error": "login", "message": LOGIN_EXPIRED}, status=401)
        return redirect_to_login(return_path(request))

    return guarded
