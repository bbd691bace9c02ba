"""The meetings that a person leads, reviews for or oversees."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest


@login_required_json_aware
@never_cache
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The list: what is open first, then what has ended."""
    return render(request, "drafting/desk/home.html", {"nav": "meetings"})
