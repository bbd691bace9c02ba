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
from accounts.http import SignedInRequest, page_of_ours
from drafting.common.numbers import LARGEST_KEY, number_or, whole_number
from drafting.library.models import Phrase
from drafting.phrases import distinct, services
from drafting.phrases.access import let_in
from drafting.phrases.duplicates import MOST, groups
from drafting.phrases.list_query import LAST_PAGE, PAGE_SIZE
from drafting.phrases.views.cards import LAST

_FEW: Final = "没有合并：请至少勾选两条，并且选留下哪一条。"
_ALONE: Final = "没有记下：请至少勾选两条不是重复的。"
_SINCE: Final = "没有记下：这几条后来又改过。请看过现在的样子再决定。"
_CHANGED: Final = "没有合并：这几条后来又改过或者停用了。请看过现在的样子再决定。"


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request: SignedInRequest) -> HttpResponse:
    """The groups of phrases of which one would do; posted, the ticked ones of a group are merged,
    or (``do=distinct``) put aside: {do, keep, phrase…, base-NUMBER…}."""
    let_in(request.user)
    page = min(max(1, number_or(request.GET.get("page", ""), 1)), LAST_PAGE)
    if request.method == "POST":
        done = _put_aside(request) if request.POST.get("do") == "distinct" else _merge(request)
        query = f"?page={page}{done}"
        return HttpResponseRedirect(f"{reverse('phrases:duplicates')}{query}")
    found, number = groups(page)
    context: dict[str, Any] = {
        "nav": "phrases", "query": "", "groups": found, "number": number, "page": page,
        "more": page * MOST < number,
        "aside": distinct.number_aside(),
        "put": distinct.group_of(request.GET.get("put", "")),
        "undo": LAST.told(request, request.GET.get("done")),
    }  # fmt: skip
    return render(request, "drafting/phrases/duplicates.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aside(request: SignedInRequest) -> HttpResponse:
    """The groups that were put aside; posted, one of them is looked for again: {group}."""
    let_in(request.user)
    if request.method == "POST":
        group = distinct.group_of(request.POST.get("group", ""))
        if group is None:
            messages.info(request, "这一组已经放回去了。")
        else:
            group.delete()
            messages.success(request, "已放回，相近的会再列出来。")
        return HttpResponseRedirect(
            page_of_ours(request, request.POST.get("next", "")) or reverse("phrases:aside")
        )
    page = min(max(1, number_or(request.GET.get("page", ""), 1)), LAST_PAGE)
    found, number = distinct.groups_aside(page, MOST)
    context: dict[str, Any] = {
        "nav": "phrases", "query": "", "groups": found, "number": number, "page": page,
        "more": page * MOST < number,
    }  # fmt: skip
    return render(request, "drafting/phrases/aside.html", context)


def _numbers(request: SignedInRequest) -> list[int]:
    sent = (whole_number(one, most=LARGEST_KEY) for one in request.POST.getlist("phrase"))
    return [number for number in sent if number is not None][: 2 * PAGE_SIZE]


def _seen(request: SignedInRequest, numbers: list[int]) -> dict[int, int]:
    return {one: number_or(request.POST.get(f"base-{one}", ""), 0) for one in numbers}


def _put_aside(request: SignedInRequest) -> str:
    numbers = _numbers(request)
    if len(numbers) < 2:
        messages.error(request, _ALONE)
        return ""
    group = distinct.put_aside(_seen(request, numbers), request.user)
    if group is None:
        messages.error(request, _SINCE)
        return ""
    return f"&put={group.pk}"


def _merge(request: SignedInRequest) -> str:
    numbers = _numbers(request)
    keep = whole_number(request.POST.get("keep", ""), most=LARGEST_KEY)
    kept = Phrase.objects.filter(pk=keep).first() if keep in numbers else None
    if kept is None or len(numbers) < 2:
        messages.error(request, _FEW)
        return ""
    done = services.merge(kept, _seen(request, numbers), request.user)
    if not done.number:
        messages.error(request, _CHANGED)
        return ""
    said = f"已合并：留下 {kept.key}，停用 {done.number} 条。"
    LAST.keep(request, said, done)
    return "&done=1"
