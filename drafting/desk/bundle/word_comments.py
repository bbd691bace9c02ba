"""The threads of a paper as the comments of its Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from drafting.rendering.comments import WordComment, WordReply
from drafting.rendering.marks import Mark
from drafting.review.comments.threads import Thread
from drafting.review.models import Reply


def word_comments(threads: Iterable[Thread]) -> tuple[tuple[Mark, ...], tuple[WordComment, ...]]:
    """Where the comments lie, and the comments. What speaks of the whole paper, or of words in a
    place that is gone, has no mark and comes to sit on the title; where only the words are gone,
    their paragraph is marked."""
    found = list(threads)
    marks = tuple(mark for thread in found if (mark := _mark(thread)))
    return marks, tuple(_comment(thread) for thread in found)


def _mark(thread: Thread) -> Mark | None:
    at = thread.placement
    if at is None or not at.node:
        return None
    if at.field and at.start < at.end:
        return Mark(thread.key, at.node, at.field, at.start, at.end)
    return Mark(thread.key, at.node)


def _comment(thread: Thread) -> WordComment:
    comment = thread.comment
    return WordComment(
        key=thread.key,
        author=comment.author.name,
        created=timezone.localtime(comment.created_at),
        text="\n".join(_paragraphs(thread)),
        replies=tuple(_reply(reply) for reply in thread.replies),
        resolved=not thread.open,
    )


def _paragraphs(thread: Thread) -> Iterator[str]:
    comment = thread.comment
    yield f"【{comment.get_kind_display()}】{comment.text}"
    if comment.suggestion is not None:
        taken = "（已采纳）" if comment.accepted_at else ""
        yield (
            f"建议改为：{comment.suggestion}{taken}"
            if comment.suggestion
            else f"建议删去这几个字。{taken}"
        )
    if thread.remark:
        yield f"（{thread.remark}，批注时是：“{comment.quote}”）"
    if not thread.open:
        yield "（已解决）"


def _reply(reply: Reply) -> WordReply:
    kind = "" if reply.kind == Reply.Kind.WORD else f"【{reply.get_kind_display()}】"
    return WordReply(reply.author.name, timezone.localtime(reply.created_at), f"{kind}{reply.text}")
