"""Fetch and authorise in one line: a meeting that the signed-in person takes part in."""

from __future__ import annotations

from django.http import Http404

from accounts.http import SignedInRequest
from drafting.meetings.models import Meeting
from drafting.rectification.ledger.selectors import meetings_of


def get_own_meeting(request: SignedInRequest, meeting_id: int) -> Meeting:
    """A meeting that the person is invited to, has a ledger for or has prepared notes for; 404 for
    anybody else."""
    found = meetings_of(request.user).filter(pk=meeting_id).first()
    if found is None:
        raise Http404("没有这次会议。")
    return found
