"""The author's page of a draft under review: where it stands, what was said, handing in and taking back."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft


@require_GET
@login_required
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page."""
    return redirect("wizard:step", get_draft(request, draft_id).pk, "done")
