"""Other one-time passwords for those who never used theirs: lost on the way, or never seen after an
import."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.answers import kept_organization, show, to_passwords
from accounts.selectors import not_signed_in_yet
from accounts.services import people


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
@sensitive_variables()
def passwords(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Who has not signed in yet; posting gives those who are ticked (``people``) another one-time
    password and leads to the page that shows it."""
    organization = kept_organization(request, organization_id)
    waiting = list(not_signed_in_yet(organization))
    if request.method != "POST":
        return show(request, "accounts/members_waiting.html", organization, {"waiting": waiting})
    ticked = set(request.POST.getlist("people"))
    chosen = [person for person in waiting if str(person.pk) in ticked]
    given = people.give_first_passwords(request.user, chosen)
    if given:
        said = f"已补发 {len(given)} 人的一次性密码，原来的作废。"
        return to_passwords(request, organization, said, given)
    problem = (
        "勾选的人已经登录过，或者刚刚补发过，请看一看现在的名单。"
        if ticked
        else "请先勾选要补发密码的人。"
    )
    messages.error(request, problem)
    return redirect("accounts:members_passwords", organization.pk)
