"""The reviewer's reading page (审阅): the submitted text as paper, and beside it what the reviewer needs."""

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
from drafting.review.access import Reviewed, get_reviewed
from drafting.review.pages import page_context
from drafting.review.services import note_reading


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page; ?panel= opens one of its panels, for htmx alone. ?comment= begins a comment on a node (empty: on the paper),
    ?edit= changes one, ?show= lists open, closed or all threads."""
    reviewed = get_reviewed(request, draft_id)
    asked = request.GET.dict()
    if _newer(request, reviewed):
        # the place was one of the text before
        asked.pop("comment", None)
    return show(request, reviewed, page_context(reviewed, asked))


def show(
    request: SignedInRequest, reviewed: Reviewed, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The whole page, or what htmx puts in place of its panel; with the paper where the page still shows another round."""
    context["newer"] = newer = _newer(request, reviewed)
    if newer or not in_place(request):
        note_reading(reviewed.submission, request.user)
    if (found := context.get("earlier")) is not None:
        note_reading(found.submission, request.user)
    template = "drafting/review/_read_answer.html" if in_place(request) else "drafting/review/read.html"
    answer = render(request, template, context, status=status)
    if in_place(request):
        # so that a page loaded anew (signed in again, say) stands where this one stands; a form that was taken is not begun again
        posted = f"{reverse('review:read', args=[reviewed.draft.pk])}?panel={context['panel']}"
        answer["HX-Push-Url"] = request.get_full_path() if request.method == "GET" else posted
    return answer


def _newer(request: SignedInRequest, reviewed: Reviewed) -> bool:
    """Whether the page that asks by htmx shows another round than the live one: nobody decides on a text unseen."""
    return in_place(request) and request.headers.get("X-Round", "") not in (
        "",
        str(reviewed.submission.number),
    )


def in_place(request: SignedInRequest) -> bool:
    """Whether htmx asks for the panel alone."""
    return bool(getattr(request, "htmx", None))
