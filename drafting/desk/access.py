"""Fetch and authorise in one line: the meeting of a request and how the person stands to it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.desk.permissions import DeskStanding, may_collect, overseen_paths, standing_of
from drafting.desk.table.lines import MemberLine, lines_of
from drafting.drafts.models import COLLECTIVE, Draft
from drafting.meetings.models import Invitation, Meeting
from drafting.review.reviewers import reviewers_of


def get_meeting(request: SignedInRequest, meeting_id: int) -> tuple[Meeting, DeskStanding]:
    """A meeting whose table the signed-in person may see; 404 for anything else, so that a guessed
    id tells nothing."""
    related = Meeting.objects.select_related("organization", "framework")
    meeting = related.filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404("没有这次会议。")
    standing = standing_of(
        request.user, meeting, reviewers_of(meeting), overseen_paths(request.user)
    )
    if not (standing.leads or standing.oversees or standing.concerned(_owners(meeting))):
        raise Http404("没有这次会议。")
    return meeting, standing


def get_reviewed_meeting(
    request: SignedInRequest, meeting_id: int
) -> tuple[Meeting, DeskStanding, list[MemberLine]]:
    """A meeting with its lines for whoever reviews any of its papers; 404 or 403 for others."""
    meeting, standing = get_meeting(request, meeting_id)
    lines = lines_of(meeting, standing)
    decision = may_collect(standing, [line.owner for line in lines])
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    return meeting, standing, lines


def _owners(meeting: Meeting) -> set[int]:
    """Who has a line in the table: the invited, whoever has a draft, and the committee (COLLECTIVE)
    where it is asked for a paper."""
    committee = {COLLECTIVE} if meeting.collective_framework_id else set()
    invited = Invitation.objects.filter(meeting=meeting).values_list("user_id", flat=True)
    writing = Draft.objects.personal().filter(meeting=meeting, discarded_at=None)
    return {*committee, *invited, *writing.values_list("owner_id", flat=True)}
