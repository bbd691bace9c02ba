"""What the committee says to its paper: say it, put it right, take it back, and for the writer to
deal with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.collective import services
from drafting.collective.access import get_comment, get_paper
from drafting.collective.context import GONE, Writing, page_context, passage_of
from drafting.collective.forms import AnswerForm, CommentForm
from drafting.collective.models import CommitteeComment
from drafting.common.ids import id_or_new
from drafting.common.numbers import number_or
from drafting.document import codec
from drafting.drafts.models import Draft

NEWER = "这条意见在另一个窗口里改过，或者已经处理，现在写的是“{text}”。请把要保留的写进来，再发出。"
MOVED = f"{GONE}意见还没有发出。可以改成对全篇的意见再发出，也可以复制下来，另选一处。"
TAKEN_BACK = "这条意见您已经在另一个窗口里撤回，没有改。还要提的，可以作为新的意见发出。"
CHANGED = "这条意见刚刚改过，现在写的是“{text}”，请看过再处理。"
WITHDRAWN = "这条意见刚刚由提出的同志撤回，不用再处理。"
SETTLED = "这条意见刚刚已经标为处理过。"


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_POST
def add(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Say something to a node, or to the whole: {on, text, token}."""
    draft = get_paper(request, draft_id)
    form, token = CommentForm(request.POST), id_or_new(request.POST.get("token", ""))
    node = request.POST.get("on", "")
    quote = passage_of(codec.load(draft.document), node)
    if node and not quote:
        # what was meant for a passage is said of the whole only where its author sends it so
        return _again(request, draft, Writing(form, token=token, remark=MOVED), 409)
    writing = Writing(form, node, quote, token)
    if not form.is_valid():
        return _again(request, draft, writing, 422)
    try:
        services.comment(draft, request.user, node, quote, form.cleaned_data["text"], token)
    except services.CollectiveRefused as refused:
        messages.error(request, str(refused))
        return _again(request, draft, writing, 403)
    messages.success(request, "意见已经发出，执笔人会看到。")
    return redirect("collective:paper", draft.pk)


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_POST
def change(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Put an own comment right: {text, base}."""
    draft = get_paper(request, draft_id)
    said = get_comment(draft, comment_id)
    form = CommentForm(request.POST)
    base = number_or(request.POST.get("base", ""), 0)
    writing = Writing(form, said.node, said.quote, comment=said.pk, base=base)
    if not form.is_valid():
        return _again(request, draft, writing, 422)
    try:
        services.change(said, request.user, form.cleaned_data["text"], base)
    except services.CollectiveRefused as refused:
        messages.error(request, str(refused))
        return _again(request, draft, writing, 403)
    except services.CommentOvertaken as newer:
        if newer.comment.withdrawn_at is not None:
            form.add_error("text", TAKEN_BACK)
            again = Writing(form, said.node, said.quote, uuid.uuid4())
        else:
            form.add_error("text", NEWER.format(text=newer.comment.text))
            base = newer.comment.version
            again = Writing(form, said.node, said.quote, comment=said.pk, base=base)
        return _again(request, draft, again, 409)
    messages.success(request, "意见已经改好。")
    return redirect("collective:paper", draft.pk)


@login_required_json_aware
@require_POST
def withdraw(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Take an own comment back; the message that says so carries the button that undoes it."""
    draft = get_paper(request, draft_id)
    said = get_comment(draft, comment_id)
    if _done(request, lambda: services.withdraw(said, request.user)):
        context = {"draft": draft, "comment": said}
        notice = render_to_string("drafting/collective/_withdrawn.html", context, request)
        # the template escapes what it shows, and message storages keep a text marked as safe
        messages.success(request, mark_safe(notice))  # noqa: S308 - the template escapes
    return redirect("collective:paper", draft.pk)


@login_required_json_aware
@require_POST
def restore(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """Put an own comment back."""
    draft = get_paper(request, draft_id)
    said = get_comment(draft, comment_id)
    if _done(request, lambda: services.restore(said, request.user)):
        messages.success(request, "意见已经恢复。")
    return redirect("collective:paper", draft.pk)


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_POST
def settle(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """For the writer: this is dealt with, and how: {answer, base}."""
    draft = get_paper(request, draft_id)
    said = get_comment(draft, comment_id)
    form = AnswerForm(request.POST)
    base = number_or(request.POST.get("base", ""), 0)
    writing = Writing(form, said.node, said.quote, answers=said.pk, base=base)
    if not form.is_valid():
        return _again(request, draft, writing, 422)
    try:
        services.settle(said, request.user, form.cleaned_data["answer"], base)
    except services.CollectiveRefused as refused:
        messages.error(request, str(refused))
        return _again(request, draft, writing, 403)
    except services.CommentOvertaken as newer:
        messages.warning(request, _why_not_settled(newer.comment))
        return _again(request, draft, writing, 409)
    messages.success(request, "已标为处理过，提出意见的同志看得到。")
    return redirect("collective:paper", draft.pk)


@login_required_json_aware
@require_POST
def reopen(request: SignedInRequest, draft_id: uuid.UUID, comment_id: int) -> HttpResponse:
    """For the writer: this is not dealt with after all."""
    draft = get_paper(request, draft_id)
    said = get_comment(draft, comment_id)
    if _done(request, lambda: services.reopen(said, request.user)):
        messages.success(request, "这条意见又列为待处理。")
    return redirect("collective:paper", draft.pk)


def _why_not_settled(comment: CommitteeComment) -> str:
    """Of a comment that was overtaken before the writer dealt with it."""
    if comment.withdrawn_at is not None:
        return WITHDRAWN
    return SETTLED if comment.settled_at is not None else CHANGED.format(text=comment.text)


def _done(request: SignedInRequest, act: Callable[[], None]) -> bool:
    try:
        act()
    except services.CollectiveRefused as refused:
        messages.error(request, str(refused))
        return False
    return True


def _again(request: SignedInRequest, draft: Draft, writing: Writing, status: int) -> HttpResponse:
    """The page as it is now, with what was typed."""
    context = page_context(draft, request.user, {}, writing)
    return render(request, "drafting/collective/paper.html", context, status=status)
