"""A page that waits for findings asks again and again; most of these requests find nothing new, and
cost next to nothing."""

from __future__ import annotations

import uuid
from typing import Final

from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft
from drafting.proofing.results import still_awaited

#: What the address of such a request has: nothing is shown yet, or the findings of some checks.
PENDING: Final = "pending"
COMING: Final = "coming"


def nothing_new(request: SignedInRequest, draft_id: uuid.UUID) -> bool:
    """Whether a page that asks again has what there is: it is answered with 204 then, and goes on
    asking. Raises as ``get_draft`` does."""
    if not getattr(request, "htmx", None) or request.GET.keys().isdisjoint((PENDING, COMING)):
        return False
    draft = get_draft(request, draft_id, alone=True)
    return still_awaited(draft, partial=COMING in request.GET)
