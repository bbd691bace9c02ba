"""Pieces of a page that are fetched again by themselves: step list, phrase picker; and the record of a phrase taken."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.document.model import find
from drafting.drafts import services
from drafting.drafts.access import get_draft
from drafting.library.models import Phrase
from drafting.wizard.picker import FIELDS, picker_context
from drafting.wizard.scripted import answers_scripts, json_body
from drafting.wizard.selectors import Page, read_page


@login_required_json_aware
@require_GET
def steplist(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The list of the steps with their statuses as they are now."""
    page = _page(request, draft_id, key, with_taxonomy=False)
    return render(
        request, "drafting/wizard/_steplist.html", {"page": page, "draft": page.draft, "step": page.step}
    )


@login_required_json_aware
@require_GET
def phrases(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The phrases for a step: ?category=LL1&q=…&page=2."""
    page = _page(request, draft_id, key)
    context = {"page": page, "draft": page.draft, "step": page.step}
    context |= picker_context(page, request.user, request.GET.dict())
    return render(request, "drafting/wizard/_phrases.html", context)


@login_required_json_aware
@require_POST
@answers_scripts
def use(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Record that a phrase was taken: {phrase, node, field}; 410 where either is gone."""
    draft = get_draft(request, draft_id)
    body = json_body(request)
    number, node, field = body.get("phrase"), str(body.get("node", "")), str(body.get("field", ""))
    phrase = Phrase.objects.filter(pk=number).first() if isinstance(number, int) else None
    try:
        find(codec.load(draft.document), node)
    except KeyError:
        phrase = None
    if phrase is None or field not in (*FIELDS, "whole"):
        return JsonResponse({"error": "gone", "message": "这条表述或这一条内容已经不在了。"}, status=410)
    services.record_use(draft, phrase, node, field)
    return JsonResponse({"ok": True})


def _page(request: SignedInRequest, draft_id: uuid.UUID, key: str, *, with_taxonomy: bool = True) -> Page:
    try:
        return read_page(get_draft(request, draft_id), key, with_taxonomy=with_taxonomy)
    except KeyError:
        raise Http404("没有这一步。") from None
