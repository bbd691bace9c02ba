"""What a reviewer does with comments: each answers with the list, by htmx in place, else by going
back to the page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.review.comments import answers, services
from drafting.review.comments.forms import Typed, typed
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused
from drafting.review.models import Comment, Reply
from drafting.review.reading_page.context import Writing, page_context
from drafting.review.reading_page.paper import quoted
from drafting.review.reading_page.unsent_text import keeping
from drafting.review.reading_page.views import in_place, show
from drafting.review.reviewed_paper import Reviewed, get_comment, get_reviewed

NEWER = "撰写人刚刚又提交了新的版本，下面已经是新的版本；请看过以后再批注，写好的意见还在。"


@login_required_json_aware
@never_cache
@require_POST
@keeping("text", "suggestion")
def add(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Make a comment: {node, field, start, end, kind, text, suggestion, round}."""
    reviewed = get_reviewed(request, draft_id)
    said = typed(request.POST)
    try:
        made = services.add_comment(
            reviewed.draft, request.user, **said.place, **said.said, round_read=said.round
        )
    except MoveRefused as refused:
        return _not_taken(request, reviewed, said, str(refused), 422)
    except MoveOvertaken:
        return _not_taken(request, reviewed, said, NEWER, 409)
    return _done(request, reviewed, "已加上批注。", made)


@login_required_json_aware
@never_cache
@require_POST
@keeping("text", "suggestion")
def change(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Change an own comment: {kind, text, suggestion}."""
    reviewed = get_reviewed(request, draft_id)
    comment = get_comment(reviewed, comment_id)
    said = typed(request.POST)
    try:
        services.change_comment(comment, request.user, **said.said)
    except MoveRefused as refused:
        return _not_taken(
            request, reviewed, said, str(refused), 422, get_comment(reviewed, comment_id)
        )
    return _done(request, reviewed, "已修改批注。", comment)


@login_required_json_aware
@never_cache
@require_POST
@keeping("text")
def act(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int, op: str) -> HttpResponse:
    """Take back (withdraw), resolve, open again or answer (reply: {text}) a comment."""
    reviewed = get_reviewed(request, draft_id)
    comment = get_comment(reviewed, comment_id)
    text = request.POST.get("text", "")
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "withdraw": (lambda: services.withdraw_comment(comment, request.user), "已撤销批注。"),
        "resolve": (lambda: services.resolve_comment(comment, request.user), "批注已解决。"),
        "reopen": (lambda: services.open_comment_again(comment, request.user), "批注已重新打开。"),
        "reply": (lambda: answers.reply(comment, request.user, Reply.Kind.WORD, text), "已回复。"),
    }
    if op not in deeds:
        raise Http404("没有这项操作。")
    do, said = deeds[op]
    try:
        do()
    except MoveRefused as refused:
        # whatever became of the thread meanwhile, it is on the list
        context = page_context(reviewed, {"panel": "comments", "show": "all"}) | {
            "refused": {"comment": comment.pk, "text": text, "problem": str(refused)},
            "current": comment.pk,
        }
        return show(request, reviewed, context, 422)
    return _done(request, reviewed, said, None if op == "withdraw" else comment)


def _asked(request: SignedInRequest) -> dict[str, str]:
    return {"panel": "comments", "show": request.POST.get("show", "open")}


def _not_taken(
    request: SignedInRequest,
    reviewed: Reviewed,
    said: Typed,
    problem: str,
    status: int,
    comment: Comment | None = None,
) -> HttpResponse:
    quote = (
        comment.quote
        if comment
        else quoted(reviewed.document, said.node, said.field, said.start, said.end)
    )
    if status == 409:  # the place was one of the text before
        said = Typed(round=reviewed.submission.number, **said.said)
        quote = ""
    writing = Writing(said, quote, comment, problem)
    return show(request, reviewed, page_context(reviewed, _asked(request), writing=writing), status)


def _done(
    request: SignedInRequest, reviewed: Reviewed, said: str, comment: Comment | None
) -> HttpResponse:
    asked = _asked(request)
    if in_place(request):
        return show(
            request,
            reviewed,
            page_context(reviewed, asked) | {"said": said, "current": comment and comment.pk},
        )
    messages.success(request, said)
    place = f"#comment-{comment.pk}" if comment else "#panel"
    return redirect(f"{reverse('review:read', args=[reviewed.draft.pk])}?{urlencode(asked)}{place}")
