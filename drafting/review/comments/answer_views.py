"""What the author does with comments: answer, say a further word, take over a suggested wording,
take an answer back. Plain forms lead back to the author's page; those of the panel beside the text
are answered with the panel."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.document.ranges import FieldRange
from drafting.drafts.access import get_draft
from drafting.review.author_page.context import Given
from drafting.review.author_page.views import show
from drafting.review.author_panel.views import SCOPE, STEP, WHOLE, in_panel, show_panel
from drafting.review.comments import answers
from drafting.review.decisions.moves import MoveRefused
from drafting.review.models import Comment, Reply

GONE = "这条批注已经撤销，您写的答复没有发出。"
TAKEN_BACK = "已撤销答复。"


@login_required_json_aware
@never_cache
@require_POST
def answer(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Answer a comment: {kind: changed or explained, text}."""
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
    if kind == Reply.Kind.WORD:
        kind = ""
    said = "已答复“已改”。" if kind == Reply.Kind.CHANGED else "说明已发出。"
    return _done(
        request, draft_id, comment_id, said, lambda c: answers.reply(c, request.user, kind, text)
    )


@login_required_json_aware
@never_cache
@require_POST
def reply(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Say a further word in the thread of a comment: {text}."""
    kind, text = Reply.Kind.WORD, request.POST.get("text", "")
    return _done(
        request,
        draft_id,
        comment_id,
        "已回复。",
        lambda c: answers.reply(c, request.user, kind, text),
    )


@login_required_json_aware
@never_cache
@require_POST
def accept(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Put the suggested wording in the place of the words commented on: {suggestion}, as the page
    showed it. {node, field, start} where the page has typed and saved it there itself."""
    said, seen, typed = "已采纳，正文已经改好。", request.POST.get("suggestion"), _typed(request)
    return _done(
        request,
        draft_id,
        comment_id,
        said,
        lambda c: answers.accept_suggestion(c, request.user, seen=seen, typed=typed),
    )


@login_required_json_aware
@never_cache
@require_POST
def take_back(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Take back the last answer to a comment; the text of the paper stays as it is."""
    return _done(
        request,
        draft_id,
        comment_id,
        TAKEN_BACK,
        lambda c: answers.take_back_answer(c, request.user),
        undo=0,
    )


def _typed(request: SignedInRequest) -> FieldRange | None:
    """Where the page says that it has typed the suggestion; None where it leaves that to us."""
    field = request.POST.get("field", "")
    if not field:
        return None
    start = number_or(request.POST.get("start", ""), 0)
    wording = request.POST.get("suggestion", "").replace("\r\n", "\n")
    return FieldRange(request.POST.get("node", ""), field, start, start + len(wording))


def _done(
    request: SignedInRequest,
    draft_id: uuid.UUID,
    comment_id: int,
    said: str,
    do: Callable[[Comment], object],
    undo: int | None = None,
) -> HttpResponse:
    """Do it and go back to the thread, or show the panel; where it is refused, with the reason
    there and what was typed. ``undo`` is the comment whose answer the panel offers to take back,
    this one unless it is named.

    404 for a comment on anything but the signed-in person's own draft.
    """
    comment = get_draft(request, draft_id).comments.filter(pk=comment_id).first()
    if comment is None:
        raise Http404("没有这条批注。")
    text = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        do(comment)
    except MoveRefused as refused:
        # the page has no thread of a comment that was taken back
        gone = comment.withdrawn_at is not None
        given = Given(GONE, text) if gone else Given(str(refused), text, comment_id)
        if in_panel(request):
            return _panel(request, draft_id, given=given)
        return show(request, draft_id, given, 422)
    if in_panel(request):
        return _panel(request, draft_id, said=said, undo=comment_id if undo is None else undo)
    messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('review:draft', args=[draft_id])}#comment-{comment_id}")


def _panel(request: SignedInRequest, draft_id: uuid.UUID, **what: Any) -> HttpResponse:
    """The panel of the step that the form stands beside."""
    whole = request.POST.get(SCOPE) == WHOLE
    return show_panel(request, draft_id, request.POST.get(STEP, ""), whole=whole, **what)
