"""Whom a move concerns and what they are told; never a word of the paper."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.notices.models import Notice
from drafting.notices.services import tell as send
from drafting.review.lifecycle import Action, Capacity
from drafting.review.models import ReviewEvent
from drafting.review.reviewers import reviewers_of

Kind = Notice.Kind


def tell(event: ReviewEvent, draft: Draft) -> None:
    """Send the notices of a move that was just made."""
    meeting = draft.meeting
    assert meeting is not None  # noqa: S101 - what is moved belongs to a meeting
    reviewers = reviewers_of(meeting)
    first, second = reviewers.first(draft.owner_id), reviewers.second(draft.owner_id)
    name, title, actor = draft.owner.name, meeting.title, event.actor.name
    mine, theirs = reverse("review:draft", args=[draft.pk]), reverse("review:read", args=[draft.pk])
    again = "重新" if event.submission.number > 1 else ""
    if event.action == Action.SUBMIT:
        send(_users(first), Kind.SUBMITTED, f"{name}{again}提交了“{title}”的材料，请审核。", theirs)
    elif event.action == Action.WITHDRAW:
        send(_users(first), Kind.CHANGED, f"{name}撤回了“{title}”的材料，改好后会再提交。")
    elif event.action == Action.RETURN:
        send(
            [draft.owner], Kind.RETURNED, f"{actor}退回了您为“{title}”写的材料，请按意见修改后再提交。", mine
        )
        if event.capacity == Capacity.SECOND:
            send(_users(first), Kind.CHANGED, f"{name}的材料（“{title}”）复审时被退回修改。", theirs)
    elif event.action == Action.REOPEN:
        send(
            [draft.owner],
            Kind.RETURNED,
            f"{actor}重新开放了您为“{title}”写的材料，原来的审核结论不再有效。",
            mine,
        )
    else:
        _tell_approval(event, draft, second, mine, theirs)


def _tell_approval(event: ReviewEvent, draft: Draft, second: frozenset[int], mine: str, theirs: str) -> None:
    assert draft.meeting is not None  # noqa: S101
    title = draft.meeting.title
    if event.state_after == Draft.State.ENDORSED:
        send([draft.owner], Kind.APPROVED, f"您为“{title}”写的材料初审通过，等待上级复审。", mine)
        send(
            _users(second), Kind.SUBMITTED, f"{draft.owner.name}为“{title}”写的材料初审通过，请复审。", theirs
        )
    else:
        send([draft.owner], Kind.APPROVED, f"您为“{title}”写的材料审核通过。", mine)


def _users(ids: frozenset[int]) -> list[User]:
    return list(User.objects.filter(pk__in=ids))
