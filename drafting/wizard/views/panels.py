"""Pieces of a page that are fetched again by themselves: step list, phrase picker, findings; and
the record of a phrase taken."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.selectors import own_memberships
from drafting.document import codec
from drafting.document.model import find
from drafting.drafts.access import get_draft
from drafting.drafts.json_requests import answers_scripts, json_body
from drafting.drafts.services.phrase_uses import forget_use, own_uses, record_use
from drafting.library.models import Phrase
from drafting.progress.steps import CHECK
from drafting.proofing.repeated_requests import COMING, nothing_new
from drafting.proofing.selectors import proof_draft
from drafting.proofing.step_numbers import note_numbers
from drafting.review.comments.open_threads import open_threads
from drafting.wizard.check_page import check_context
from drafting.wizard.phrase_picker import picker_context
from drafting.wizard.selectors import StepPage, read_page
from drafting.wizard.step_page.phrase_questions import asked_of
from drafting.wizard.step_page.rail import rail_of


@login_required_json_aware
@require_GET
def steplist(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The list of the steps with their statuses as they are now."""
    page = _page(request, draft_id, key)
    steps = tuple(task.step for task in page.tasks)
    waiting = open_threads(page.draft, page.document, steps).by_step
    return render(
        request,
        "drafting/wizard/_steplist.html",
        {
            "page": page,
            "draft": page.draft,
            "step": page.step,
            "rail": rail_of(page, waiting),
            "renewed": True,
        },
    )


@login_required_json_aware
@never_cache
@require_GET
def findings(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What the step 检查 tells of proofreading: asked for again until a worker has done it
    (?coming=1: the page shows what the others found). 204 where there is nothing new."""
    if not getattr(request, "htmx", None):  # a piece of a page is of no use by itself
        get_draft(request, draft_id)
        return redirect("wizard:step", draft_id, CHECK)
    if nothing_new(request, draft_id):
        return HttpResponse(status=204)
    page = _page(request, draft_id, CHECK)
    proof = proof_draft(page.draft, request.user, document=page.document, spec=page.spec)
    note_numbers(page.draft, proof)
    # what is unfolded above stays so while only the last findings are awaited
    piece = not (proof.coming and COMING in request.GET)
    context = {"page": page, "draft": page.draft, "piece": piece} | check_context(page, proof)
    return render(request, "drafting/proofing/_check.html", context)


@login_required_json_aware
@require_GET
def phrases(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """The phrases for a step: ?category=LL1&q=…&page=2."""
    page = _page(request, draft_id, key)
    context = {"page": page, "draft": page.draft, "step": page.step}
    context |= picker_context(page, own_memberships(request), request.GET.dict())
    return render(request, "drafting/wizard/_phrases.html", context)


@login_required_json_aware
@require_POST
@answers_scripts
def use(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Record that a text of a phrase was taken, or with ``undone`` that this was taken back:
    {phrase, node, field, undone}; 410 where either is gone. Answers the questions that are left at
    the point, as a piece of a page."""
    draft = get_draft(request, draft_id)
    body = json_body(request)
    number, node, field = body.get("phrase"), str(body.get("node", "")), str(body.get("field", ""))
    phrase = Phrase.objects.filter(pk=number).first() if isinstance(number, int) else None
    try:
        find(codec.load(draft.document), node)
    except KeyError:
        phrase = None
    if phrase is None or field not in Phrase.TAKEN:
        return JsonResponse(
            {"error": "gone", "message": "这条素材或这一条内容已经不在了。"}, status=410
        )
    (forget_use if body.get("undone") is True else record_use)(draft, phrase, node, field)
    asked = asked_of(own_uses(draft, node)).get(node, [])
    html = render_to_string("drafting/wizard/_asked.html", {"asked": asked, "open": True}, request)
    return JsonResponse({"asked": html})


def _page(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> StepPage:
    try:
        return read_page(get_draft(request, draft_id), key)
    except KeyError:
        raise Http404("没有这一步。") from None
