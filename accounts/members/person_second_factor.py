"""Taking away the second step of a person who has lost it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.person_access import kept_account
from accounts.permissions import Denied, may_reset_second_factor
from accounts.services import second_factor as services


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def second_factor(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Say what follows, and do it when it is posted."""
    kept = kept_account(request, person_id)
    decision = may_reset_second_factor(request.user, kept.person)
    if isinstance(decision, Denied):
        messages.error(request, decision.reason)
        return redirect("accounts:person", kept.person.pk)
    if request.method != "POST":
        if not services.has_one(kept.person):
            messages.success(request, f"{kept.person.name}没有启用两步验证。")
            return redirect("accounts:person", kept.person.pk)
        context = {"person": kept.person, "nav": "members"}
        return render(request, "accounts/person_second_factor.html", context)
    if services.reset(request.user, kept.person, f"系统管理员{request.user.name}"):
        said = "已重置{}的两步验证，并告诉了本人。"
    else:
        said = "{}没有启用两步验证，没有做改动。"
    messages.success(request, said.format(kept.person.name))
    return redirect("accounts:person", kept.person.pk)
