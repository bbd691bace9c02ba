"""Fetch and authorise in one line: the draft of a request, or the answer that refuses it."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, JsonResponse

from accounts.permissions import Denied
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.selectors import own_draft


def get_draft(request: HttpRequest, draft_id: uuid.UUID) -> Draft:
    """The signed-in person's own draft; 404 for anything else, so that a guessed id tells nothing."""
    draft = own_draft(request.user, draft_id)
    if draft is None:
        raise Http404("没有这份材料。")
    return draft


def refusal(request: HttpRequest, draft: Draft) -> str:
    """Why the draft cannot be changed now; empty where it can."""
    decision = may_edit(request.user, draft)
    return decision.reason if isinstance(decision, Denied) else ""


def locked(reason: str) -> JsonResponse:
    """The answer to a script that tries to change what cannot be changed."""
    return JsonResponse({"error": "locked", "message": reason}, status=423)


def json_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request. Raises BadRequest where the body is none."""
    try:
        data = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        raise BadRequest("请求的内容不是 JSON。") from None
    if not isinstance(data, dict):
        raise BadRequest("请求的内容不是 JSON 对象。")
    return data
