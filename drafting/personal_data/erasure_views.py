"""Erasing people who left (注销), for administrators: what would go, in numbers, the doing of it, and the
record. No text is read or shown here."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.person_access import KeptPerson, kept_person
from accounts.permissions import Denied, may_manage_people
from drafting.personal_data import erasure, requests, selectors
from drafting.personal_data.forms import AnswerForm, EraseForm
from drafting.personal_data.models import LONGEST

_DONE: Final = "已注销。此人的材料和数据已经删除，审核记录里的姓名改为“{}”。"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def person(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """What there is of somebody in numbers, what would go and what stays; {reason, name} erases."""
    kept = _kept(request, person_id)
    if request.method != "POST":
        return _page(request, kept)
    name = kept.person.name
    form = EraseForm(request.POST, person=name)
    if not form.is_valid():
        return _page(request, kept, form, 422)
    try:
        erasure.erase(kept.person, request.user, form.cleaned_data["reason"])
    except erasure.ErasureRefused as refused:
        messages.error(request, str(refused))
        return redirect("personal_data:person", person_id)
    kept.person.refresh_from_db()
    messages.success(request, _DONE.format(kept.person.name))
    return redirect("personal_data:erasures")


@require_POST
@login_required_json_aware
def decline(request: SignedInRequest, person_id: int) -> HttpResponseBase:
    """Decline a request ({answer}), which the person is told."""
    kept = _kept(request, person_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, kept, form, 422)
    if requests.decline(kept.person, form.cleaned_data["answer"], request.user):
        messages.success(request, f"已答复{kept.person.name}，没有删除任何内容。")
    else:
        messages.info(request, "没有等待办理的申请：本人已经撤回，或者已经办理。")
    return redirect("personal_data:erasures")


@require_safe
@never_cache
@login_required_json_aware
def erasures(request: SignedInRequest) -> HttpResponse:
    """The requests that wait, and who was erased when, by whom and why."""
    if not may_manage_people(request.user):
        raise Http404
    context = {
        "nav": "members",
        "waiting": selectors.waiting_for(request.user),
        "record": selectors.record_for(request.user),
    }
    return render(request, "drafting/personal_data/erasures.html", context)


def _kept(request: SignedInRequest, person_id: int) -> KeptPerson:
    """A person whose account the reader keeps, or who was erased; 404 for anybody else."""
    kept = kept_person(request, person_id)
    if not kept.office or not (kept.account or kept.person.erased_at is not None):
        raise Http404
    return kept


def _page(
    request: SignedInRequest,
    kept: KeptPerson,
    form: EraseForm | AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    decision = erasure.may_erase(request.user, kept.person)
    errors = form.errors.values() if form else ()
    asked = requests.request_of(kept.person)
    context = {
        "nav": "members",
        "person": kept.person,
        "kept": kept,
        "refused": decision.reason if isinstance(decision, Denied) else "",
        "holdings": erasure.holdings_of(kept.person),
        "asked": asked if asked and asked.state == requests.State.OPEN else None,
        "errors": [sentence for found in errors for sentence in found],
        "said": form.data if form else {},
        "longest": LONGEST,
    }
    return render(request, "drafting/personal_data/person.html", context, status=status)
