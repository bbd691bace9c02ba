"""Fetch and authorise in one line: the draft of a request, or why it cannot be changed."""

from __future__ import annotations

import uuid

from django.http import Http404

from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
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
