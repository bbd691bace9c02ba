"""Whom a move concerns and what they are told; never a word of the paper."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft, Meeting
from drafting.notices.models import Notice
from drafting.notices.services import settle
from drafting.notices.services import tell as send
from drafting.review.lifecycle import Action, Capacity
from drafting.review.models import ReviewEvent
from drafting.review.reviewers import reviewers_of

Kind = Notice.Kind


def missing_occasion(meeting: Meeting) -> str:
    """How the keys of all notices begin that say to a member: your paper for this meeting is not handed in."""
    return f"missing:{meeting.pk}:"


def tell(event: ReviewEvent, draft: Draft) -> None:
    """Send the notices of a move that was just made: to the author, to whoever is to act next, to the other reviewer. Who hands
    in is no longer reminded of it."""
    if event.capacity == Capacity.AUTHOR:
        _tell_reviewers(event, draft)
        return
    kind, text = _to_author(event, draft)
    send([draft.owner], kind, text, reverse("review:draft", args=[draft.pk]))
    _tell_other_level(event, draft)


def _tell_reviewers(event: ReviewEvent, draft: Draft) -> None:
    name, title = draft.owner.name, _title(draft)
    if event.action == Action.SUBMIT:
        assert draft.meeting is not None  # noqa: S101 - what is handed in belongs to a meeting
        settle(draft.owner, missing_occasion(draft.meeting))
        again = "重新" if event.submission.number > 1 else ""
        text = f"{name}{again}提交了“{title}”的材料，请审核。"
        send(_reviewers(draft, Capacity.FIRST), Kind.SUBMITTED, text, _reading(draft))
    else:
        text = f"{name}撤回了“{title}”的材料，改好后会再提交。"
        send(_reviewers(draft, Capacity.FIRST), Kind.CHANGED, text)


def _to_author(event: ReviewEvent, draft: Draft) -> tuple[str, str]:
    title, actor = _title(draft), event.actor.name
    if event.action == Action.RETURN:
        return Kind.RETURNED, f"{actor}退回了您为“{title}”写的材料，请按意见修改后再提交。"
    if event.action == Action.REOPEN:
        return Kind.RETURNED, f"{actor}重新开放了您为“{title}”写的材料，原来的审核结论不再有效。"
    if event.state_after == Draft.State.ENDORSED:
        return Kind.APPROVED, f"您为“{title}”写的材料初审通过，等待上级复审。"
    return Kind.APPROVED, f"您为“{title}”写的材料审核通过。"


def _tell_other_level(event: ReviewEvent, draft: Draft) -> None:
    """Where two approvals are asked, one reviewer hears of what the other did."""
    if event.capacity == Capacity.SECOND:
        others = _reviewers(draft, Capacity.FIRST)
    elif event.state_after == Draft.State.ENDORSED or event.action == Action.REOPEN:
        # before the first approval the second reviewer knows of nothing
        others = _reviewers(draft, Capacity.SECOND)
    else:
        return
    whose = f"{draft.owner.name}的材料（“{_title(draft)}”）"
    if event.action == Action.APPROVE:
        send(others, Kind.SUBMITTED, f"{whose}初审通过，请复审。", _reading(draft))
    else:
        done = {
            Action.RETURN: "复审时被退回修改",
            Action.CONFIRM: "复审通过",
            Action.REOPEN: "已重新开放修改",
        }
        send(others, Kind.CHANGED, f"{whose}{done[Action(event.action)]}。", _reading(draft))


def _reviewers(draft: Draft, capacity: Capacity) -> list[User]:
    assert draft.meeting is not None  # noqa: S101 - what is moved belongs to a meeting
    reviewers = reviewers_of(draft.meeting)
    of = reviewers.first if capacity is Capacity.FIRST else reviewers.second
    return list(User.objects.filter(pk__in=of(draft.owner_id)).order_by("pk"))


def _title(draft: Draft) -> str:
    return draft.meeting.title if draft.meeting is not None else ""


def _reading(draft: Draft) -> str:
    return reverse("review:read", args=[draft.pk])
