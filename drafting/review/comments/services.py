"""The reviewer's comments (批注): made on the submitted text, changed, taken back, resolved and
opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Decision, Denied
from drafting.document import codec
from drafting.document.text import clean
from drafting.drafts.models import Draft
from drafting.review.comments.anchors import anchor_at
from drafting.review.comments.permissions import may_change, may_close, may_comment
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import Comment
from drafting.review.text_limits import LONGEST


def add_comment(
    draft: Draft,
    by: User,
    *,
    node: str = "",
    field: str = "",
    start: int = 0,
    end: int = 0,
    kind: str,
    text: str,
    suggestion: str | None = None,
    round_read: int | None = None,
) -> Comment:
    """Comment on the characters from ``start`` to ``end`` of a field of the submitted text.

    A node without a field means its first field that says something, whole; no node means the whole
    paper. ``suggestion`` is what should stand there instead: None or the quote itself for no
    suggestion, empty for leaving it out. Raises MoveRefused, and MoveOvertaken where the live
    round is not ``round_read``.
    """
    with held(draft, lambda now: may_comment(by, now)) as now:
        submission = live_submission(now)
        if submission is None or round_read not in (None, submission.number):
            raise MoveOvertaken
        anchor = anchor_at(codec.load(submission.revision.document), node, field, start, end)
        quote = anchor.quote if anchor else ""
        comment = Comment(draft=now, submission=submission, author=by)
        if anchor is not None:
            comment.node, comment.field, comment.quote = anchor.node, anchor.field, quote
            comment.prefix, comment.suffix, comment.start = (
                anchor.prefix,
                anchor.suffix,
                anchor.start,
            )
        comment.kind, comment.text, comment.suggestion = _said(kind, text, suggestion, quote)
        comment.save()
    return comment


def change_comment(
    comment: Comment, by: User, *, kind: str, text: str, suggestion: str | None
) -> Comment:
    """Change an own comment that nobody has answered; its place stays. Raises MoveRefused."""

    def allowed(now: Draft) -> Decision:
        return may_change(by, fresh(comment, now), answered=comment.replies.exists())

    with held(comment.draft, allowed):
        said = _said(kind, text, suggestion, comment.quote)
        comment.kind, comment.text, comment.suggestion = said
        comment.save(update_fields=["kind", "text", "suggestion"])
    return comment


def withdraw_comment(comment: Comment, by: User) -> None:
    """Take back an own comment that nobody has answered. Raises MoveRefused."""

    def allowed(now: Draft) -> Decision:
        return may_change(by, fresh(comment, now), answered=comment.replies.exists())

    with held(comment.draft, allowed):
        Comment.objects.filter(pk=comment.pk).update(withdrawn_at=timezone.now())


def resolve_comment(comment: Comment, by: User) -> None:
    """Close the thread of a comment; one that is closed already stays as it is. Raises
    MoveRefused."""
    with held(comment.draft, lambda now: may_close(by, fresh(comment, now).draft)):
        still_open = Comment.objects.filter(pk=comment.pk, resolved_at=None)
        still_open.update(resolved_at=timezone.now(), resolved_by=by)


def open_comment_again(comment: Comment, by: User) -> None:
    """Open a closed thread again. Raises MoveRefused."""
    with held(comment.draft, lambda now: may_close(by, fresh(comment, now).draft)):
        Comment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)


@contextmanager
def held(draft: Draft, allowed: Callable[[Draft], Decision]) -> Iterator[Draft]:
    """Work on a draft that nobody else moves, comments on or answers meanwhile.

    Gives the draft read anew. Raises MoveRefused with the reason of ``allowed``.
    """
    with transaction.atomic():
        # Written before it is read: so one waits for the other on PostgreSQL too, and everybody
        # takes the draft's row before a comment's. The version says to an approval under way that
        # its count of open comments is old.
        Draft.objects.filter(pk=draft.pk).update(version=F("version") + 1)
        now = Draft.objects.select_related("meeting__organization", "owner").get(pk=draft.pk)
        decision = allowed(now)
        if isinstance(decision, Denied):
            raise MoveRefused(decision.reason)
        yield now


def fresh(comment: Comment, now: Draft) -> Comment:
    """The comment as it stands now, on the draft as it stands now. Raises MoveRefused where it was
    taken back."""
    comment.refresh_from_db()
    if comment.withdrawn_at is not None:
        raise MoveRefused("这条批注已经撤销。")
    comment.draft = now
    return comment


def _said(kind: str, text: str, suggestion: str | None, quote: str) -> tuple[str, str, str | None]:
    """What a comment says, cleaned. Raises MoveRefused where it says nothing."""
    if kind not in Comment.Kind.values:
        raise MoveRefused("请选择“必改”或者“建议”。")
    text = clean(text).strip()
    offered = None if suggestion is None else clean(suggestion)
    if offered == quote:
        offered = None
    if not text and offered is None:
        raise MoveRefused("请写下意见，或者给出建议的改法。")
    if len(text) > LONGEST or len(offered or "") > max(LONGEST, 2 * len(quote)):
        raise MoveRefused(f"意见和改法各不超过 {LONGEST} 字。")
    return kind, text, offered
