"""Answers in the threads: 已改, an explanation, a word of either side, and taking over a suggested wording."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Decision, Denied
from drafting.document import edits
from drafting.document.anchors import Status, place
from drafting.document.model import Document, find
from drafting.document.text import clean
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.services import Saved, apply
from drafting.review.commenting import may_accept, may_talk
from drafting.review.limits import LONGEST
from drafting.review.models import Comment, Reply
from drafting.review.services.comments import fresh, held
from drafting.review.services.moves import Refused
from drafting.review.threads import anchor_of


def reply(comment: Comment, by: User, kind: str, text: str = "") -> Reply:
    """Answer a comment: the author says 已改 or explains, either side says a word. Only 已改 may go without a text.

    Raises Refused.
    """
    text = clean(text).strip()
    with held(comment.draft, lambda draft: may_talk(by, draft)) as draft:
        now = _open(comment, draft)
        if kind not in Reply.Kind.values:
            raise Refused("请选择“已改”或者“说明”。")
        if kind != Reply.Kind.WORD and by.pk != draft.owner_id:
            raise Refused("只有撰写人本人可以答复“已改”或者“说明”。")
        if kind != Reply.Kind.CHANGED and not text:
            raise Refused("请写下说明。" if kind == Reply.Kind.EXPLAINED else "请写下回复。")
        if len(text) > LONGEST:
            raise Refused(f"回复不超过 {LONGEST} 字。")
        return Reply.objects.create(comment=now, author=by, kind=kind, text=text)


def accept_suggestion(comment: Comment, by: User, *, seen: str | None = None) -> Saved:
    """Put the suggested wording in the place of the words commented on, and answer 已改.

    ``seen`` is the wording that the page showed. The place is looked for in the draft as it stands now. Raises Refused where the
    words or the wording were changed meanwhile or the draft cannot be changed.
    """

    def allowed(draft: Draft) -> Decision:
        first = may_accept(by, _open(comment, draft))
        return first if isinstance(first, Denied) else may_edit(by, draft)

    with held(comment.draft, allowed):
        if seen is not None and clean(seen) != comment.suggestion:
            raise Refused("审核人刚刚修改了这条建议，没有采纳；现在的建议见下面。")
        saved = apply(comment.draft_id, lambda document, version: _reworded(document, comment, version))
        Comment.objects.filter(pk=comment.pk).update(accepted_at=timezone.now())
        Reply.objects.create(comment=comment, author=by, kind=Reply.Kind.CHANGED, text="采纳了建议的改法。")
    return saved


def _reworded(document: Document, comment: Comment, version: int) -> Document:
    """The document with the suggestion in place of the quote. Raises Refused where the quote no longer stands there."""
    found = place(anchor_of(comment), document)
    if found.status is not Status.EXACT:
        raise Refused("这里的文字后来改动过，不能直接采纳，请在撰写页面参照建议修改。")
    node = find(document, found.node)
    if found.field not in edits.EDITABLE[type(node)]:
        raise Refused("这里是固定的标题，不能直接采纳；请答复说明。")
    text: str = getattr(node, found.field)
    new = text[: found.start] + (comment.suggestion or "") + text[found.end :]
    return edits.save_values(document, found.node, {found.field: new}, version)


def _open(comment: Comment, draft: Draft) -> Comment:
    """The comment as it stands now. Raises Refused where it was taken back or its thread is closed."""
    now = fresh(comment, draft)
    if now.resolved_at is not None:
        raise Refused("这条批注已经解决；需要时请审核人重新打开。")
    return now
