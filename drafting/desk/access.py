"""Fetch and authorise in one line: the meeting of a request and how the person stands to it."""

from __future__ import annotations

from django.http import Http404

from accounts.http import SignedInRequest
from drafting.desk.permissions import Standing, overseen_paths, standing_of
from drafting.drafts.models import Draft, Invitation, Meeting
from drafting.review.reviewers import reviewers_of


def get_meeting(request: SignedInRequest, meeting_id: int) -> tuple[Meeting, Standing]:
    """A meeting whose table the signed-in person may see; 404 for anything else, so that a guessed id tells nothing."""
    related = Meeting.objects.select_related("organization", "framework")
    meeting = related.filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404("没有这次会议。")
    standing = standing_of(request.user, meeting, reviewers_of(meeting), overseen_paths(request.user))
    if not (standing.leads or standing.oversees or standing.concerned(_owners(meeting))):
        raise Http404("没有这次会议。")
    return meeting, standing


def _owners(meeting: Meeting) -> set[int]:
    """Who has a line in the table: the invited, and whoever has a draft."""
    invited = Invitation.objects.filter(meeting=meeting).values_list("user_id", flat=True)
    writing = Draft.objects.filter(meeting=meeting, discarded_at=None).values_list("owner_id", flat=True)
    return {*invited, *writing}
