"""The page of a paper's opinions: only its author is let in, and no address holds a word of
them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.ids import id_or_new
from drafting.document import codec
from drafting.document.text import clean
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import changes
from drafting.frameworks.spec import AreaSpec
from drafting.opinions import services
from drafting.opinions.forms import ANSWER, OpinionForm
from drafting.opinions.models import Opinion
from drafting.opinions.pages import Around, change_page, delete_page
from drafting.opinions.selectors import (
    areas_to_claim_in,
    heard_of,
    likely_category,
    own_opinion,
    points_to_claim_in,
)

REFUSED = "这份材料刚刚提交或移走了，现在不能修改。"
BUSY = "同时保存的请求太多，这一次没有做成，请再试一次。"


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def heard(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What was said to the author, what became of it, and the form to enter more."""
    draft = get_draft(request, draft_id)
    if request.method != "POST":
        return _show(request, draft, OpinionForm(), uuid.uuid4())
    form, batch = OpinionForm(request.POST), id_or_new(request.POST.get("batch", ""))
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return _show(request, draft, form, batch, status=403)
    if not form.is_valid():
        return _show(request, draft, form, batch, status=422)
    try:
        about = draft if draft.collective else draft.meeting or draft
        number = services.enter(draft.owner, request.user, form.entered(), batch, about=about)
    except services.TooManyOpinions as full:
        form.add_error("lines", str(full))
        return _show(request, draft, form, batch, status=422)
    messages.success(request, f"已记下 {number} 条，请逐条认领，或者说明为什么不写。")
    return HttpResponseRedirect(f"{_here(draft)}?saved={batch}")


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, draft_id: uuid.UUID, opinion_id: uuid.UUID) -> HttpResponse:
    """One that the author entered, to be put right."""
    draft, opinion = _asked(request, draft_id, opinion_id, own=True)
    return change_page(request, opinion, _around(draft))


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, draft_id: uuid.UUID, opinion_id: uuid.UUID) -> HttpResponse:
    """Ask whether one that the author entered is to go, and let it go."""
    draft, opinion = _asked(request, draft_id, opinion_id, own=True)
    return delete_page(request, opinion, _around(draft))


@sensitive_post_parameters()
@login_required_json_aware
@never_cache
@require_POST
def settle(request: SignedInRequest, draft_id: uuid.UUID, opinion_id: uuid.UUID) -> HttpResponse:
    """Claim or answer an opinion: {op: claim, area, copy} | {op: link, node} | {op: answer, answer} |
    {op: release}."""
    draft, opinion = _asked(request, draft_id, opinion_id)
    typed = clean(request.POST.get("answer", ""))
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        if typed.strip():
            return _show(request, draft, OpinionForm(), uuid.uuid4(), {opinion.pk: typed}, 403)
        return _back(draft, opinion)
    op = request.POST.get("op", "")
    if op == "claim":
        return _claim(request, draft, opinion)
    if op == "link":
        return _link(request, draft, opinion)
    if op == "release":
        services.release(draft, opinion)
        messages.success(request, "不再认领到那一条。那一条和里面的文字还在。")
    elif op == "answer":
        answer = " ".join(typed.split())
        if len(answer) > ANSWER:
            text = f"说明最多 {ANSWER} 个字，现有 {len(answer)} 个字，请删减后再保存。"
            messages.error(request, text)
            return _show(request, draft, OpinionForm(), uuid.uuid4(), {opinion.pk: typed}, 422)
        services.answer(opinion, answer)
        if answer:
            messages.success(request, "已记下说明。")
        elif opinion.answer:
            messages.success(request, "说明已清空，这一条又放回待办。")
        else:
            messages.error(request, "请先写一句：为什么不写进材料。")
    return _back(draft, opinion)


def _claim(request: SignedInRequest, draft: Draft, opinion: Opinion) -> HttpResponse:
    spec, document = spec_of_draft(draft), codec.load(draft.document)
    areas = areas_to_claim_in(document, spec)
    step = next((area for area in areas if area.key == request.POST.get("area")), None)
    if step is None:
        messages.error(request, "请先从列表里选一个方面。")
        return _back(draft, opinion)
    area = step.spec if isinstance(step.spec, AreaSpec) else None
    category = likely_category(opinion.text, area)
    try:
        node = services.claim_new(
            draft, opinion, step.node, category, copy=bool(request.POST.get("copy"))
        )
    except (changes.NotEditable, KeyError):
        messages.error(request, REFUSED)
        return _back(draft, opinion)
    except (changes.TooMuch, changes.TooBusy) as error:
        messages.error(request, str(error) or BUSY)
        return _back(draft, opinion)
    said = "分类是按这句话提议的，请核对。" if category else ""
    messages.success(request, f"已认领：添加了一条，{said}写成什么样由您自己写。")
    return HttpResponseRedirect(f"{reverse('wizard:step', args=[draft.pk, step.key])}#node-{node}")


def _link(request: SignedInRequest, draft: Draft, opinion: Opinion) -> HttpResponse:
    node = request.POST.get("node", "")
    if node not in dict(points_to_claim_in(codec.load(draft.document))):
        messages.error(request, "请先从列表里选材料里的一条。")
    else:
        services.claim_in(draft, opinion, node)
        messages.success(request, "已认领到材料里的那一条。")
    return _back(draft, opinion)


def _asked(
    request: SignedInRequest, draft_id: uuid.UUID, opinion_id: uuid.UUID, *, own: bool = False
) -> tuple[Draft, Opinion]:
    """The paper and one of its opinions; with ``own`` only one that the author entered."""
    draft = get_draft(request, draft_id)
    opinion = own_opinion(draft, opinion_id)
    if opinion is None or (own and opinion.given):
        raise Http404("没有这一条。")
    return draft, opinion


def _here(draft: Draft) -> str:
    return reverse("opinions:list", args=[draft.pk])


def _around(draft: Draft) -> Around:
    return Around(_here(draft), "意见和谈话", "drafts")


def _back(draft: Draft, opinion: Opinion) -> HttpResponse:
    return redirect(f"{_here(draft)}#opinion-{opinion.pk}")


def _show(
    request: SignedInRequest,
    draft: Draft,
    form: OpinionForm,
    batch: uuid.UUID,
    typed: dict[uuid.UUID, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    document, spec = codec.load(draft.document), spec_of_draft(draft)
    found = heard_of(draft, document, spec)
    context = {
        "nav": "drafts",
        "draft": draft,
        "heard": found,
        "groups": [
            ("还没有认领，也没有说明", found.open),
            ("已认领", found.claimed),
            ("已说明", found.answered),
        ],
        "typed": {str(pk): text for pk, text in (typed or {}).items()},
        "areas": areas_to_claim_in(document, spec),
        "points": points_to_claim_in(document),
        "reason": reason_not_editable(request, draft),
        "form": form,
        "batch": batch,
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "drafting/opinions/heard.html", context, status=status)
