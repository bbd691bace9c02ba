"""Outdated formulations in phrases: the list, and one of them with what replacing it gives."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.document.text import clean
from drafting.phrases import services
from drafting.phrases.access import let_in
from drafting.phrases.terms import LONGEST, MOST, replaced, term_of, terms_in_phrases
from drafting.phrases.views.cards import LAST

_NONE = "没有替换：勾选的素材后来又改过，或者一条也没有勾选。请看过现在的样子再决定。"


@login_required_json_aware
@never_cache
@require_safe
def terms(request: SignedInRequest) -> HttpResponse:
    """The outdated formulations that phrases in use have."""
    let_in(request.user)
    context = {"nav": "phrases", "terms": terms_in_phrases()}
    return render(request, "drafting/phrases/terms.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: SignedInRequest, term: str) -> HttpResponse:
    """The phrases with one of them as they would be with ``use`` in its place; posted, the ticked
    ones are so: {use, phrase…, base-NUMBER…}."""
    let_in(request.user)
    row = term_of(clean(term))
    if row is None:
        raise Http404("没有这条提法。")
    sent = request.POST if request.method == "POST" else request.GET
    use = clean(sent.get("use", row.use)).strip()[:LONGEST]
    found = replaced(row, use)
    if request.method == "POST":
        ticked = request.POST.getlist("phrase")
        texts = {
            one.phrase.pk: (
                number_or(request.POST.get(f"base-{one.phrase.pk}", ""), 0), one.values
            )
            for one in found
            if str(one.phrase.pk) in ticked and not one.fault
        }  # fmt: skip
        done = services.reword(texts, request.user, "替换过时的提法")
        if done.number:
            said = f"已在 {done.number} 条素材里换成“{use}”。"
            LAST.keep(request, said, done)
            return HttpResponseRedirect(f"{reverse('phrases:cards')}?done=1")
        messages.error(request, _NONE)
    context = {
        "nav": "phrases", "key": term, "row": row, "use": use, "longest": LONGEST, "found": found,
        "more": len(found) == MOST,
    }  # fmt: skip
    return render(request, "drafting/phrases/term.html", context)
