"""The answer to a form whose protection against forged requests (CSRF) has expired."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from accounts.http import return_path, wants_json

EXPIRED = "这个页面已过期，请刷新后再提交。"
#: Shorter values are buttons, choices and ids, which nobody needs back (characters).
WORTH_KEEPING = 8


@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page has expired, and show the texts that were sent, because the browser may not have kept them.

    It happens to honest people: who signs in again in another window makes the forms of this one void. A script gets 403 with
    {"error": "csrf", "message": …}.
    """
    if wants_json(request):
        return JsonResponse({"error": "csrf", "message": EXPIRED}, status=403)
    texts = [
        value
        for name, values in request.POST.lists()
        if "password" not in name and name != "csrfmiddlewaretoken"
        for value in values
        if len(value) >= WORTH_KEEPING and any("\u4e00" <= char <= "\u9fff" for char in value)
    ]
    return render(request, "403_csrf.html", {"texts": texts, "back": return_path(request)}, status=403)
