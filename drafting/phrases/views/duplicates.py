"""Near duplicates of the whole library, and merging them."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import LARGEST_KEY, number_or, whole_number
from drafting.library.models import Phrase
from drafting.phrases import keeping
from drafting.phrases.access import let_in
from drafting.phrases.asked import LAST_PAGE, PAGE_SIZE
from drafting.phrases.duplicates import MOST, groups
from drafting.phrases.views.cards import UNDO

_FEW: Final = "没有合并：请至少勾选两条，并且选留下哪一条。"
_CHANGED: Final = "没有合并：这几条后来又改过或者停用了。请看过现在的样子再决定。"


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request: SignedInRequest) -> HttpResponse:
    """The groups of phrases of which one would do; posted, the ticked ones of a group are merged:
    {keep, phrase…, base-NUMBER…}."""
    let_in(request.user)
    page = min(max(1, number_or(request.GET.get("page", ""), 1)), LAST_PAGE)
    if request.method == "POST":
        done = _merge(request)
        query = f"?page={page}{'&done=1' if done else ''}"
        return HttpResponseRedirect(f"{reverse('phrases:duplicates')}{query}")
    found, number = groups(page)
    context: dict[str, Any] = {
        "nav": "phrases", "query": "", "groups": found, "number": number, "page": page,
        "more": page * MOST < number,
        "undo": request.session.get(UNDO) if request.GET.get("done") else None,
    }  # fmt: skip
    return render(request, "drafting/phrases/duplicates.html", context)


def _merge(request: SignedInRequest) -> bool:
    sent = (whole_number(one, most=LARGEST_KEY) for one in request.POST.getlist("phrase"))
    numbers = [number for number in sent if number is not None][: 2 * PAGE_SIZE]
    keep = whole_number(request.POST.get("keep", ""), most=LARGEST_KEY)
    kept = Phrase.objects.filter(pk=keep).first() if keep in numbers else None
    if kept is None or len(numbers) < 2:
        messages.error(request, _FEW)
        return False
    seen = {one: number_or(request.POST.get(f"base-{one}", ""), 0) for one in numbers}
    done = keeping.merge(kept, seen, request.user)
    if not done.number:
        messages.error(request, _CHANGED)
        return False
    said = f"已合并：留下 {kept.key}，停用 {done.number} 条。"
    request.session[UNDO] = {"said": said, "before": done.before}
    return True
