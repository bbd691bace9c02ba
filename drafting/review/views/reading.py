"""The reviewer's reading page."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest


@require_GET
@login_required
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page."""
    raise Http404("没有这份材料。")
