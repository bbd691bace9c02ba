"""The tab 校对 beside the text of a step. Accepting there is typing in the page's own fields, which
its script does."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.models import Draft
from drafting.proofing import services
from drafting.proofing.located_findings import Placed
from drafting.proofing.pages import MOST_CARDS, Said, lengths_last, said_of_ignoring
from drafting.proofing.repeated_requests import nothing_new
from drafting.proofing.selectors import Proof, proof_draft
from drafting.proofing.step_numbers import mark_of, note_numbers
from drafting.proofing.views.summary import ignored


@login_required_json_aware
@never_cache
@require_safe
def panel(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The findings of a step, as a piece of a page."""
    if nothing_new(request, draft_id):
        return HttpResponse(status=204)
    draft = get_draft(request, draft_id)
    return _show(request, draft, key, proof_draft(draft, request.user))


@login_required_json_aware
@never_cache
@require_POST
def dismiss(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Ignore a finding: {fingerprint}."""
    draft = get_draft(request, draft_id)
    proof, item = ignored(request, draft)
    return _show(request, draft, key, proof, said_of_ignoring(proof, item, "proofing:panel_recall"))


@login_required_json_aware
@never_cache
@require_POST
def recall(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Show an ignored finding again: {fingerprint}."""
    draft = get_draft(request, draft_id)
    fingerprint = request.POST.get("fingerprint", "")
    services.recall(draft, fingerprint, proof_draft(draft, request.user).find(fingerprint))
    return _show(request, draft, key, proof_draft(draft, request.user), Said("已撤销忽略。"))


def _show(
    request: SignedInRequest, draft: Draft, key: str, proof: Proof, said: Said | None = None
) -> HttpResponse:
    if not getattr(request, "htmx", None):  # a piece of a page is of no use by itself
        return redirect("proofing:summary", draft.pk)

    def here(items: Iterable[Placed]) -> list[Placed]:
        return [item for item in items if item.step is not None and item.step.key == key]

    found = lengths_last(item for item in here(proof.open) if not item.unwritten)
    context = {
        "draft": draft,
        "proof": proof,
        "key": key,
        "found": [item for item in found[:MOST_CARDS] if not item.folded],
        "folded": [item for item in found[:MOST_CARDS] if item.folded],
        "shown": min(len(found), MOST_CARDS),
        "number": len(found),
        "unwritten": sum(item.unwritten for item in proof.open),
        "left": max(0, len(found) - MOST_CARDS),
        "ignored": here(proof.ignored),
        "matters": here(proof.matters),
        "put_aside": here(proof.put_aside),
        "reason": reason_not_editable(request, draft),
        "said": said,
        "mark": mark_of(note_numbers(draft, proof) or {}),
    }
    return render(request, "drafting/proofing/_panel.html", context)
