"""Answers in the threads: 已改, an explanation, a word of either side, taking over a suggested
wording, and taking an answer back."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Decision, Denied
from drafting.document import edits
from drafting.document.anchors import Placement, Status
from drafting.document.fields import texts_of
from drafting.document.model import Document, find
from drafting.document.ranges import FieldRange
from drafting.document.text import clean
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.services.changes import Saved, TooMuch, apply
from drafting.review.comments.anchors import place_of
from drafting.review.comments.permissions import may_accept, may_talk
from drafting.review.comments.services import fresh, held
from drafting.review.decisions.moves import MoveRefused
from drafting.review.models import Comment, Reply
from drafting.review.text_limits import LONGEST

TAKEN_OVER = "采纳了建议的改法。"
NOT_TYPED = "正文里还没有存下这条建议的写法，没有记为采纳。请看一下正文，再采纳一次。"


def reply(comment: Comment, by: User, kind: str, text: str = "") -> Reply:
    """Answer a comment: the author says 已改 or explains, either side says a word. Only 已改 may go
    without a text.

    Raises MoveRefused.
    """
    text = clean(text).strip()
    with held(comment.draft, lambda draft: may_talk(by, draft)) as draft:
        now = _open(comment, draft)
        if kind not in Reply.Kind.values:
            raise MoveRefused("请选择“已改”或者“说明”。")
        if kind != Reply.Kind.WORD and by.pk != draft.owner_id:
            raise MoveRefused("只有撰写人本人可以答复“已改”或者“说明”。")
        if kind != Reply.Kind.CHANGED and not text:
            raise MoveRefused("请写下说明。" if kind == Reply.Kind.EXPLAINED else "请写下回复。")
        if len(text) > LONGEST:
            raise MoveRefused(f"回复不超过 {LONGEST} 字。")
        return Reply.objects.create(comment=now, author=by, kind=kind, text=text)


def accept_suggestion(
    comment: Comment, by: User, *, seen: str | None = None, typed: FieldRange | None = None
) -> Saved:
    """Put the suggested wording in the place of the words commented on, and answer 已改.

    ``seen`` is the wording that the page showed. The place is looked for in the draft as it stands
    now; ``typed`` says that the page has put the wording there itself and saved it. Raises
    MoveRefused where the words or the wording were changed meanwhile or the draft cannot be
    changed.
    """

    def allowed(draft: Draft) -> Decision:
        first = may_accept(by, _open(comment, draft))
        return first if isinstance(first, Denied) else may_edit(by, draft)

    def reworded(document: Document, version: int) -> Document:
        if typed is None:
            return _reworded(document, comment, version)
        if not _stands(document, comment.suggestion or "", typed):
            raise MoveRefused(NOT_TYPED)
        return document

    with held(comment.draft, allowed):
        if seen is not None and clean(seen) != comment.suggestion:
            raise MoveRefused("审核人刚刚修改了这条建议，没有采纳；现在的建议见下面。")
        try:
            saved = apply(comment.draft_id, reworded)
        except TooMuch as refused:
            raise MoveRefused(f"没有采纳。{refused}") from None
        Comment.objects.filter(pk=comment.pk).update(accepted_at=timezone.now())
        Reply.objects.create(comment=comment, author=by, kind=Reply.Kind.CHANGED, text=TAKEN_OVER)
    return saved


def take_back_answer(comment: Comment, by: User) -> Reply:
    """Take back the author's last answer, while the paper is with its author and nobody has said
    anything after it; an accepted suggestion counts as offered again, the text stays as it is.

    Returns the answer that was taken back. Raises MoveRefused.
    """
    with held(comment.draft, lambda draft: may_edit(by, draft)) as draft:
        now = _open(comment, draft)
        last = now.replies.order_by("pk").last()
        if last is None or last.author_id != by.pk:
            raise MoveRefused("这条批注没有可以撤销的答复，或者审核人已经接着回复了。")
        last.delete()
        # an acceptance stands as long as the answer that tells of it
        if last.text == TAKEN_OVER and last.kind == Reply.Kind.CHANGED:
            Comment.objects.filter(pk=comment.pk).update(accepted_at=None)
    return last


def _stands(document: Document, wording: str, at: FieldRange) -> bool:
    """Whether the wording stands in the place where a page says that it has put it."""
    try:
        texts = texts_of(find(document, at.node_id))
    except KeyError:
        return False
    return at.field in texts and at.of(texts[at.field]) == wording


def _reworded(document: Document, comment: Comment, version: int) -> Document:
    """The document with the suggestion in place of the quote. Raises MoveRefused where the quote no
    longer stands there."""
    found = place_of(comment, document)
    if (
        found is not None
        and comment.suggestion
        and _words_at(found, document) == comment.suggestion
    ):
        return document  # typed already: by hand, or by a page whose answer was lost
    if found is None or found.status is not Status.EXACT:
        raise MoveRefused("这里的文字后来改动过，不能直接采纳，请在撰写页面参照建议修改。")
    node = find(document, found.node)
    if found.field not in edits.EDITABLE[type(node)]:
        raise MoveRefused("这里是固定的标题，不能直接采纳；请答复说明。")
    text: str = getattr(node, found.field)
    new = text[: found.start] + (comment.suggestion or "") + text[found.end :]
    return edits.save_values(document, found.node, {found.field: new}, version)


def _words_at(found: Placement, document: Document) -> str:
    """What stands in a place now; empty where it is lost."""
    return found.of(texts_of(find(document, found.node))[found.field]) if found.field else ""


def _open(comment: Comment, draft: Draft) -> Comment:
    """The comment as it stands now. Raises MoveRefused where it was taken back or its thread is
    closed."""
    now = fresh(comment, draft)
    if now.resolved_at is not None:
        raise MoveRefused("这条批注已经解决；需要时请审核人重新打开。")
    return now
