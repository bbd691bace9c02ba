"""What is read of rounds, of the record and of approvals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.review.decisions.lifecycle import APPROVALS, Action
from drafting.review.decisions.states import HANDED_IN
from drafting.review.models import ReviewEvent, Submission


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval that a draft has now. ``holds`` is False where the text is no longer the
    approved one."""

    event: ReviewEvent
    holds: bool


def live_submission(draft: Draft) -> Submission | None:
    """The newest round that was not withdrawn, with its revision: the text that reviewers read;
    None before the first."""
    rounds = draft.submissions.filter(withdrawn_at=None).select_related("revision")
    return rounds.order_by("-number").first()


def as_handed_in(draft: Draft, document: Document) -> bool:
    """Whether the paper, whose document was read, still says what was handed in last; False where
    nothing was."""
    last = live_submission(draft)
    return last is not None and last.revision.content_hash == codec.content_hash(document)


def has_first_approval(submission: Submission) -> bool:
    """Whether the first reviewer has passed this round."""
    return submission.events.filter(action=Action.APPROVE).exists()


def has_other_handed_in(draft: Draft) -> bool:
    """Whether the author has another paper with the reviewers, or approved, for the same
    meeting."""
    if draft.collective:
        return False  # there is one for a meeting
    own = Draft.objects.personal().filter(owner=draft.owner_id)
    others = own.filter(meeting=draft.meeting_id).exclude(pk=draft.pk)
    return others.filter(state__in=HANDED_IN).exists()


def events_of(draft: Draft) -> QuerySet[ReviewEvent]:
    """The record of a draft (审核记录), oldest first."""
    return draft.events.select_related("actor", "submission").order_by("pk")


def last_returned_at(draft: Draft) -> datetime | None:
    """When the draft came back to its author last, returned or opened again; None where it never
    did."""
    back = draft.events.filter(state_after=Draft.State.RETURNED).order_by("-pk")
    return back.values_list("created_at", flat=True).first()


def approval_of(draft: Draft) -> Approval | None:
    """The approval that the draft's state stands on; None where it is neither endorsed nor
    approved."""
    if draft.state not in (Draft.State.ENDORSED, Draft.State.APPROVED):
        return None
    event = (
        draft.events.filter(action__in=APPROVALS).select_related("actor").order_by("-pk").first()
    )
    if event is None:
        return None
    return Approval(event, codec.content_hash(codec.load(draft.document)) == event.content_hash)
