"""The demo's meetings, for people of accounts' demo cast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.selectors import memberships_of
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import people_of


@dataclass(frozen=True, slots=True)
class DemoMeeting:
    """A meeting of the demo: whose, by which framework, how many days from now its deadline is,
    opened by whom, what it asks."""

    organization: str
    framework: str
    title: str
    days: int
    opened_by: str
    requirements: str
    demands: Mapping[str, Any] = field(default_factory=dict)


MEETINGS = (
    DemoMeeting(
        "县图书馆党支部", "2023-zuzhi", "县图书馆党支部2023年主题教育专题组织生活会", 12, "linjing",
        "围绕六个方面查摆，每个方面二至三条，联系岗位实际写具体事例。\n普通党员一千五百字以上，党员干部三千字以上，初稿先交支部审阅。",
        {"min_characters": 1500, "max_characters": 5000, "levels": Meeting.Levels.TWO},
    ),
    DemoMeeting(
        "文旅公司党支部", "2023-zuzhi", "文旅公司党支部2023年主题教育专题组织生活会", 9, "zhengweimin",
        "对照六个方面撰写，突出经营管理和服务游客中的问题，驻外党员可线上提交。",
        {"asked_parts": ["statement"], "min_characters": 1500, "max_characters": 3000},
    ),
    DemoMeeting(
        "局党委", "2023-minzhu", "局党委班子2023年主题教育专题民主生活会", 20, "zhouzhiyuan",
        "班子成员个人对照检查材料须写明上年度整改情况、典型案例剖析，三千五百字左右，由党委书记审阅。",
        {"min_characters": 3000, "max_characters": 5000, "errors_block": True},
    ),
)  # fmt: skip

LIBRARY, TRAVEL, COMMITTEE = (row.organization for row in MEETINGS)


def open_demo_meetings(cast: Mapping[str, User]) -> int:
    """Open the demo's meetings that are missing, by the people of the cast (by username); returns
    how many are new.

    A deadline that has passed is moved ahead again; nothing else of what is there is touched.
    Raises Framework.DoesNotExist where the frameworks are not loaded.
    """
    return sum(_open(row, cast) for row in MEETINGS)


def meeting_invited_to(owner: User, organization: str) -> Meeting | None:
    """The demo's open meeting of an organisation (by its short name) that somebody is invited to.

    None where the meeting has ended or is called otherwise now, or the owner is not invited any
    more. Who came to the demo after the meeting was opened, with a later version, is invited here.
    """
    titles = [row.title for row in MEETINGS if row.organization == organization]
    rows = Meeting.objects.select_related("framework", "organization").filter(
        state=Meeting.State.OPEN
    )
    meeting = rows.filter(title__in=titles).order_by("pk").first()
    if meeting is None:
        return None
    if owner.date_joined > meeting.created_at and _may_be_invited(meeting, owner):
        services.invite(meeting, [owner], None)
    return meeting if meeting.invitations.filter(user=owner).exists() else None


def _may_be_invited(meeting: Meeting, owner: User) -> bool:
    """Whether somebody may be invited to a meeting."""
    return any(row.user_id == owner.pk for row in people_of(meeting.organization))


def _open(row: DemoMeeting, cast: Mapping[str, User]) -> bool:
    opener = cast.get(row.opened_by)
    held = memberships_of(opener) if opener else []
    organization = next(
        (m.organization for m in held if m.organization.short_name == row.organization), None
    )
    if opener is None or organization is None:
        return False
    deadline = timezone.localdate() + timedelta(days=row.days)
    known = Meeting.objects.filter(organization=organization)
    if not known.exists():
        services.open_meeting(
            organization,
            Framework.objects.get(key=row.framework),
            row.title,
            by=opener,
            deadline=deadline,
            held_on=deadline + timedelta(days=5),
            requirements=row.requirements,
            **row.demands,
        )
        return True
    passed = known.filter(
        title=row.title, state=Meeting.State.OPEN, deadline__lt=timezone.localdate()
    )
    for meeting in passed:
        services.move_deadline(meeting, deadline)
    return False
