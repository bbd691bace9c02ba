"""Fetch and authorise in one line: the committee's paper of a request, its meeting, a comment."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.http import SignedInRequest
from drafting.collective.models import CommitteeComment
from drafting.collective.permissions import in_committee_of, may_read
from drafting.drafts.access import ERASED
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting


def get_paper(request: SignedInRequest, draft_id: uuid.UUID) -> Draft:
    """The committee's paper that the signed-in person may read, with meeting and framework; 404 for
    anything else, so that a guessed id tells nothing."""
    related = Draft.objects.select_related("meeting__organization", "framework", "owner")
    draft = related.filter(pk=draft_id, collective=True).first()
    if draft is None or not may_read(request.user, draft):
        raise Http404("没有这份材料。")
    if draft.erased_at is not None:
        raise PermissionDenied(ERASED)
    return draft


def get_committee_meeting(request: SignedInRequest, meeting_id: int) -> Meeting:
    """A meeting that asks the committee for a paper, for a member of it; 404 for anybody else."""
    related = Meeting.objects.select_related("organization", "collective_framework", "framework")
    meeting = related.filter(pk=meeting_id).exclude(collective_framework=None).first()
    if meeting is None or not in_committee_of(request.user, meeting):
        raise Http404("没有这次会议。")
    return meeting


def get_comment(draft: Draft, comment_id: int) -> CommitteeComment:
    """A comment on the paper, one that was taken back too; 404 for any other."""
    found = draft.committee_comments.select_related("author").filter(pk=comment_id).first()
    if found is None:
        raise Http404("没有这条意见。")
    found.draft = draft
    return found
