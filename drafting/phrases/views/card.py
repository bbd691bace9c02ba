"""One phrase: shown, changed where it stands, its history; and a new one."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, page_of_ours
from drafting.common.numbers import LARGEST_KEY, number_or, whole_number
from drafting.document.text import clean
from drafting.library.models import Phrase
from drafting.phrases import services
from drafting.phrases.access import get_phrase, let_in
from drafting.phrases.alike import alike
from drafting.phrases.forms import CardForm
from drafting.phrases.history import brought_back, fault_of, stored_otherwise, versions_of
from drafting.phrases.uses import use_of
from drafting.phrases.views.remarks import remarks_context

_NEWER: Final = (
    "这条素材刚才由别人改过，现在的文字列在下面，还没有保存您写的。请对照着改好，再按一次保存。"
)


@login_required_json_aware
@never_cache
@require_safe
def card(request: SignedInRequest, phrase_id: int) -> HttpResponse:
    """A phrase as its card, with what became of it in papers; the card alone for htmx."""
    phrase = get_phrase(request.user, phrase_id)
    context: dict[str, Any] = {
        "nav": "phrases", "phrase": phrase, "query": "", "back": _next(request),
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        return render(request, "drafting/phrases/_card.html", context)
    context["use"] = use_of(phrase)
    context["alike"] = alike(phrase.claim, phrase.elaboration, phrase.pk)
    context |= remarks_context({name: getattr(phrase, name) for name in Phrase.TEXTS})
    return render(request, "drafting/phrases/card.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, phrase_id: int) -> HttpResponse:
    """Change a phrase: in its card for htmx, else on a page of its own."""
    phrase = get_phrase(request.user, phrase_id)
    if request.method != "POST":
        return _form_page(request, CardForm(instance=phrase), phrase)
    base = number_or(request.POST.get("base", ""), 0)
    form = CardForm(request.POST, instance=get_phrase(request.user, phrase_id))
    if not form.is_valid():
        return _form_page(request, form, phrase, base)
    if form.has_changed():
        try:
            services.save(form.instance, base, request.user)
        except services.PhraseOvertaken:
            form.add_error(None, _NEWER)
            return _form_page(request, form, get_phrase(request.user, phrase_id), newer=True)
    said = f"已保存 {phrase.key}。" if form.has_changed() else f"{phrase.key} 没有改动。"
    if request.headers.get("HX-Request"):
        saved = get_phrase(request.user, phrase_id)
        context = {"phrase": saved, "query": "", "said": said, "back": _next(request)}
        return render(request, "drafting/phrases/_card.html", context)
    messages.success(request, said)
    return HttpResponseRedirect(_next(request) or reverse("phrases:card", args=[phrase_id]))


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Write a new phrase."""
    let_in(request.user)
    if request.method != "POST":
        return _form_page(request, CardForm(), None)
    form = CardForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, None)
    services.save(form.instance, 0, request.user)
    messages.success(request, f"已加入素材库，编号 {form.instance.key}。")
    return redirect("phrases:card", form.instance.pk)


@login_required_json_aware
@never_cache
@require_POST
def near(request: SignedInRequest) -> HttpResponse:
    """The phrases that are close to what is being written: {claim, elaboration, phrase}."""
    let_in(request.user)
    claim, elaboration = (
        clean(request.POST.get(name, ""))[:2000] for name in ("claim", "elaboration")
    )
    itself = whole_number(request.POST.get("phrase", ""), most=LARGEST_KEY)
    found = alike(claim, elaboration, itself)
    return render(request, "drafting/phrases/_alike.html", {"alike": found})


@login_required_json_aware
@never_cache
@require_safe
def history(request: SignedInRequest, phrase_id: int) -> HttpResponse:
    """What became of a phrase, version by version."""
    phrase = get_phrase(request.user, phrase_id)
    context = {"nav": "phrases", "phrase": phrase, "versions": versions_of(phrase)}
    return render(request, "drafting/phrases/history.html", context)


@login_required_json_aware
@require_POST
def bring_back(request: SignedInRequest, phrase_id: int) -> HttpResponse:
    """Make a stored version the present one: {version, base}."""
    phrase = get_phrase(request.user, phrase_id)
    version = whole_number(request.POST.get("version", ""), most=LARGEST_KEY)
    base = number_or(request.POST.get("base", ""), 0)
    if version is None or not brought_back(phrase, version):
        messages.error(request, "没有这一版，请从下面的列表里选。")
    elif fault := fault_of(phrase):
        messages.error(request, f"那一版现在不能照原样保存，没有恢复：{fault}请在“修改”里照着写。")
    else:
        try:
            services.save(phrase, base, request.user)
            messages.success(request, "已恢复成那一版；刚才的文字也还在下面的记录里。")
        except services.PhraseOvertaken:
            messages.error(request, "这条素材刚才由别人改过，没有恢复。请看过最新一版再决定。")
    return redirect("phrases:history", phrase_id)


def _next(request: SignedInRequest) -> str:
    return page_of_ours(request, request.POST.get("next") or request.GET.get("next") or "")


def _form_page(
    request: SignedInRequest, form: CardForm, phrase: Phrase | None,
    base: int | None = None, newer: bool = False,
) -> HttpResponse:  # fmt: skip
    """The form; ``phrase`` is as it is stored, ``base`` the revision that was read where that is
    not the stored one."""
    context: dict[str, Any] = {
        "nav": "phrases",
        "form": form,
        "phrase": phrase,
        "base": (phrase.revision if phrase else 0) if base is None else base,
        "back": _next(request),
        "theirs": stored_otherwise(phrase, form.instance) if phrase and newer else [],
    }
    context |= remarks_context({name: clean(form[name].value() or "") for name in Phrase.TEXTS})
    part = "_form.html" if request.headers.get("HX-Request") and phrase else "edit.html"
    return render(request, f"drafting/phrases/{part}", context)
