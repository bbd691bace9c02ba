"""Requests of the scripts about facts: answers as they are typed, and that a fact was written into
a point."""

from __future__ import annotations

import uuid

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.ids import id_of
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.json_requests import answers_scripts, json_body, locked, versioned_values
from drafting.drafts.save_requests import sending_of
from drafting.facts import services
from drafting.facts.selectors import own_fact
from drafting.wizard.selectors import read_page
from drafting.wizard.step_page.own_facts import FORGOTTEN
from drafting.wizard.step_page.questions import LONGEST, NAMES, TOO_LONG, words_of


@login_required_json_aware
@require_POST
@answers_scripts
@sensitive_variables()
def save_answers(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The answers to the questions of a new point as they are typed: {base, values: {what, did,
    thought, led_to}, sending} -> {version}, or 409 with the other window's values, 422 refused."""
    draft = get_draft(request, draft_id)
    body = json_body(request)
    base, values = versioned_values(body)
    if any(not isinstance(text, str) for text in values.values()):
        raise BadRequest("请求里有不是文字的值。")
    if reason := reason_not_editable(request, draft):
        return locked(reason)
    try:
        step = read_page(draft, key)
    except KeyError:
        raise Http404("没有这一步。") from None
    if not step.takes_facts:
        raise Http404("这一步没有这些问题。")
    words = words_of(values)
    if any(len(getattr(words, name)) > LONGEST for name in NAMES):
        return JsonResponse({"error": "invalid", "message": TOO_LONG}, status=422)
    try:
        version = services.save_answers(draft, key, words, base, sending_of(body.get("sending")))
    except services.FactOvertaken as newer:
        theirs = {name: getattr(newer.fact, name) for name in NAMES}
        answer = {"error": "conflict", "version": newer.fact.version, "values": theirs}
        return JsonResponse(answer, status=409)
    return JsonResponse({"version": version})


@login_required_json_aware
@require_POST
@answers_scripts
def note_use(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Note that a fact was written into a point, or (no node) taken out again: {fact, node}; 410
    where the fact is gone."""
    draft = get_draft(request, draft_id)
    body = json_body(request)
    chosen = id_of(str(body.get("fact", "")))
    fact = own_fact(request.user, chosen) if chosen is not None else None
    if fact is None:
        return JsonResponse({"error": "gone", "message": FORGOTTEN}, status=410)
    node = body.get("node", "")
    if not isinstance(node, str) or len(node) > 40:
        raise BadRequest("请求的内容不对。")
    if node:
        services.note_use(fact, draft, node)
    else:
        services.forget_use(fact, draft)
    return JsonResponse({"ok": True})
