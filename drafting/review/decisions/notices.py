"""The notices of a move, as the table words them; never a word of the paper."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft, Meeting
from drafting.notices.services.delivery import tell as send
from drafting.notices.services.inbox import settle
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import again_word
from drafting.review.decisions.states import STATES
from drafting.review.models import ReviewEvent
from drafting.review.reviewers import reviewers_of


def missing_occasion(meeting: Meeting) -> str:
    """How the keys of all notices begin that say to a member: your paper for this meeting is not
    handed in."""
    return f"missing:{meeting.pk}:"


def tell(event: ReviewEvent, draft: Draft) -> None:
    """Send the notices of a move that was just made, as its row words them. Who hands in is no
    longer reminded of it."""
    assert draft.meeting is not None  # noqa: S101 - what is moved belongs to a meeting
    handed_in = event.capacity == Capacity.AUTHOR and STATES[event.state_after].handed_in
    if handed_in and not draft.collective:
        settle(draft.owner, missing_occasion(draft.meeting))
    words = {
        "author": draft.author_name,
        "actor": event.actor.name,
        "meeting": draft.meeting.title,
        "again": again_word(event.submission.number > 1),
    }
    for told in event.row.told:
        page = "review:draft" if told.to is Capacity.AUTHOR else "review:read"
        address = reverse(page, args=[draft.pk]) if told.linked else ""
        send(_people(draft, draft.meeting, told.to), told.kind, told.text.format(**words), address)


def _people(draft: Draft, meeting: Meeting, capacity: Capacity) -> list[User]:
    if capacity is Capacity.AUTHOR:
        return [draft.owner]
    reviewers = reviewers_of(meeting)
    of = reviewers.first if capacity is Capacity.FIRST else reviewers.second
    others = User.objects.filter(pk__in=of(draft.author)).exclude(pk=draft.owner_id)
    return list(others.order_by("pk"))
