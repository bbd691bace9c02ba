"""The pages of the steps."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.drafts import services
from drafting.drafts.access import get_draft, refusal
from drafting.drafts.models import Draft
from drafting.drafts.selectors import own_draft_document
from drafting.progress.steps import BASICS, Kind
from drafting.proofing.selectors import proof_draft
from drafting.wizard.cards import Card, cards_of
from drafting.wizard.check import check_context
from drafting.wizard.done import done_context
from drafting.wizard.picker import picker_context, use_phrase
from drafting.wizard.posting import BadOperation, Outcome, operate, save_posted, typed_cards
from drafting.wizard.remarks import remarks_on
from drafting.wizard.scripted import BUSY, NOT_EDITABLE
from drafting.wizard.selectors import Page, first_open_step, read_page

TEMPLATES = {
    Kind.BASICS: "drafting/wizard/text.html",
    Kind.POINTS: "drafting/wizard/points.html",
    Kind.TEXT: "drafting/wizard/text.html",
    Kind.CLOSING: "drafting/wizard/text.html",
    Kind.CHECK: "drafting/wizard/check.html",
    Kind.DONE: "drafting/wizard/done.html",
}


@login_required_json_aware
@require_GET
def resume(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Go on where something is missing."""
    draft = get_draft(request, draft_id)
    page = read_page(draft, BASICS, with_taxonomy=False)
    return redirect("wizard:step", draft_id, first_open_step(page.tasks).key)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """Show a step, or save the whole step and do what the button asks."""
    draft = get_draft(request, draft_id)
    page = _page(draft, key)
    if request.method != "POST":
        return _show(request, page)
    if reason := refusal(request, draft):
        return _give_back(request, page, reason, 403)
    try:
        outcome = _save(page, request.POST)
    except services.NotEditable:  # it was submitted or thrown away between the look at the draft and the save
        return _give_back(request, page, NOT_EDITABLE, 403)
    except services.TooBusy:
        return _give_back(request, page, BUSY, 503)
    if not outcome.clean:
        _tell(request, outcome)
        draft.document = own_draft_document(draft)
        return _show(request, _page(draft, key), outcome.kept, 409 if outcome.conflicts else 422)
    if outcome.restored:
        messages.warning(request, "有一条在另一个窗口里被移除了，因为您在这里写了新的内容，已为您恢复。")
    return _operate(request, page)


def _save(page: Page, data: QueryDict) -> Outcome:
    try:
        return save_posted(page, data)
    except KeyError:  # a point was removed after the page was read; now it is found among the removed
        page.document = codec.load(own_draft_document(page.draft))
        return save_posted(page, data)


def _give_back(request: SignedInRequest, page: Page, reason: str, status: int) -> HttpResponse:
    """Nothing can be saved now: say why, and show what was typed so that it can be copied."""
    messages.error(request, reason)
    return _show(request, page, typed_cards(page, request.POST), status)


def _page(draft: Draft, key: str) -> Page:
    try:
        return read_page(draft, key)
    except KeyError:
        raise Http404("没有这一步。") from None


def _operate(request: SignedInRequest, page: Page) -> HttpResponse:
    op = request.POST.get("op", "save")
    if op == "next" and page.after:
        return redirect("wizard:step", page.draft.pk, page.after.key)
    if op == "back" and page.before:
        return redirect("wizard:step", page.draft.pk, page.before.key)
    here = reverse("wizard:step", args=[page.draft.pk, page.step.key])
    name, _, rest = op.partition(":")
    if name == "search":
        asked = {
            "q": request.POST.get("q", ""),
            "category": request.POST.get("category", ""),
            "page": rest or "1",
        }
        return redirect(f"{here}?{urlencode(asked)}#picker")
    if op in ("save", "next", "back"):
        messages.success(request, "已保存。")
        return redirect(here)
    try:
        target = (
            use_phrase(page, rest)
            if name == "use"
            else operate(page.draft, page.document, page.step.node, op)
        )
    except BadOperation as error:
        messages.error(request, str(error))
        return redirect(here)
    except (services.NotEditable, services.TooBusy, services.Conflict):
        messages.error(request, "文字已保存，但另一个窗口刚刚也在修改，这一步没有做成，请再试一次。")
        return redirect(here)
    query = f"?removed={rest}" if name == "remove" else ""
    return HttpResponseRedirect(f"{here}{query}{f'#node-{target}' if target else ''}")


def _tell(request: SignedInRequest, outcome: Outcome) -> None:
    if outcome.conflicts:
        text = "这一页有内容在另一个窗口里改过，两边的文字都列在下面。请把要保留的写进文本框，再点保存。"
        messages.error(request, text)
    if outcome.errors:
        messages.error(request, "有的内容没有保存，原因写在文本框下面；您输入的文字都还在。")


def _show(
    request: SignedInRequest, page: Page, kept: Mapping[str, Card] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "nav": "drafts",
        "page": page,
        "draft": page.draft,
        "step": page.step,
        "reason": refusal(request, page.draft),
    }
    context["cards"] = cards_of(page, kept)
    context["removed"] = request.GET.get("removed", "")
    if page.step.kind is Kind.CHECK:
        context |= check_context(page)
        context["proof"] = proof_draft(page.draft, request.user, document=page.document, spec=page.spec)
    elif page.step.kind is Kind.DONE:
        context |= done_context(page)
    else:
        context |= picker_context(page, request.user, request.GET.dict())
        context["remarks"] = remarks_on(page)
    return render(request, TEMPLATES[page.step.kind], context, status=status)
