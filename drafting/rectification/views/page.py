"""Last year's paper on a page of its own: everything of the panel, without scripts too."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.list_rows import title_of
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from drafting.progress.steps import BASICS
from drafting.rectification import services
from drafting.rectification.areas import passages_of
from drafting.rectification.context import Beside, context_of, onto_of, read_beside
from drafting.rectification.selectors import own_choice, quotable

BUSY = "同时保存的请求太多，这一次没有做成，请再试一次。"
NOT_EDITABLE = "这份材料刚刚提交或移走了，现在不能修改。"
GONE = "去年的这一条已经不在了，页面已按最新内容显示。"


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Last year's paper beside the step ?step=, else beside the first one."""
    draft = get_draft(request, draft_id)
    return show(request, read_beside(draft, request.GET.get("step") or BASICS))


def show(request: SignedInRequest, beside: Beside, status: int = 200) -> HttpResponse:
    """The page."""
    context = {"nav": "drafts", "title": title_of(beside.draft), **context_of(request, beside)}
    return render(request, "drafting/rectification/page.html", context, status=status)


def page_url(draft: Draft, key: str = "") -> str:
    """The address of the page, for a step."""
    address = reverse("rectification:page", args=[draft.pk])
    return f"{address}?{urlencode({'step': key})}" if key else address


@login_required_json_aware
@require_POST
def choose(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Put another own paper beside the draft: {paper, step}."""
    draft = get_draft(request, draft_id)
    step = request.POST.get("step", "")
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
    elif (chosen := own_choice(draft, request.POST.get("paper", ""))) is None:
        messages.error(request, "没有这份材料，请重新选择。")
    else:
        lifecycle.stand_beside(draft, chosen)
        messages.success(request, f"现在把《{title_of(chosen)}》作为上年材料。")
    if step and any(one.key == step for one in read_beside(draft).steps):
        return redirect("wizard:step", draft.pk, step)
    return HttpResponseRedirect(page_url(draft))


@login_required_json_aware
@require_POST
def quote(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Copy of last year's paper into a step: {step, point} as a point of its own, {step, passage}
    its running text behind what stands there; {op: undo} takes that out again."""
    draft = get_draft(request, draft_id)
    beside = read_beside(draft, request.POST.get("step") or BASICS)
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return HttpResponseRedirect(page_url(draft, beside.step.key))
    try:
        node = (
            _quote_lead(request, beside) if "passage" in request.POST else _point(request, beside)
        )
    except KeyError:
        messages.error(request, GONE)
    except changes.TooMuch as refused:
        messages.error(request, str(refused))
    except changes.NotEditable:
        messages.error(request, NOT_EDITABLE)
    except changes.TooBusy:
        messages.error(request, BUSY)
    else:
        address = reverse("wizard:step", args=[draft.pk, beside.step.key])
        return HttpResponseRedirect(f"{address}#node-{node}")
    return HttpResponseRedirect(page_url(draft, beside.step.key))


def _point(request: SignedInRequest, beside: Beside) -> str:
    """Quotes a point; gives the copy's id. Raises KeyError where it is not there, and what the
    services raise."""
    asked = request.POST.get("point", "")
    point = beside.last_year and quotable(beside.last_year, asked, beside.step.role)
    if not point:
        raise KeyError(asked)
    copy = services.quote_point(beside.draft, beside.step.node, point)
    messages.success(
        request, "已引用去年的一条，标着“去年原文，还没改”，请改成今年的情况；不要可以移除。"
    )
    return copy.id


def _quote_lead(request: SignedInRequest, beside: Beside) -> str:
    """Quotes running text, or takes it out again; gives the id of the node. Raises as ``_point``
    does."""
    asked = request.POST["passage"]
    every = passages_of(beside.last_year.document) if beside.last_year else ()
    passage = next((one for one in every if one.id == asked and one.lead), None)
    node = onto_of(beside, passage) if passage is not None else None
    if passage is None or node is None:
        raise KeyError(asked)
    if request.POST.get("op") == "undo":
        if services.take_quote_back(beside.draft, node, passage.lead):
            messages.success(request, "已撤销，引用的文字已拿出来。")
        else:
            messages.info(request, "引用的文字后来又改过，没有撤销；不要的文字请在框里删去。")
        return node
    services.quote_text(beside.draft, node, passage.lead)
    context = {"draft": beside.draft, "step": beside.step, "passage": passage}
    notice = render_to_string("drafting/rectification/_quoted.html", context, request)
    messages.success(request, mark_safe(notice))  # noqa: S308 - the template escapes
    return node
