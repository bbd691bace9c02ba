"""The comments of a draft where they stand in a text: what both sides see of them, in a constant
number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.document.anchors import Placement, Status
from drafting.document.fields import TEXT_FIELDS
from drafting.document.model import Document, nodes
from drafting.document.spans import DiffSpan, diff_texts
from drafting.drafts.models import Draft
from drafting.rendering.marks import Mark
from drafting.review.comments.anchors import REMARKS, place_of
from drafting.review.comments.selectors import comments_of
from drafting.review.models import Comment, Reply


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers and its place in the text at hand; no place where it speaks of the
    whole paper.

    ``number`` counts the threads in reading order from 1, ``words`` are what stands in its place
    now.
    """

    comment: Comment
    replies: tuple[Reply, ...]
    placement: Placement | None
    number: int
    words: str = ""

    @property
    def key(self) -> str:
        """The key of its mark on the page: its kind tells the colour."""
        return f"{self.comment.kind}-{self.comment.pk}"

    @property
    def open(self) -> bool:
        """Whether the thread is not closed."""
        return self.comment.resolved_at is None

    @property
    def untouched(self) -> bool:
        """Whether nothing has come of it, so that who made it may change it or take it back."""
        return self.open and not self.replies and self.comment.accepted_at is None

    @property
    def remark(self) -> str:
        """What became of the words: empty, 原文已改动 or 原文已删去."""
        return REMARKS[self.placement.status] if self.placement else ""

    @property
    def node(self) -> str:
        """Where it leads to in the text; empty for the whole paper and for what was deleted."""
        return self.placement.node if self.placement else ""

    @property
    def fits(self) -> bool:
        """Whether the words stand there as they were, so that a suggestion can be taken over."""
        return self.placement is not None and self.placement.status is Status.EXACT

    @property
    def reworded(self) -> bool:
        """Whether what stands there now is what was suggested, though nobody accepted it."""
        return bool(self.remark and self.words) and self.words == self.comment.suggestion

    @property
    def rewording(self) -> tuple[DiffSpan, ...]:
        """The suggestion in the words commented on: what of them stays, goes and comes."""
        return diff_texts(self.comment.quote, self.comment.suggestion or "")


def threads_of(
    draft: Draft, document: Document, comments: Iterable[Comment] | None = None
) -> tuple[Thread, ...]:
    """The threads of a draft in the reading order of this text: those on the whole paper first,
    those on lost words last.

    ``comments`` are the draft's where the caller has read them already, those of several drafts at
    once.
    """
    order = {node.id: (index, node) for index, node in enumerate(nodes(document))}

    def rank(found: tuple[Comment, Placement | None]) -> tuple[int, int, int, int]:
        comment, placement = found
        if placement is None:
            return -1, 0, 0, comment.pk
        if placement.node not in order:
            return len(order), 0, 0, comment.pk
        index, node = order[placement.node]
        fields = TEXT_FIELDS[type(node)]
        at = fields.index(placement.field) if placement.field in fields else len(fields)
        return index, at, placement.start, comment.pk

    def words(placement: Placement | None) -> str:
        if placement is None or not placement.field:
            return ""
        text: str = getattr(order[placement.node][1], placement.field)
        return placement.of(text)

    found = [
        (comment, place_of(comment, document))
        for comment in (comments_of(draft) if comments is None else comments)
    ]
    return tuple(
        Thread(comment, tuple(comment.replies.all()), placement, number, words(placement))
        for number, (comment, placement) in enumerate(sorted(found, key=rank), 1)
    )


def marks_of(threads: Iterable[Thread]) -> tuple[Mark, ...]:
    """The marks of open threads on the text that they were placed in."""
    return tuple(
        Mark(thread.key, at.node, at.field, at.start, at.end)
        for thread in threads
        if thread.open and (at := thread.placement) is not None and at.field and at.start < at.end
    )
