"""The answer to a form whose protection against forged requests (CSRF) has expired."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from accounts.http import return_path, sent_texts, wants_json

EXPIRED = "这个页面已过期，请刷新后再提交。"


@sensitive_post_parameters()
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page has expired, and show the texts that were sent, because the browser may not have kept them.

    It happens to honest people: who signs in again in another window makes the forms of this one void. A script gets 403 with
    {"error": "csrf", "message": …}.
    """
    if wants_json(request):
        return JsonResponse({"error": "csrf", "message": EXPIRED}, status=403)
    context = {"texts": sent_texts(request), "back": return_path(request)}
    return render(request, "403_csrf.html", context, status=403)
