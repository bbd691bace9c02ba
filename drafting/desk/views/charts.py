"""The charts of a meeting."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.desk.access import get_meeting
from drafting.desk.permissions import may_lead_table


@login_required_json_aware
@never_cache
@require_safe
def charts(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the branch names most, and how the papers come in."""
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_lead_table(standing)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    return render(request, "drafting/desk/charts.html", {"nav": "meetings", "meeting": meeting})
