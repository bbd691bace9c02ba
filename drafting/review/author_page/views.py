"""The author's page of a draft under review (审核): where it stands, what was said, handing in and
taking back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.drafts.access import get_draft
from drafting.drafts.services.changes import TooBusy
from drafting.notices.services.inbox import settle_page
from drafting.review.author_page.context import Given, own_context
from drafting.review.decisions import moves, submission
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused
from drafting.review.decisions.obstacles import Obstacle
from drafting.review.decisions.submission import PaperNotReady

SAVED_MEANWHILE = (
    "这份材料刚刚在另一个窗口里保存或者提交过，这一次没有提交；请看过现在的内容再提交。"
)
DECIDED_MEANWHILE = "审核人刚刚处理了这份材料，没有撤回；现在的情况见下面。"
NOT_READY = "还不能提交，请先改完下面列出的地方。"
BUSY = "同时保存的请求太多，这一次没有做成，请再试一次。"


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page; what told of it is read with it."""
    settle_page(request.user, request.path)
    return show(request, draft_id)


@login_required_json_aware
@never_cache
@require_POST
def submit(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Hand the draft in: {note}. 422 with the list where it is not ready, 409 where another window
    was quicker."""
    draft = get_draft(request, draft_id)
    note = request.POST.get("note", "").replace("\r\n", "\n")
    try:
        event = submission.submit(draft, request.user, note)
    except PaperNotReady as refused:
        return show(request, draft_id, Given(NOT_READY, note), 422, refused.lacking)
    except MoveRefused as refused:
        return show(request, draft_id, Given(str(refused), note), 422)
    except MoveOvertaken:
        return show(request, draft_id, Given(SAVED_MEANWHILE, note), 409)
    except TooBusy:
        return show(request, draft_id, Given(BUSY, note), 503)
    messages.success(request, event.row.done)
    return redirect("review:draft", draft_id)


@login_required_json_aware
@never_cache
@require_POST
def withdraw(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take the draft back: {round}, the number of the round that the page showed."""
    draft = get_draft(request, draft_id)
    shown = number_or(request.POST.get("round", ""), 0)
    try:
        event = moves.move(draft, Action.WITHDRAW, request.user, round_read=shown)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    except MoveOvertaken:
        messages.warning(request, DECIDED_MEANWHILE)
    else:
        messages.success(request, event.row.done)
    return redirect("review:draft", draft_id)


def show(
    request: SignedInRequest,
    draft_id: uuid.UUID,
    given: Given | None = None,
    status: int = 200,
    lacking: Sequence[Obstacle] | None = None,
) -> HttpResponse:
    """The page as the draft stands now; with what was typed and not taken."""
    context = own_context(get_draft(request, draft_id), request.user, lacking=lacking, given=given)
    return render(request, "drafting/review/draft.html", context, status=status)
