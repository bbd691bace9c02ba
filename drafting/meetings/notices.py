"""What the invited are told of a meeting."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from drafting.common.days import full_day
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell


def tell_invited(meeting: Meeting, users: Iterable[User]) -> None:
    """That they are asked to write for a meeting; who is invited a second time is not told
    again."""
    until = f"，请在{_day(meeting)}前提交材料" if meeting.deadline else "，请撰写材料"
    text = f"{meeting.organization}邀请您参加“{meeting.title}”{until}。"
    tell(users, Notice.Kind.MEETING, text, reverse("drafts:home"), f"meeting:{meeting.pk}")


def tell_deadline(meeting: Meeting, users: Iterable[User]) -> None:
    """That the last day has moved. Without a key: a day that is moved away and back again is told
    both times."""
    text = f"“{meeting.title}”的截止日期改为{_day(meeting)}。"
    tell(users, Notice.Kind.DEADLINE, text, reverse("drafts:home"))


def _day(meeting: Meeting) -> str:
    assert meeting.deadline is not None  # noqa: S101 - the callers have looked
    return full_day(meeting.deadline)
