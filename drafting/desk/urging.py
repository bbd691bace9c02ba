"""Reminding by hand (催交): the secretary's word to those who have not handed in, at most once a day to each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.desk.permissions import Standing
from drafting.desk.reminders import reminder
from drafting.desk.table import Line, lines_of
from drafting.drafts.models import Draft, Meeting
from drafting.notices.models import Notice
from drafting.notices.services import tell


@dataclass(frozen=True, slots=True)
class Urged:
    """How many people were reminded, and how many had been today already."""

    now: int
    already: int


def urge(meeting: Meeting, standing: Standing, only: Collection[int] | None = None) -> Urged:
    """Remind all who have not handed in, or ``only`` those (user ids) of them."""
    lines = [line for line in lines_of(meeting, standing) if line.remindable]
    wanted = [line for line in lines if only is None or line.owner in only]
    users = User.objects.filter(is_active=True).in_bulk([line.owner for line in wanted])
    told = sum(
        _tell(meeting, [line for line in wanted if _returned(line) is back], users, back=back)
        for back in (False, True)
    )
    return Urged(told, len(users) - told)


def _returned(line: Line) -> bool:
    return line.state == Draft.State.RETURNED


def _tell(meeting: Meeting, lines: list[Line], users: dict[int, User], *, back: bool) -> int:
    today = timezone.localdate()
    if meeting.deadline is not None:
        text = reminder(meeting.title, meeting.deadline, today, returned=back)
    else:
        missing = "退回给您修改的材料还没有重新提交" if back else "您还没有提交材料"
        text = f"“{meeting.title}”：{missing}，请尽快提交。"
    there = [users[line.owner] for line in lines if line.owner in users]
    return tell(there, Notice.Kind.DEADLINE, text, reverse("drafts:home"), key=f"remind:{meeting.pk}:{today}")
