"""What proofreading says: of the phrase that is written, and of the whole library, piece by piece."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.document.text import clean
from drafting.library.models import Phrase
from drafting.phrases.access import let_in
from drafting.phrases.remarks import piece_after, remarks_on
from drafting.proofing.engine import Unavailable

#: Characters of a text that are looked at while it is written.
_LONGEST = 5000


def remarks_context(texts: dict[str, str]) -> dict[str, Any]:
    """For the list of remarks: ``remarks``, None where none can be told now."""
    try:
        return {"remarks": remarks_on({name: text[:_LONGEST] for name, text in texts.items()})}
    except Unavailable:
        return {"remarks": None}


@login_required_json_aware
@never_cache
@require_POST
def remarks(request: SignedInRequest) -> HttpResponse:
    """The remarks on what is being written: {claim, elaboration, example, questions}."""
    let_in(request.user)
    texts = {name: clean(request.POST.get(name, "")) for name in Phrase.TEXTS}
    return render(request, "drafting/phrases/_remarks.html", remarks_context(texts))


@login_required_json_aware
@never_cache
@require_safe
def proof(request: SignedInRequest) -> HttpResponse:
    """The phrases in use with remarks, from the one after number ``after`` on, as many as are
    looked through in time; the piece alone for htmx, which asks for one after the other."""
    let_in(request.user)
    after = whole_number(request.GET.get("after", ""), most=LARGEST_KEY) or 0
    done = whole_number(request.GET.get("done", ""), most=LARGEST_KEY) or 0
    context: dict[str, Any] = {
        "nav": "phrases",
        "query": "",
        "first": not after,
        "unavailable": True,
    }
    try:
        piece = piece_after(after)
        context |= {"piece": piece, "done": done + piece.looked, "unavailable": False}
    except Unavailable:
        context |= {"after": after, "done": done}
    part = "_proof.html" if request.headers.get("HX-Request") else "proof.html"
    return render(request, f"drafting/phrases/{part}", context)
