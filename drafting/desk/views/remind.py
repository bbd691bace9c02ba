"""Reminding those who have not handed in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.desk.access import get_meeting
from drafting.desk.permissions import may_remind


@login_required_json_aware
@require_POST
def remind(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Remind all of them, or those who were ticked."""
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_remind(standing, meeting)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    return redirect("desk:table", meeting.pk)
