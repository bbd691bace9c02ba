"""Meetings: the branch's occasion that members write for."""

from __future__ import annotations

from datetime import date

from accounts.models import Organization, User
from drafting.drafts.models import Meeting
from drafting.frameworks.models import Framework


def open_meeting(
    organization: Organization,
    framework: Framework,
    title: str,
    *,
    by: User | None = None,
    deadline: date | None = None,
    requirements: str = "",
) -> Meeting:
    """Open a meeting of an organisation for which its members write; ``deadline`` is the last day."""
    return Meeting.objects.create(
        organization=organization,
        framework=framework,
        kind=framework.meeting_kind,
        title=title,
        requirements=requirements,
        deadline=deadline,
        opened_by=by,
    )


def move_deadline(meeting: Meeting, deadline: date) -> None:
    """Give a meeting another last day."""
    Meeting.objects.filter(pk=meeting.pk).update(deadline=deadline)
