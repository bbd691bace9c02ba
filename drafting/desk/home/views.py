"""The meetings that a person leads, reviews for or oversees."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.codes import OrganizationKind
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.selectors import organizations_led_by
from drafting.desk.home.entries import entries_of, grouped
from drafting.desk.references.services import organizations_kept_by

#: Entries on one page; a branch has a few, a county's committee has those of all its branches.
PAGE = 50


@login_required_json_aware
@never_cache
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The list, in the order of ``entries_of``."""
    entries = entries_of(request.user)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    led = organizations_led_by(request.user).exclude(kind=OrganizationKind.GROUP)
    context = {
        "nav": "meetings",
        "page": page,
        "groups": grouped(list(page)),
        "waiting": sum(entry.summary.waiting for entry in entries),
        "holds": led.exists(),
        "references": organizations_kept_by(request.user).exists(),
    }
    return render(request, "drafting/desk/home.html", context)
