"""What the pages read of submissions, the record and approvals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.review.lifecycle import Action
from drafting.review.models import Comment, Reading, ReviewEvent, Submission
from drafting.review.order import HANDED_IN

APPROVALS = (Action.APPROVE, Action.CONFIRM)


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval that a draft has now. ``holds`` is False where the text is no longer the approved one."""

    event: ReviewEvent
    holds: bool


def live_submission(draft: Draft) -> Submission | None:
    """The newest round that was not withdrawn, with its revision: the text that reviewers read; None before the first."""
    rounds = draft.submissions.filter(withdrawn_at=None).select_related("revision")
    return rounds.order_by("-number").first()


def has_first_approval(submission: Submission) -> bool:
    """Whether the first reviewer has passed this round."""
    return submission.events.filter(action=Action.APPROVE).exists()


def has_other_handed_in(draft: Draft) -> bool:
    """Whether the author has another paper with the reviewers, or approved, for the same meeting."""
    others = Draft.objects.filter(owner=draft.owner_id, meeting=draft.meeting_id).exclude(pk=draft.pk)
    return others.filter(state__in=HANDED_IN).exists()


def events_of(draft: Draft) -> QuerySet[ReviewEvent]:
    """The record of a draft (审核记录), oldest first."""
    return draft.events.select_related("actor", "submission").order_by("pk")


def approval_of(draft: Draft) -> Approval | None:
    """The approval that the draft's state stands on; None where it is neither endorsed nor approved."""
    if draft.state not in (Draft.State.ENDORSED, Draft.State.APPROVED):
        return None
    event = draft.events.filter(action__in=APPROVALS).select_related("actor").order_by("-pk").first()
    if event is None:
        return None
    return Approval(event, codec.content_hash(codec.load(draft.document)) == event.content_hash)


def comments_of(draft: Draft) -> QuerySet[Comment]:
    """The comments of a draft that were not taken back, with their threads, in the order they were made."""
    rows = draft.comments.filter(withdrawn_at=None).select_related("author", "resolved_by", "submission")
    return rows.prefetch_related("replies__author").order_by("pk")


def open_demands(draft: Draft) -> QuerySet[Comment]:
    """The open 必改 comments: while there is one, the draft cannot be approved."""
    return draft.comments.filter(withdrawn_at=None, resolved_at=None, kind=Comment.Kind.MUST)


def readings_of(draft: Draft) -> QuerySet[Reading]:
    """Who read or downloaded which round of a draft, newest first."""
    rows = Reading.objects.filter(submission__draft=draft).select_related("reader", "submission")
    return rows.order_by("-last_at")
