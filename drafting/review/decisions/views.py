"""The reviewer's decisions: return, approve, confirm and reopen."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.review.decisions import moves
from drafting.review.decisions.choices import DECISIONS
from drafting.review.decisions.forms import Decision, decided
from drafting.review.decisions.lifecycle import ACTIONS, Action
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused
from drafting.review.decisions.selectors import events_of
from drafting.review.reading_page.context import page_context
from drafting.review.reading_page.neighbouring_papers import next_waiting, papers_for
from drafting.review.reading_page.unsent_text import keeping
from drafting.review.reading_page.views import show
from drafting.review.reviewed_paper import Reviewed, get_reviewed


@login_required_json_aware
@never_cache
@require_POST
@keeping("note")
def move(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Decide: {action, round, state, note, reasons}. Round and state are those that the page
    showed; where they are no longer so, the page says who did what (409). What was typed is never
    lost, not even where the paper went out of sight (403)."""
    decision = decided(request.POST)
    reviewed = get_reviewed(request, draft_id)
    action = decision.action
    if action not in DECISIONS:
        return _again(request, reviewed, decision, 422, problem="请选择审核通过或者退回修改。")
    if decision.state:
        reviewed.draft.state = decision.state
    # what was ticked while thinking of a return is no reason of an approval
    reasons = decision.reasons if ACTIONS[action].explained else ()
    said: dict[str, Any] = {"round_read": decision.round, "note": decision.note, "reasons": reasons}
    try:
        event = moves.move(reviewed.draft, action, request.user, **said)
    except MoveRefused as refused:
        return _again(request, get_reviewed(request, draft_id), decision, 422, problem=str(refused))
    except MoveOvertaken:
        now = get_reviewed(request, draft_id)
        return _again(request, now, decision, 409, raced=_who(now))
    messages.success(request, event.row.done.format(author=reviewed.draft.author_name))
    return _onwards(request, reviewed)


def _onwards(request: SignedInRequest, reviewed: Reviewed) -> HttpResponse:
    """To the next paper that waits for the reviewer, else back to the table."""
    papers = papers_for(request.user, reviewed.meeting, reviewed.reviewers)
    if (paper := next_waiting(papers, reviewed.draft.pk)) is not None:
        messages.info(request, f"接着看下一份：{paper.name}。")
        return redirect("review:read", paper.draft)
    return redirect("desk:table", reviewed.meeting.pk)


def _who(reviewed: Reviewed) -> str:
    """Who came first, and what they did."""
    event = events_of(reviewed.draft).last()
    if event is None:
        return "这份材料的状态刚刚变了，没有进行这项操作。"
    who = "您" if event.actor_id == reviewed.reader.pk else event.actor.name
    what = "提交了新的版本" if event.action == Action.SUBMIT else f"“{event.words}”"
    return f"{who}已先一步{what}，您这次的操作没有进行。下面是材料现在的情况。"


def _again(
    request: SignedInRequest,
    reviewed: Reviewed,
    decision: Decision,
    status: int,
    *,
    problem: str = "",
    raced: str = "",
) -> HttpResponse:
    asked = {"panel": "decide"}
    context = page_context(reviewed, asked, decision=decision, problem=problem, raced=raced)
    return show(request, reviewed, context, status)
