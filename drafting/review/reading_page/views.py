"""The reviewer's reading page (审阅): the submitted text as paper, and beside it what the reviewer
needs."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.notices.services.inbox import settle_page
from drafting.review.reading_page.context import page_context
from drafting.review.reading_page.readings import note_reading
from drafting.review.reviewed_paper import Reviewed, get_reviewed


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page; ?panel= opens one of its panels, for htmx alone. ?comment= begins a comment on a
    node (empty: on the paper), ?edit= changes one, ?show= lists open, closed or all threads."""
    reviewed = get_reviewed(request, draft_id)
    asked = request.GET.dict()
    if _shown(request)[0] not in ("", str(reviewed.submission.number)):
        # the place was one of the text before
        asked.pop("comment", None)
    if not in_place(request):
        settle_page(request.user, request.path)
    return show(request, reviewed, page_context(reviewed, asked))


def show(
    request: SignedInRequest, reviewed: Reviewed, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The whole page, or what htmx puts in place of its panel; with the paper where the page shows
    another round or state: nobody decides on a text unseen."""
    context["meanwhile"] = meanwhile = _meanwhile(request, reviewed)
    if meanwhile or not in_place(request):
        note_reading(reviewed.submission, request.user)
    if (found := context.get("earlier")) is not None:
        note_reading(found.submission, request.user)
    template = (
        "drafting/review/_read_answer.html" if in_place(request) else "drafting/review/read.html"
    )
    answer = render(request, template, context, status=status)
    if in_place(request):
        # so that a page loaded anew (signed in again, say) stands where this one stands; a form
        # that was taken is not begun again
        posted = f"{reverse('review:read', args=[reviewed.draft.pk])}?panel={context['panel']}"
        answer["HX-Push-Url"] = request.get_full_path() if request.method == "GET" else posted
    return answer


def _meanwhile(request: SignedInRequest, reviewed: Reviewed) -> str:
    """What has become of the paper since the page that asks by htmx showed it; empty where it
    stands as it did."""
    number, state = _shown(request)
    now = reviewed.submission.number
    if number not in ("", str(now)):
        return f"撰写人刚刚撤回或者重新提交过，现在显示的是第 {now} 轮的文字，请看过以后再审。"
    if state not in ("", reviewed.draft.state):
        return f"这份材料的状态刚刚变成了“{reviewed.draft.get_state_display()}”。"
    return ""


def _shown(request: SignedInRequest) -> tuple[str, str]:
    """The round and the state that the page shows, as its script tells; empty for a whole page."""
    number, _, state = request.headers.get("X-Shown", "").partition(" ")
    return (number, state) if in_place(request) else ("", "")


def in_place(request: SignedInRequest) -> bool:
    """Whether htmx asks for the panel alone."""
    return bool(getattr(request, "htmx", None))
