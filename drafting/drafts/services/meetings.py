"""Meetings: the branch's occasion that members write for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import Organization, User
from accounts.permissions import Decision, Denied
from accounts.selectors import members_of
from drafting.drafts import telling
from drafting.drafts.models import Draft, Invitation, Meeting
from drafting.drafts.permissions import (
    may_be_titled,
    may_change_framework,
    may_change_levels,
    may_change_meeting,
)
from drafting.frameworks.models import Framework


class MeetingRefused(Exception):
    """The meeting cannot be opened or changed like this; the message is one Chinese sentence."""


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

    ``demands`` are further fields of the meeting: document_kind, asked_parts, min_characters and the like. Raises MeetingRefused
    where an open meeting has this title already.
    """
    with transaction.atomic():
        # two clicks at once come one after the other
        Organization.objects.filter(pk=organization.pk).update(kind=F("kind"))
        _demand(may_be_titled(organization, title))
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
    """Invite people to write for a meeting and tell those who are new, except whoever invites. Returns how many are new."""
    with transaction.atomic():
        there = set(meeting.invitations.values_list("user_id", flat=True))
        wanted = {user.pk: user for user in users if user.pk not in there}
        rows = [Invitation(meeting=meeting, user=user, invited_by=by) for user in wanted.values()]
        Invitation.objects.bulk_create(rows, ignore_conflicts=True)
        telling.tell_invited(meeting, [user for user in wanted.values() if user != by])
    return len(rows)


def uninvite(meeting: Meeting, user: User) -> bool:
    """Take an invitation back; False where the member has begun a draft for it, which keeps its place in the table.

    A draft in the bin counts too: taken back, it would belong to nobody on the list.
    """
    if Draft.objects.filter(meeting=meeting, owner=user).exists():
        return False
    Invitation.objects.filter(meeting=meeting, user=user).delete()
    return True


def change_meeting(meeting: Meeting, by: User | None = None, **values: Any) -> None:
    """Set fields of an open meeting, and tell the invited of another deadline, except whoever set it.

    Raises MeetingRefused with the reason: where it has ended, for the title of another open meeting, for another framework once a
    draft was begun, for another number of approvals once a paper has passed.
    """
    with transaction.atomic():
        now = Meeting.objects.select_related("framework", "organization").get(pk=meeting.pk)
        changed = {name: value for name, value in values.items() if getattr(now, name) != value}
        _demand(may_change_meeting(now))
        if "title" in changed:
            _demand(may_be_titled(now.organization, changed["title"], now))
        if "framework" in changed:
            _demand(may_change_framework(now))
            changed["kind"] = changed["framework"].meeting_kind
        if "levels" in changed:
            _demand(may_change_levels(now))
        for name, value in changed.items():
            setattr(now, name, value)
        now.save(update_fields=list(changed))
        if changed.get("deadline"):
            invited = User.objects.filter(invitations__meeting=now)
            telling.tell_deadline(now, [user for user in invited if user != by])


def move_deadline(meeting: Meeting, deadline: date) -> None:
    """Give an open meeting another last day, of which the invited are told. Raises MeetingRefused."""
    change_meeting(meeting, deadline=deadline)


def close_meeting(meeting: Meeting) -> bool:
    """End a meeting: nothing more is handed in. False where it has ended already."""
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.OPEN)
    return bool(rows.update(state=Meeting.State.CLOSED))


def reopen_meeting(meeting: Meeting) -> bool:
    """Take a meeting's end back. False where it is open."""
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CLOSED)
    return bool(rows.update(state=Meeting.State.OPEN))


def _demand(decision: Decision) -> None:
    if isinstance(decision, Denied):
        raise MeetingRefused(decision.reason)
