"""The tab 上年 beside the text of a step."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.rectification.context import context_of, passages_context, read_beside


@login_required_json_aware
@never_cache
@require_safe
def panel(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Last year's paper for a step, as a piece of a page; with ?at= only what it says in that
    place."""
    draft = get_draft(request, draft_id)
    if not getattr(request, "htmx", None):  # a piece of a page is of no use by itself
        query = urlencode({"step": key})
        return HttpResponseRedirect(f"{reverse('rectification:page', args=[draft.pk])}?{query}")
    beside = read_beside(draft, key)
    if "at" in request.GET:
        context = passages_context(beside, request.GET["at"])
        context["reason"] = reason_not_editable(request, draft)
        return render(request, "drafting/rectification/_passages.html", context)
    return render(request, "drafting/rectification/_panel.html", context_of(request, beside))
