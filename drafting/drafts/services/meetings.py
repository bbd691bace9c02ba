"""Meetings: the branch's occasion that members write for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import Organization, User
from accounts.selectors import members_of
from drafting.drafts.models import Draft, Invitation, Meeting
from drafting.frameworks.models import Framework


def open_meeting(
    organization: Organization,
    framework: Framework,
    title: str,
    *,
    by: User | None = None,
    deadline: date | None = None,
    requirements: str = "",
    invited: Iterable[User] | None = None,
    **demands: Any,
) -> Meeting:
    """Open a meeting of an organisation; ``deadline`` is the last day. All its members are invited unless ``invited`` names some.

    ``demands`` are further fields of the meeting: document_kind, asked_parts, min_characters and the like.
    """
    with transaction.atomic():
        meeting = Meeting.objects.create(
            organization=organization,
            framework=framework,
            kind=framework.meeting_kind,
            title=title,
            requirements=requirements,
            deadline=deadline,
            opened_by=by,
            **demands,
        )
        chosen = [row.user for row in members_of(organization)] if invited is None else invited
        invite(meeting, chosen, by)
    return meeting


def invite(meeting: Meeting, users: Iterable[User], by: User | None) -> int:
    """Invite people to write for a meeting; who is invited already stays so. Returns how many are new."""
    there = set(meeting.invitations.values_list("user_id", flat=True))
    wanted = {user.pk: user for user in users if user.pk not in there}
    rows = [Invitation(meeting=meeting, user=user, invited_by=by) for user in wanted.values()]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def uninvite(meeting: Meeting, user: User) -> bool:
    """Take an invitation back; False where the member has begun a draft for it, which keeps its place in the table."""
    if Draft.objects.filter(meeting=meeting, owner=user, discarded_at=None).exists():
        return False
    Invitation.objects.filter(meeting=meeting, user=user).delete()
    return True


def change_meeting(meeting: Meeting, **values: Any) -> None:
    """Set fields of a meeting that its secretary may change; drafts that were begun keep their framework."""
    Meeting.objects.filter(pk=meeting.pk).update(**values)


def move_deadline(meeting: Meeting, deadline: date) -> None:
    """Give a meeting another last day."""
    change_meeting(meeting, deadline=deadline)


def close_meeting(meeting: Meeting) -> bool:
    """End a meeting: nothing more is handed in. False where it has ended already."""
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.OPEN)
    return bool(rows.update(state=Meeting.State.CLOSED))


def reopen_meeting(meeting: Meeting) -> bool:
    """Take a meeting's end back. False where it is open."""
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CLOSED)
    return bool(rows.update(state=Meeting.State.OPEN))
