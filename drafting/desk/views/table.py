"""The table of a meeting: who stands where."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.desk.access import get_meeting


@login_required_json_aware
@never_cache
@require_safe
def table(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The table."""
    meeting, standing = get_meeting(request, meeting_id)
    context = {"nav": "meetings", "meeting": meeting, "standing": standing}
    return render(request, "drafting/desk/table.html", context)
