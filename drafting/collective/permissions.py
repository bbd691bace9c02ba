"""Who may do what with a committee's paper, with the reason where not.

It is seen by its writer and the committee of the meeting's organisation, from submission on by who
reviews it (``drafting.review``), and by nobody else. One person writes at a time; the others read
and say what they think.
"""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Allowed, Decision, Denied
from accounts.selectors import committee_of
from drafting.collective.models import CommitteeComment
from drafting.drafts.models import Draft
from drafting.drafts.permissions import ARCHIVED, EDITABLE_STATES, may_write_for_committee
from drafting.meetings.models import Meeting


def in_committee_of(user: User, meeting: Meeting) -> bool:
    """Whether somebody is a member of the committee that meets, now."""
    return committee_of(meeting.organization).filter(user=user).exists()


def may_read(user: User, draft: Draft) -> Decision:
    """The writer, and the members of the committee, in every state."""
    meeting = draft.meeting
    if not draft.collective or meeting is None:
        return Denied("这不是班子材料。")
    if draft.owner_id == user.pk or in_committee_of(user, meeting):
        return Allowed()
    return Denied("这份材料只有班子成员可以查看。")


def may_begin(user: User, meeting: Meeting) -> Decision:
    """Who may write begins it, while the meeting is open."""
    if meeting.state != Meeting.State.OPEN:
        return Denied("这次会议已经结束，不再撰写班子材料。")
    return may_write_for_committee(user, meeting.organization)


def may_take_over(user: User, draft: Draft) -> Decision:
    """Another secretary or deputy takes it over while it can be written."""
    if draft.owner_id == user.pk:
        return Denied("这份材料已经由您执笔。")
    if draft.archived_at is not None:
        return Denied(ARCHIVED)
    if draft.state not in EDITABLE_STATES:
        return Denied(f"这份材料{draft.get_state_display()}，现在不能接手。")
    assert draft.meeting is not None  # noqa: S101 - a collective paper belongs to a meeting
    return may_write_for_committee(user, draft.meeting.organization)


def may_comment(user: User, draft: Draft) -> Decision:
    """A member of the committee who does not write it, while it can be written."""
    if draft.owner_id == user.pk:
        return Denied("您正在执笔，要改的直接改就可以。")
    reading = may_read(user, draft)
    if isinstance(reading, Denied):
        return reading
    if draft.archived_at is not None:
        return Denied(ARCHIVED)
    if draft.state not in EDITABLE_STATES:
        return Denied(f"这份材料{draft.get_state_display()}，现在不能再提意见。")
    return Allowed()


def may_change(
    user: User, comment: CommitteeComment, commenting: Decision | None = None
) -> Decision:
    """One's own, until the writer has dealt with it. ``commenting`` is the answer of
    ``may_comment`` where the caller has it already."""
    if comment.author_id != user.pk:
        return Denied("只能修改、撤回自己提的意见。")
    if comment.settled_at is not None:
        return Denied("执笔人已经处理了这条意见，不能再修改或者撤回；有新的想法可以另提一条。")
    return may_comment(user, comment.draft) if commenting is None else commenting


def may_settle(user: User, draft: Draft) -> Decision:
    """The writer says what became of a comment, while the paper can be written."""
    if draft.owner_id != user.pk:
        return Denied(f"这份材料现在由{draft.owner.name}执笔，意见由执笔人处理。")
    if draft.archived_at is not None:
        return Denied(ARCHIVED)
    if draft.state not in EDITABLE_STATES:
        return Denied(f"这份材料{draft.get_state_display()}，意见不再变动。")
    return Allowed()
