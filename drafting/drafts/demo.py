"""The demo's meetings and drafts: people of accounts' demo cast, a finished material that can be looked at at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.selectors import memberships_of
from drafting.document.structure import from_structure
from drafting.drafts import services
from drafting.drafts.models import Draft, Meeting
from drafting.frameworks.models import Framework

MATERIAL = Path(settings.BASE_DIR) / "fixtures" / "demo" / "material.json"


@dataclass(frozen=True, slots=True)
class DemoMeeting:
    """A meeting of the demo: whose, by which framework, how many days from now its deadline is, opened by whom, what it asks."""

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

#: Whose material is finished, and who has only just begun; the others have none.
FINISHED, BEGUN = "chenhaoran", ("wangxiaoyu", "fengqian")


@transaction.atomic
def load_demo_drafts(people: Iterable[User]) -> tuple[int, int]:
    """Open the demo's meetings and begin its drafts where they are missing; returns how many of each are new.

    A deadline that has passed is moved ahead again; nothing else of what is there is touched. Raises Framework.DoesNotExist where
    the frameworks are not loaded.
    """
    cast = {person.username: person for person in people}
    meetings = [_open(row, cast) for row in MEETINGS]
    drafts = [_begin(cast[username]) for username in (FINISHED, *BEGUN)]
    return sum(meetings), sum(drafts)


def _open(row: DemoMeeting, cast: dict[str, User]) -> bool:
    opener = cast[row.opened_by]
    organizations = [membership.organization for membership in memberships_of(opener)]
    organization = next(o for o in organizations if o.short_name == row.organization)
    deadline = timezone.localdate() + timedelta(days=row.days)
    found = Meeting.objects.filter(organization=organization, title=row.title).first()
    if found is None:
        framework = Framework.objects.get(key=row.framework)
        services.open_meeting(
            organization,
            framework,
            row.title,
            by=opener,
            deadline=deadline,
            requirements=row.requirements,
            **row.demands,
        )
    elif found.state == Meeting.State.OPEN and found.deadline and found.deadline < timezone.localdate():
        services.move_deadline(found, deadline)
    return found is None


def _begin(owner: User) -> bool:
    # in the bin counts too: the demo does not put back what somebody threw away
    if Draft.objects.filter(owner=owner).exists():
        return False
    organizations = [membership.organization for membership in memberships_of(owner)]
    meeting = Meeting.objects.select_related("framework").get(
        organization__in=organizations, title__in=[row.title for row in MEETINGS]
    )
    text = None
    if owner.username == FINISHED:
        text = from_structure(json.loads(MATERIAL.read_text(encoding="utf-8")))
    services.begin_draft(owner, meeting.framework, meeting=meeting, text=text)
    return True
