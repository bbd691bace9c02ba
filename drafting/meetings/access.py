"""Fetch and authorise in one line: the meeting of a request."""

from __future__ import annotations

from django.http import Http404

from accounts.http import SignedInRequest
from drafting.meetings.models import Meeting
from drafting.meetings.permissions import may_keep_meeting


def get_kept_meeting(request: SignedInRequest, meeting_id: int) -> Meeting:
    """A meeting that the signed-in person keeps as secretary, with organisation and framework; 404
    for anybody else."""
    related = Meeting.objects.select_related(
        "organization", "framework", "collective_framework", "opened_by"
    )
    meeting = related.filter(pk=meeting_id).first()
    if meeting is None or not may_keep_meeting(request.user, meeting):
        raise Http404("没有这次会议。")
    return meeting
