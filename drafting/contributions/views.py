"""The pages of offers: a member chooses a sentence of an own paper, sees the exact text that leaves,
and follows it; a curator decides. No address and no message holds a word of it."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, sent_texts
from accounts.permissions import Denied
from drafting.contributions import services
from drafting.contributions.forms import DeclineForm, OfferForm, TakeForm, first_values
from drafting.contributions.identifying_words import hidden
from drafting.contributions.models import Contribution
from drafting.contributions.permissions import may_decide
from drafting.contributions.selectors import (
    Sentence,
    contributions_of,
    places_of,
    sentence_of,
    tellings_for,
    waiting,
)
from drafting.drafts.access import get_draft
from drafting.drafts.models import Draft
from drafting.library.models import Phrase
from drafting.requests.error_pages import refuse

_OVERTAKEN: Final = "这一条刚刚有人处理过，或者推荐人收回了，您的处理没有保存。"
_TAKEN_BACK: Final = "推荐人刚刚收回了这一条，您的处理没有保存。"
_REWRITTEN: Final = "材料里的这一句刚刚改短或者删去了，还没有送出。请回到材料，另选一句推荐。"
#: Decided ones that a curator's list still shows.
_RECENT: Final = 30


@require_safe
@never_cache
@login_required_json_aware
def own_list(request: SignedInRequest) -> HttpResponse:
    """What one has offered and what became of it."""
    context = {"rows": contributions_of(request.user), "nav": "drafts"}
    return render(request, "drafting/contributions/list.html", context)


@require_safe
@never_cache
@login_required_json_aware
def choose(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The sentences of an own paper, one of which may be offered."""
    draft = _own_paper(request, draft_id)
    context = {"draft": draft, "places": places_of(draft), "nav": "drafts"}
    return render(request, "drafting/contributions/choose.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def word(request: SignedInRequest, draft_id: uuid.UUID, node_id: str, field: str) -> HttpResponse:
    """Word what is to leave; posted, it is shown exactly as it would; posted again with ``do``
    "send" and the mark of what was shown, it leaves."""
    draft = _own_paper(request, draft_id)
    sentence = sentence_of(draft, node_id, field)
    if sentence is None:
        if request.method == "POST":
            return refuse(request, _REWRITTEN, status=409, texts=sent_texts(request))
        raise Http404("没有这句话。")
    found = tellings_for(sentence.text)
    initial = {"text": hidden(sentence.text, found), "category": sentence.category}
    form = OfferForm(sentence, request.POST if request.method == "POST" else None, initial)
    context: dict[str, Any] = {
        "draft": draft, "sentence": sentence, "form": form, "nav": "drafts",
        "part": Phrase.Part(sentence.part).label, "found": _said(sentence.text, found),
    }  # fmt: skip
    if not (form.is_bound and form.is_valid()):
        return _word_page(request, context, 422 if form.is_bound else 200)
    text = form.cleaned_data["text"]
    left = tellings_for(text)
    context |= {"text": text, "left": _said(text, left), "mark": form.mark,
                "category": _category_label(form)}  # fmt: skip
    if request.POST.get("do") != "send" or request.POST.get("mark") != form.mark:
        return _word_page(request, context)
    if left and not request.POST.get("sure"):
        return _word_page(request, context | {"unsure": True}, 422)
    return _send(request, sentence, form, context)


@require_POST
@login_required_json_aware
def take_back(request: SignedInRequest, contribution_id: int) -> HttpResponse:
    """Take an offer back, or a declined one off the list; nothing of it is kept."""
    row = contributions_of(request.user).filter(pk=contribution_id).first()
    if row is None:
        raise Http404("没有这条推荐。")
    if services.take_back(row):
        messages.success(request, "已收回，推荐的文字已经删去。材料里的原文没有动。")
    else:
        messages.error(request, "这一条已经采用，不能收回；需要停用的，请联系素材库管理员。")
    return redirect("contributions:list")


@require_safe
@never_cache
@login_required_json_aware
def desk(request: SignedInRequest) -> HttpResponse:
    """What waits for a curator, and what was decided lately; never who offered it."""
    _only_curators(request)
    decided = Contribution.objects.exclude(state=Contribution.State.WAITING)
    context = {
        "waiting": waiting(),
        "decided": decided.select_related("phrase").order_by("-decided_at", "-pk")[:_RECENT],
        "nav": "frameworks",
    }
    return render(request, "drafting/contributions/desk.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def decide(request: SignedInRequest, contribution_id: int) -> HttpResponse:
    """Take an offer as a phrase, as it stands or edited, or decline it with a reason."""
    _only_curators(request)
    row = Contribution.objects.filter(pk=contribution_id).select_related("owner").first()
    if row is None:
        return _taken_back(request)
    do = request.POST.get("do", "")
    if do == "reconsider":
        return _reconsider(request, row)
    took = TakeForm(request.POST if do == "take" else None, initial=first_values(row))
    declined = DeclineForm(request.POST if do == "decline" else None)
    form = {"take": took, "decline": declined}.get(do)
    if form is None:
        return _decide_page(request, row, took, declined)
    if not form.is_valid():
        return _decide_page(request, row, took, declined, 422)
    try:
        if do == "take":
            phrase = took.save(commit=False)
            services.take(row, phrase, request.user, took.cleaned_data["note"])
            messages.success(request, f"已采用，编号 {phrase.key}，推荐人会收到提醒。")
        else:
            services.decline(row, declined.cleaned_data["reason"], request.user)
            messages.success(request, "没有采用，原因推荐人看得到；可以放回重新处理。")
    except services.ContributionOvertaken:
        row = Contribution.objects.filter(pk=contribution_id).select_related("owner").first()
        if row is None:
            return _taken_back(request)
        messages.error(request, _OVERTAKEN)
        return _decide_page(request, row, took, declined, 409)
    return redirect("contributions:desk")


def _own_paper(request: SignedInRequest, draft_id: uuid.UUID) -> Draft:
    """An own paper; a collective one is nobody's to offer from."""
    draft = get_draft(request, draft_id)
    if draft.collective:
        raise Http404("集体材料里的句子不能推荐。")
    return draft


def _send(
    request: SignedInRequest, sentence: Sentence, form: OfferForm, context: dict[str, Any]
) -> HttpResponse:
    data = form.cleaned_data
    try:
        services.offer(
            request.user, text=data["text"], part=sentence.part, field=sentence.field,
            category=data.get("category", ""), named=data["named"],
        )  # fmt: skip
    except services.TooManyWaiting as full:
        form.add_error(None, str(full))
        return _word_page(request, context, 422)
    messages.success(request, "已推荐给素材库，处理的结果会提醒您。")
    return redirect("contributions:list")


def _reconsider(request: SignedInRequest, row: Contribution) -> HttpResponse:
    try:
        services.reconsider(row, request.user)
        messages.success(request, "已放回，可以重新处理。")
    except services.ContributionOvertaken:
        messages.error(request, _OVERTAKEN)
    return redirect("contributions:decide", row.pk)


def _taken_back(request: SignedInRequest) -> HttpResponse:
    """The offer is gone: what the form of the curator held comes back, and nothing else."""
    if request.method != "POST":
        raise Http404("没有这条推荐。")
    return refuse(request, _TAKEN_BACK, status=409, texts=sent_texts(request))


def _said(text: str, found: Any) -> list[tuple[str, str]]:
    """The words that tell of something and the hole for each, every pair once."""
    pairs = [(text[one.start : one.end], one.hole) for one in found]
    return list(dict.fromkeys(pairs))


def _category_label(form: OfferForm) -> str:
    code = form.cleaned_data.get("category", "")
    field = form.fields.get("category")
    return str(dict(field.choices).get(code, "")) if code and field else ""  # type: ignore[attr-defined]


def _word_page(
    request: SignedInRequest, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, "drafting/contributions/word.html", context, status=status)


def _decide_page(
    request: SignedInRequest, row: Contribution, took: TakeForm, declined: DeclineForm,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"row": row, "took": took, "declined": declined, "nav": "frameworks"}
    return render(request, "drafting/contributions/decide.html", context, status=status)


def _only_curators(request: SignedInRequest) -> None:
    if isinstance(may_decide(request.user), Denied):
        raise Http404
