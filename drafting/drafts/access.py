"""Fetch and authorise in one line: the draft of a request, or why it cannot be changed."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.common.numbers import number_or
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.selectors import own_draft, was_erased, writer_for_committee

ERASED = "这份材料的文字已按本单位的规定删除，审核记录在“往年材料”里。"


class WrittenByAnother(PermissionDenied):
    """The committee's paper of this id was asked for by a member of the committee who does not write
    it now; the message says who does."""

    def __init__(self, draft_id: uuid.UUID, writer: str) -> None:
        super().__init__(
            f"这份班子材料现在由{writer}执笔，刚才的内容没有保存。"
            "要由您来写，请先接手；也可以把想法作为意见提出来。"
        )
        self.draft_id = draft_id
        self.writer = writer


def get_draft(request: SignedInRequest, draft_id: uuid.UUID, *, alone: bool = False) -> Draft:
    """The signed-in person's own draft (``alone``: without meeting and framework); 404 for anything
    else, so that a guessed id tells nothing.

    Raises PermissionDenied for an own one whose text was deleted, and WrittenByAnother for the
    committee's paper where its writer is another member of the
    committee that the person is of.
    """
    draft = own_draft(request.user, draft_id, alone=alone)
    if draft is None:
        if writer := writer_for_committee(request.user, draft_id):
            raise WrittenByAnother(draft_id, writer)
        if was_erased(request.user, draft_id):
            raise PermissionDenied(ERASED)
        raise Http404("没有这份材料。")
    return draft


def reason_not_editable(request: SignedInRequest, draft: Draft) -> str:
    """Why the draft cannot be changed now; empty where it can."""
    decision = may_edit(request.user, draft)
    return decision.reason if isinstance(decision, Denied) else ""


def asked_about(request: SignedInRequest) -> int:
    """How many drafts a person was asked about and wants to have one more than; 0 where nobody was
    asked."""
    return number_or(request.POST.get("again", ""), 0)
