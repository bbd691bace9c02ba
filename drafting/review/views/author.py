"""The author's page of a draft under review (审核): where it stands, what was said, handing in and taking back."""

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
from drafting.drafts.access import get_draft
from drafting.drafts.services import TooBusy
from drafting.review import services
from drafting.review.forms import whole
from drafting.review.lifecycle import Action
from drafting.review.obstacles import Obstacle
from drafting.review.own import Given, own_context
from drafting.review.services import NotReady, Raced, Refused

SAVED_MEANWHILE = "这份材料刚刚在另一个窗口里保存或者提交过，这一次没有提交；请看过现在的内容再提交。"
DECIDED_MEANWHILE = "审核人刚刚处理了这份材料，没有撤回；现在的情况见下面。"
NOT_READY = "还不能提交，请先改完下面列出的地方。"
BUSY = "同时保存的请求太多，这一次没有做成，请再试一次。"


@login_required_json_aware
@never_cache
@require_safe
def page(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The page."""
    return show(request, draft_id)


@login_required_json_aware
@never_cache
@require_POST
def submit(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Hand the draft in: {note}. 422 with the list where it is not ready, 409 where another window was quicker."""
    draft = get_draft(request, draft_id)
    note = request.POST.get("note", "").replace("\r\n", "\n")
    try:
        services.submit(draft, request.user, note)
    except NotReady as refused:
        return show(request, draft_id, Given(NOT_READY, note), 422, refused.lacking)
    except Refused as refused:
        return show(request, draft_id, Given(str(refused), note), 422)
    except Raced:
        return show(request, draft_id, Given(SAVED_MEANWHILE, note), 409)
    except TooBusy:
        return show(request, draft_id, Given(BUSY, note), 503)
    messages.success(request, "材料已提交，审核人会收到提醒。")
    return redirect("review:draft", draft_id)


@login_required_json_aware
@never_cache
@require_POST
def withdraw(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take the draft back: {round}, the number of the round that the page showed."""
    draft = get_draft(request, draft_id)
    shown = whole(request.POST.get("round", ""))
    try:
        services.move(draft, Action.WITHDRAW, request.user, round_read=shown)
    except Refused as refused:
        messages.error(request, str(refused))
    except Raced:
        messages.warning(request, DECIDED_MEANWHILE)
    else:
        messages.success(request, "材料已撤回，可以继续修改。")
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
