"""What the author does with comments: answer, say a further word, take over a suggested wording. Plain forms that lead back."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft
from drafting.review import services
from drafting.review.models import Comment, Reply
from drafting.review.own import Given
from drafting.review.services import Refused
from drafting.review.views.author import show

GONE = "这条批注已经撤销，您写的答复没有发出。"


@login_required_json_aware
@never_cache
@require_POST
def answer(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Answer a comment: {kind: changed or explained, text}."""
    kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
    if kind == Reply.Kind.WORD:
        kind = ""
    said = "已答复“已改”。" if kind == Reply.Kind.CHANGED else "说明已发出。"
    return _done(request, draft_id, comment_id, said, lambda c: services.reply(c, request.user, kind, text))


@login_required_json_aware
@never_cache
@require_POST
def reply(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Say a further word in the thread of a comment: {text}."""
    kind, text = Reply.Kind.WORD, request.POST.get("text", "")
    return _done(
        request, draft_id, comment_id, "已回复。", lambda c: services.reply(c, request.user, kind, text)
    )


@login_required_json_aware
@never_cache
@require_POST
def accept(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Put the suggested wording in the place of the words commented on: {suggestion}, as the page showed it."""
    said, seen = "已采纳，正文已经改好。", request.POST.get("suggestion")
    return _done(
        request, draft_id, comment_id, said, lambda c: services.accept_suggestion(c, request.user, seen=seen)
    )


def _done(
    request: SignedInRequest,
    draft_id: uuid.UUID,
    comment_id: int,
    said: str,
    do: Callable[[Comment], object],
) -> HttpResponse:
    """Do it and go back to the thread; where it is refused, show the page with the reason there and what was typed.

    404 for a comment on anything but the signed-in person's own draft.
    """
    comment = get_draft(request, draft_id).comments.filter(pk=comment_id).first()
    if comment is None:
        raise Http404("没有这条批注。")
    text = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        do(comment)
    except Refused as refused:
        # the page has no thread of a comment that was taken back
        gone = comment.withdrawn_at is not None
        given = Given(GONE, text) if gone else Given(str(refused), text, comment_id)
        return show(request, draft_id, given, 422)
    messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('review:draft', args=[draft_id])}#comment-{comment_id}")
