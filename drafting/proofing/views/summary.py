"""The summary page with a card for each finding, and what the buttons of a card do."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.models import Draft
from drafting.progress.steps import CHECK
from drafting.proofing import services
from drafting.proofing.located_findings import Placed
from drafting.proofing.pages import (
    REFUSALS,
    UNDO_MOVED,
    Said,
    refused,
    said_of_ignoring,
    summary_context,
    undo_fields,
)
from drafting.proofing.repeated_requests import nothing_new
from drafting.proofing.selectors import Proof, proof_draft
from drafting.proofing.step_numbers import note_numbers


@login_required_json_aware
@never_cache
@require_safe
def summary(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """All findings: ?severity=error&rule=hole shows some of them."""
    if nothing_new(request, draft_id):
        return HttpResponse(status=204)
    draft = get_draft(request, draft_id)
    return _show(request, draft, proof_draft(draft, request.user))


@sensitive_post_parameters()
@login_required_json_aware
@never_cache
@require_POST
def accept(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Put the replacement of a finding into the paper: {fingerprint, quote}."""
    draft = get_draft(request, draft_id)
    if reason := reason_not_editable(request, draft):
        return _again(request, draft, reason)
    try:
        done = services.accept(
            draft, request.user, request.POST.get("fingerprint", ""), _text(request, "quote")
        )
    except REFUSALS as error:
        return _again(request, draft, refused(error))
    proof = proof_draft(draft, request.user, document=done.document)
    return _show(
        request,
        draft,
        proof,
        Said("已采纳一处。", undo="proofing:undo", fields=undo_fields(done.undo)),
    )


@sensitive_post_parameters()
@login_required_json_aware
@never_cache
@require_POST
def undo(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take back what was accepted last, with the fields that the page was given."""
    draft = get_draft(request, draft_id)
    if reason := reason_not_editable(request, draft):
        return _again(request, draft, reason)
    try:
        saved = services.take_back(draft, _undo_of(request))
    except REFUSALS as error:
        return _again(request, draft, refused(error, UNDO_MOVED))
    return _show(
        request, draft, proof_draft(draft, request.user, document=saved.document), Said("已撤销。")
    )


@login_required_json_aware
@never_cache
@require_POST
def dismiss(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Ignore a finding: {fingerprint, back}."""
    draft = get_draft(request, draft_id)
    proof, item = ignored(request, draft)
    if request.POST.get("back") == CHECK:
        return _to_check(request, draft, said_of_ignoring(proof, item, "proofing:recall"))
    return _show(request, draft, proof, said_of_ignoring(proof, item, "proofing:recall"))


@login_required_json_aware
@never_cache
@require_POST
def recall(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Show an ignored finding again: {fingerprint, back}."""
    draft = get_draft(request, draft_id)
    fingerprint = request.POST.get("fingerprint", "")
    services.recall(draft, fingerprint, proof_draft(draft, request.user).find(fingerprint))
    said = Said("已撤销忽略。")
    if request.POST.get("back") == CHECK:
        return _to_check(request, draft, said)
    return _show(request, draft, proof_draft(draft, request.user), said)


def ignored(request: SignedInRequest, draft: Draft) -> tuple[Proof, Placed | None]:
    """The draft proofread, with the finding that the request names ignored from now on; None where
    there is no such finding."""
    proof = proof_draft(draft, request.user)
    item = proof.find(request.POST.get("fingerprint", ""))
    if item is not None:
        services.dismiss(draft, request.user, item)
        proof = replace(proof, dismissed=proof.dismissed | proof.alike(item))
    return proof, item


def _to_check(request: SignedInRequest, draft: Draft, said: Said) -> HttpResponse:
    """Back to the step that the button was on."""
    messages.add_message(request, messages.SUCCESS if said.good else messages.ERROR, said.text)
    return redirect("wizard:step", draft.pk, CHECK)


def _again(request: SignedInRequest, draft: Draft, text: str) -> HttpResponse:
    """Nothing was changed: say why, and show the paper as it stands now."""
    draft.refresh_from_db(fields=["document", "version", "state", "discarded_at"])
    return _show(request, draft, proof_draft(draft, request.user), Said(text, good=False))


def _show(
    request: SignedInRequest, draft: Draft, proof: Proof, said: Said | None = None
) -> HttpResponse:
    note_numbers(draft, proof)
    context = summary_context(
        draft, proof, request.GET.dict(), reason_not_editable(request, draft), said
    )
    htmx = getattr(request, "htmx", None)
    part = htmx and not htmx.history_restore_request
    return render(request, f"drafting/proofing/{'_proof' if part else 'summary'}.html", context)


def _undo_of(request: SignedInRequest) -> services.Undo:
    """The fields that the page was given; without a good place the seal cannot fit either."""
    at, size = (number_or(request.POST.get(name, ""), -1) for name in ("at", "size"))
    seal = request.POST.get("seal", "") if min(at, size) >= 0 else ""
    return services.Undo(
        node_id=request.POST.get("node_id", ""),
        field=request.POST.get("field", ""),
        at=at,
        size=size,
        before=_text(request, "before"),
        seal=seal,
    )


def _text(request: SignedInRequest, name: str) -> str:
    """A posted text with its line breaks as they are kept."""
    return request.POST.get(name, "").replace("\r\n", "\n")
