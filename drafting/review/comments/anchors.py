"""How a comment finds its words again: the anchor that it was made with, and the place of that in a
text that has changed since."""

from __future__ import annotations

from typing import Final

from drafting.document.anchors import Anchor, Placement, Status, make_anchor, place
from drafting.document.fields import texts_of
from drafting.document.model import Document, find
from drafting.review.decisions.moves import MoveRefused
from drafting.review.models import Comment
from drafting.review.reading_page.paper import first_field

#: What is said of a comment whose words are no longer as they were.
REMARKS: Final = {Status.EXACT: "", Status.CHANGED: "原文已改动", Status.LOST: "原文已删去"}


def anchor_at(document: Document, node: str, field: str, start: int, end: int) -> Anchor | None:
    """The anchor of the characters from ``start`` to ``end`` of a field, of the first field that
    says something where none is named; None for no node, that is the whole paper. Raises
    MoveRefused where the text has no such place."""
    if not node:
        return None
    if not field:
        field, start, end = first_field(document, node)
    try:
        texts = texts_of(find(document, node))
    except KeyError:
        raise MoveRefused("提交的版本里没有这一段，请刷新页面后再批注。") from None
    if field not in texts or not 0 <= start < end <= len(texts[field]):
        raise MoveRefused("选中的文字和提交的版本对不上，请重新选择。")
    return make_anchor(texts[field], start, end, node, field)


def anchor_of(comment: Comment) -> Anchor:
    """The anchor that a comment was made with."""
    return Anchor(
        comment.node, comment.field, comment.quote, comment.prefix, comment.suffix, comment.start
    )


def place_of(comment: Comment, document: Document) -> Placement | None:
    """Where the words of a comment stand in a text now; None where it speaks of the whole paper."""
    return place(anchor_of(comment), document) if comment.node else None
