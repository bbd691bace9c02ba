"""What the list pages show of a meeting to those who write for it: a row that is ready for a
template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from drafting.common.days import days_left, urgency
from drafting.frameworks.labels import variant_name
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names
from drafting.meetings.models import Meeting
from drafting.meetings.requirements import asked_of_members

#: What is read along of meetings for their rows.
WITH_FRAMEWORKS = ("framework__sections", "other_frameworks__sections")


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """An open meeting, how long there is and in which colour that is said, what is asked, what its
    framework is called, all variants in use included, and what of them nobody has confirmed
    yet."""

    meeting: Meeting
    left: str
    tone: str
    asked: tuple[str, ...]
    pending: tuple[str, ...]
    framework: str


def meeting_rows(meetings: Iterable[Meeting]) -> list[MeetingRow]:
    """Rows of meetings. Makes no query where they come with ``WITH_FRAMEWORKS``."""
    return [_meeting_row(meeting) for meeting in meetings]


def _meeting_row(meeting: Meeting) -> MeetingRow:
    left, tone = "", ""
    if meeting.deadline:
        today = timezone.localdate()
        left, tone = days_left(meeting.deadline, today), urgency(meeting.deadline, today)
    used = meeting.frameworks()
    pending = dict.fromkeys(name for one in used for name in pending_names(one))
    asked = asked_of_members(meeting)
    return MeetingRow(meeting, left, tone, tuple(asked), tuple(pending), _called(used))


def _called(used: list[Framework]) -> str:
    """What is written by: the framework's name, and what the variants are called where there are
    several."""
    first = used[0].name
    return f"{first}（{'、'.join(map(variant_name, used))}任选）" if len(used) > 1 else first
