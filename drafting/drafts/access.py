"""Fetch and authorise in one line: the draft or meeting of a request, or why it cannot be changed."""

from __future__ import annotations

import uuid

from django.http import Http404

from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.drafts.models import Draft, Meeting
from drafting.drafts.permissions import may_edit, may_keep_meeting
from drafting.drafts.selectors import own_draft


def get_draft(request: SignedInRequest, draft_id: uuid.UUID, *, alone: bool = False) -> Draft:
    """The signed-in person's own draft (``alone``: without meeting and framework); 404 for anything else, so that a guessed id
    tells nothing."""
    draft = own_draft(request.user, draft_id, alone=alone)
    if draft is None:
        raise Http404("没有这份材料。")
    return draft


def refusal(request: SignedInRequest, draft: Draft) -> str:
    """Why the draft cannot be changed now; empty where it can."""
    decision = may_edit(request.user, draft)
    return decision.reason if isinstance(decision, Denied) else ""


def get_kept_meeting(request: SignedInRequest, meeting_id: int) -> Meeting:
    """A meeting that the signed-in person keeps as secretary, with organisation and framework; 404 for anybody else."""
    related = Meeting.objects.select_related("organization", "framework", "opened_by")
    meeting = related.filter(pk=meeting_id).first()
    if meeting is None or not may_keep_meeting(request.user, meeting):
        raise Http404("没有这次会议。")
    return meeting
