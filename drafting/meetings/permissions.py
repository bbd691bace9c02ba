"""Who may do what with a meeting, with the reason where not."""

from __future__ import annotations

from accounts.codes import Role
from accounts.models import Organization, User
from accounts.permissions import Allowed, Decision, Denied
from accounts.selectors import has_role
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import open_meeting_titled, superior_for


def may_keep_meeting(user: User, meeting: Meeting) -> Decision:
    """Only the secretary of the organisation that meets changes a meeting, invites to it and ends
    it."""
    if has_role(user, Role.SECRETARY, meeting.organization):
        return Allowed()
    return Denied(f"只有{meeting.organization}的书记可以管理这次会议。")


def may_change_meeting(meeting: Meeting) -> Decision:
    """What is asked and who is invited changes while the meeting is open."""
    if meeting.state == Meeting.State.OPEN:
        return Allowed()
    return Denied("这次会议已经结束，重新开放以后才能修改。")


def may_be_titled(
    organization: Organization, title: str, meeting: Meeting | None = None
) -> Decision:
    """The open meetings of an organisation are told apart by their titles; ``meeting`` is the one
    that may have it already."""
    found = open_meeting_titled(organization, title)
    if found is None or found == meeting:
        return Allowed()
    return Denied("已有一次同名的会议正在征集，请换一个名称。")


def may_change_framework(meeting: Meeting) -> Decision:
    """The framework stands once somebody writes by it; a draft in the bin may be taken back and
    counts too."""
    if meeting.drafts.exists():
        return Denied("已经有人开始撰写，不能再更换检查框架。")
    return Allowed()


def may_change_collective(meeting: Meeting) -> Decision:
    """Whether there is a collective paper, and by which framework, stands once it was begun."""
    if meeting.drafts.filter(collective=True).exists():
        return Denied("班子材料已经开始撰写，不能取消，也不能更换它的框架。")
    return Allowed()


def may_change_levels(meeting: Meeting) -> Decision:
    """The number of approvals stands while papers have passed under it."""
    if passed := meeting.drafts.personal().passed().count():
        return Denied(
            f"已有 {passed} 份材料通过审核，不能再改审核级次；确需改变的，请先把这些材料重新开放。"
        )
    return Allowed()


def may_ask_second_review(organization: Organization) -> Decision:
    """A second approval (复审) needs an organisation above that has a secretary, and somebody else
    than the first one."""
    if superior_for(organization) is None:
        return Denied(f"{organization}没有另设书记的上级党组织，不能要求上级复审。")
    return Allowed()
