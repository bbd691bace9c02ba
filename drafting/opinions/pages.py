"""Pages that a member and a secretary have alike: to put one opinion right, and to let it go."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.opinions import services
from drafting.opinions.forms import OneOpinionForm, form_of
from drafting.opinions.models import Opinion

NEWER = "这一条在另一个窗口里改过，现在写的是“{text}”。请把要保留的写进来，再点保存。"

GONE = "这一条刚在另一个窗口里删去，没有保存。要留下的，请抄下来重新记一条。"


@dataclass(frozen=True, slots=True)
class Around:
    """Where a page of one thing that was said leads back to, by name and address, and the tab it is under."""

    back: str
    name: str
    nav: str


def change_page(request: SignedInRequest, opinion: Opinion, around: Around) -> HttpResponse:
    """Show one opinion, or store what was put right."""
    form, base, status = form_of(opinion), opinion.version, 200
    if request.method == "POST":
        form = OneOpinionForm(request.POST)
        base, status = number_or(request.POST.get("base", ""), 0), 422
        if form.is_valid():
            try:
                services.change(opinion, form.entered(), base)
            except services.OpinionOvertaken as newer:
                status = 409
                if newer.opinion is None:
                    form.add_error("lines", GONE)
                else:
                    base = newer.opinion.version
                    form.add_error("lines", NEWER.format(text=newer.opinion.text))
            else:
                messages.success(request, "已保存。")
                return HttpResponseRedirect(f"{around.back}#opinion-{opinion.pk}")
    context = {"nav": around.nav, "form": form, "base": base, "around": around}
    return render(request, "drafting/opinions/change.html", context, status=status)


def delete_page(request: SignedInRequest, opinion: Opinion, around: Around) -> HttpResponse:
    """Ask whether an opinion is to go, and let it go."""
    if request.method == "POST":
        services.delete(opinion)
        messages.success(request, "已删去一条。写进材料里的文字不受影响。")
        return HttpResponseRedirect(around.back)
    context = {"nav": around.nav, "opinion": opinion, "around": around}
    return render(request, "drafting/opinions/delete.html", context)
