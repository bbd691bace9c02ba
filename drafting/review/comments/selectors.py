"""What is read of comments."""

from __future__ import annotations

from django.db.models import QuerySet

from drafting.drafts.models import Draft
from drafting.review.models import Comment


def comments_of(draft: Draft) -> QuerySet[Comment]:
    """The comments of a draft that were not taken back, with their threads, in the order they were
    made."""
    rows = draft.comments.filter(withdrawn_at=None).select_related(
        "author", "resolved_by", "submission"
    )
    return rows.prefetch_related("replies__author").order_by("pk")


def open_demands(draft: Draft) -> QuerySet[Comment]:
    """The open 必改 comments: while there is one, the draft cannot be approved."""
    return draft.comments.filter(withdrawn_at=None, resolved_at=None, kind=Comment.Kind.MUST)
