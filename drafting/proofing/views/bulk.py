"""Accepting all findings of a rule at once: a preview first, then one change that one click takes
back."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.models import Draft
from drafting.drafts.services import bulk
from drafting.proofing import services
from drafting.proofing.pages import (
    MOST_CARDS,
    MOVED,
    REFUSALS,
    UNDO_MOVED,
    groups_of,
    refused,
    unproofed,
)
from drafting.proofing.selectors import proof_draft


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest, draft_id: uuid.UUID, rule: str) -> HttpResponse:
    """Every change that accepting the findings of a rule makes; posting accepts those that are
    ticked (``chosen``)."""
    draft = get_draft(request, draft_id)
    if request.method == "POST":
        return _accept(request, draft, rule)
    proof = proof_draft(draft, request.user)
    items = [item for item in proof.open if item.finding.rule == rule and item.acceptable_unread]
    if not items:
        messages.info(
            request, "这一类没有可以直接采纳的了。" if proof.available else unproofed(proof)
        )
        return redirect("proofing:summary", draft.pk)
    context = {
        "nav": "drafts",
        "draft": draft,
        "check": items[0].check,
        "groups": groups_of(items[:MOST_CARDS], proof),
        "number": min(len(items), MOST_CARDS),
        "left": max(0, len(items) - MOST_CARDS),
        "more": sum(number for (code, _), number in proof.more.items() if code == rule),
        "reason": reason_not_editable(request, draft),
    }
    return render(request, "drafting/proofing/preview.html", context)


@login_required_json_aware
@require_POST
def undo(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take back what was accepted at once: {revision, version, nodes}."""
    draft = get_draft(request, draft_id)
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return redirect("proofing:summary", draft.pk)
    revision, version = (
        number_or(request.POST.get(name, ""), -1) for name in ("revision", "version")
    )
    try:
        back = bulk.take_back_many(draft, revision, version)
    except (*REFUSALS, bulk.NothingKept) as error:
        messages.error(request, refused(error, UNDO_MOVED))
    else:
        left = max(0, number_or(request.POST.get("nodes", ""), -1) - back)
        kept = (
            f"另有 {left} 处段落后来又改过，没有动；要找回原来的文字，请到“版本”里查看。"
            if left
            else ""
        )
        if back:
            messages.success(request, f"已撤销，{back} 处段落恢复为采纳之前的文字。{kept}")
        else:
            messages.error(request, f"没有撤销。{kept}" if kept else UNDO_MOVED)
    return redirect("proofing:summary", draft.pk)


def _accept(request: SignedInRequest, draft: Draft, rule: str) -> HttpResponse:
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return redirect("proofing:summary", draft.pk)
    try:
        done = services.accept_many(
            draft, request.user, rule, frozenset(request.POST.getlist("chosen"))
        )
    except REFUSALS as error:
        messages.error(request, refused(error))
    else:
        if done.number:
            # numbers only: an address is logged
            numbers = {
                "accepted": done.number,
                "revision": done.revision,
                "version": done.version,
                "nodes": done.nodes,
            }
            return redirect(f"{reverse('proofing:summary', args=[draft.pk])}?{urlencode(numbers)}")
        messages.error(
            request, MOVED if request.POST.getlist("chosen") else "没有勾选，什么也没有改。"
        )
    return redirect("proofing:summary", draft.pk)
