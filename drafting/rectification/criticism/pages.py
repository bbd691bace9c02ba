"""Pages that a member and a secretary have alike: what was heard is entered as a list, put right, and
let go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.opinions.pages import GONE, NEWER, Around
from drafting.rectification.criticism.forms import OneHeardForm, form_of
from drafting.rectification.criticism.hearing import HeardOvertaken, change_heard, forget_heard
from drafting.rectification.ledger.models import LedgerItem


def change_page(request: SignedInRequest, item: LedgerItem, around: Around) -> HttpResponse:
    """Show one, or store what was put right: {base, speaker, lines}."""
    form, base, status = form_of(item), item.version, 200
    if request.method == "POST":
        form = OneHeardForm(request.POST)
        base, status = number_or(request.POST.get("base", ""), 0), 422
        if form.is_valid():
            try:
                change_heard(item, form.heard(), base)
            except HeardOvertaken as newer:
                status = 409
                if newer.item is None:
                    form.add_error("lines", GONE)
                else:
                    base = newer.item.version
                    form.add_error("lines", NEWER.format(text=newer.item.problem))
            else:
                messages.success(request, "已保存。")
                return HttpResponseRedirect(around.back)
    context: dict[str, Any] = {"nav": around.nav, "form": form, "base": base, "around": around}
    return render(request, "drafting/rectification/criticism/change.html", context, status=status)


def delete_page(request: SignedInRequest, item: LedgerItem, around: Around) -> HttpResponse:
    """Ask whether one is to go, and let it go."""
    if request.method == "POST":
        if forget_heard(item, request.user):
            messages.success(request, "已删去一条批评意见。")
        else:
            messages.info(request, "本人已经写了整改措施，这一条留在本人的台账里，您这里不再能改。")
        return HttpResponseRedirect(around.back)
    context = {"nav": around.nav, "item": item, "around": around}
    return render(request, "drafting/rectification/criticism/delete.html", context)
