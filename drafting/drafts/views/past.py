"""往年材料: what was archived or deleted after its meeting, as the unit's rule has it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.list_rows import past_rows
from drafting.drafts.selectors import past_drafts_of


@login_required_json_aware
@never_cache
@require_safe
def past(request: SignedInRequest) -> HttpResponse:
    """One's own archived papers, and the record of those whose text was deleted."""
    rows = past_rows(past_drafts_of(request.user))
    return render(request, "drafting/drafts/past.html", {"nav": "drafts", "rows": rows})
