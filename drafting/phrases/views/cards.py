"""The list of cards."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.codes import MemberKind
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.unit_kinds import searched_kinds
from drafting.library.list_pages import LastDone
from drafting.library.models import Phrase
from drafting.phrases.access import let_in
from drafting.phrases.list_query import PAGE_SIZE, choices, hits_of, wanted_of

LAST: Final = LastDone("phrases_undo", "phrases:cards")


@login_required_json_aware
@never_cache
@require_safe
def cards(request: SignedInRequest) -> HttpResponse:
    """The phrases that fit what is asked for, as members see them; the list alone for htmx."""
    let_in(request.user)
    wanted = wanted_of(request.GET)
    hits = hits_of(wanted)
    rows = Phrase.objects.select_related("problem", "cause", "measure").in_bulk(hits.numbers)
    first = (wanted.page - 1) * PAGE_SIZE
    context: dict[str, Any] = {
        "nav": "phrases",
        "wanted": wanted,
        "hits": hits,
        "first": first + 1,
        "last": first + len(hits.numbers),
        "phrases": [rows[number] for number in hits.numbers if number in rows],
        "tags": [
            ("党员类别", [(f"roles:{value}", text) for value, text in MemberKind.choices]),
            ("单位类型", [(f"unit_types:{value}", text) for value, text in searched_kinds()]),
        ],
        "undo": LAST.told(request, request.GET.get("done")),
        "back": f"{request.path}?{wanted.here}",
    }
    if request.headers.get("HX-Request"):
        return render(request, "drafting/phrases/_cards.html", context)
    context["filters"] = [
        (name, label, offered, getattr(wanted, name)) for name, label, offered in choices()
    ]
    return render(request, "drafting/phrases/cards.html", context)
