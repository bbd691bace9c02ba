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
from drafting.drafts.models import Draft
from drafting.review import services
from drafting.review.access import Reviewed, get_reviewed
from drafting.review.deciding import DECISIONS
from drafting.review.forms import Decision, decided
from drafting.review.lifecycle import Action, outcome
from drafting.review.neighbours import next_waiting, papers_for
from drafting.review.pages import page_context
from drafting.review.selectors import events_of
from drafting.review.services import Raced, Refused
from drafting.review.services.moves import EXPLAINED
from drafting.review.views.keeping import keeping
from drafting.review.views.reading import show

#: What is said of a paper that was dealt with.
_DONE = {
    Action.RETURN: "已退回{name}的材料。",
    Action.APPROVE: "{name}的材料审核通过。",
    Action.CONFIRM: "{name}的材料复审通过。",
    Action.REOPEN: "已重新开放{name}的材料，原来的审核结论不再有效。",
}
_ENDORSED = "{name}的材料初审通过，等待上级复审。"


@login_required_json_aware
@never_cache
@require_POST
@keeping("note")
def move(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Decide: {action, round, state, note, reasons}. Round and state are those that the page showed; where they are no longer so,
    the page says who did what (409). What was typed is never lost, not even where the paper went out of sight (403)."""
    decision = decided(request.POST)
    reviewed = get_reviewed(request, draft_id)
    action = decision.action
    if action not in DECISIONS:
        return _again(request, reviewed, decision, 422, problem="请选择审核通过或者退回修改。")
    if decision.state:
        reviewed.draft.state = decision.state
    # what was ticked while thinking of a return is no reason of an approval
    reasons = decision.reasons if action in EXPLAINED else ()
    said: dict[str, Any] = {"round_read": decision.round, "note": decision.note, "reasons": reasons}
    try:
        event = services.move(reviewed.draft, action, request.user, **said)
    except Refused as refused:
        return _again(request, get_reviewed(request, draft_id), decision, 422, problem=str(refused))
    except Raced:
        now = get_reviewed(request, draft_id)
        return _again(request, now, decision, 409, raced=_who(now))
    done = _ENDORSED if event.state_after == Draft.State.ENDORSED else _DONE[action]
    messages.success(request, done.format(name=reviewed.draft.owner.name))
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
    what = (
        "提交了新的版本" if event.action == Action.SUBMIT else f"“{outcome(event.action, event.state_after)}”"
    )
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
