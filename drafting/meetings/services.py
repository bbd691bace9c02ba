"""Meetings: the branch's occasion that members write for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from django.db import transaction
from django.db.models import F

from accounts.models import Organization, User
from accounts.permissions import Decision, Denied
from accounts.selectors import members_of
from drafting.frameworks.models import Audience, Framework
from drafting.frameworks.variants import personal
from drafting.meetings import notices
from drafting.meetings.models import Invitation, Meeting
from drafting.meetings.permissions import (
    may_be_titled,
    may_change_collective,
    may_change_framework,
    may_change_levels,
    may_change_meeting,
)


class MeetingRefused(Exception):
    """The meeting cannot be opened or changed like this; the message is one Chinese sentence."""


def open_meeting(
    organization: Organization,
    framework: Framework,
    title: str,
    *,
    by: User | None = None,
    invited: Iterable[User] | None = None,
    others: Iterable[Framework] | None = None,
    collective: Framework | None = None,
    **settings: Any,
) -> Meeting:
    """Open a meeting of an organisation. All its members are invited unless ``invited`` names some;
    they write by ``framework``, or by one of the ``others`` of its year where one suits them; the
    committee writes its paper by ``collective``, none where it is not asked to.

    ``settings`` are further ones of ``Meeting.setting_names``: deadline, requirements and the like;
    TypeError for anything else. Raises MeetingRefused where an open meeting has this title already.
    """
    _check_names(settings)
    with transaction.atomic():
        # two clicks at once come one after the other
        Organization.objects.filter(pk=organization.pk).update(kind=F("kind"))
        _demand(may_be_titled(organization, title))
        meeting = Meeting.objects.create(
            organization=organization,
            framework=framework,
            collective_framework=_for_committee(framework, collective),
            kind=framework.meeting_kind,
            title=title,
            opened_by=by,
            **settings,
        )
        meeting.other_frameworks.set(_beside(framework, others or ()))
        chosen = [row.user for row in members_of(organization)] if invited is None else invited
        invite(meeting, chosen, by)
    return meeting


def invite(meeting: Meeting, users: Iterable[User], by: User | None) -> int:
    """Invite people to write for a meeting and tell those who are new, except whoever invites.
    Returns how many are new."""
    with transaction.atomic():
        there = set(meeting.invitations.values_list("user_id", flat=True))
        wanted = {user.pk: user for user in users if user.pk not in there}
        rows = [Invitation(meeting=meeting, user=user, invited_by=by) for user in wanted.values()]
        Invitation.objects.bulk_create(rows, ignore_conflicts=True)
        notices.tell_invited(meeting, [user for user in wanted.values() if user != by])
    return len(rows)


def uninvite(meeting: Meeting, user: User) -> bool:
    """Take an invitation back; False where the member has begun a draft for it, which keeps its
    place in the table.

    A draft in the bin counts too: taken back, it would belong to nobody on the list.
    """
    if meeting.drafts.personal().filter(owner=user).exists():
        return False
    Invitation.objects.filter(meeting=meeting, user=user).delete()
    return True


def change_meeting(
    meeting: Meeting,
    by: User | None = None,
    *,
    framework: Framework | None = None,
    others: Iterable[Framework] | None = None,
    collective: Framework | Literal["", "kept"] = "kept",
    **settings: Any,
) -> None:
    """Change an open meeting, and tell the invited of another deadline, except whoever set it.

    ``settings`` are some of ``Meeting.setting_names``, TypeError for anything else; what is not
    named stays as it is, and so do the framework and the ``others`` beside it, and the framework of
    the ``collective`` paper ("" asks for none any more). Raises MeetingRefused with the reason:
    where it has ended, for the title of another open meeting, for another framework once a draft
    was begun, without one of the others that a draft was begun by, for another number of approvals
    once a paper has passed, for another framework of the collective paper once that was begun.
    """
    _check_names(settings)
    values = settings if framework is None else settings | {"framework": framework}
    with transaction.atomic():
        now = Meeting.objects.select_related("framework", "organization").get(pk=meeting.pk)
        changed = {name: value for name, value in values.items() if getattr(now, name) != value}
        _demand(may_change_meeting(now))
        if "title" in changed:
            _demand(may_be_titled(now.organization, changed["title"], now))
        if "framework" in changed:
            _demand(may_change_framework(now))
            changed["kind"] = changed["framework"].meeting_kind
        changed |= _collective_changed(now, changed.get("framework", now.framework), collective)
        if "levels" in changed:
            _demand(may_change_levels(now))
        for name, value in changed.items():
            setattr(now, name, value)
        now.save(update_fields=list(changed))
        _use_beside(now, list(now.other_frameworks.all()) if others is None else others)
        if changed.get("deadline"):
            invited = User.objects.filter(invitations__meeting=now)
            notices.tell_deadline(now, [user for user in invited if user != by])


def move_deadline(meeting: Meeting, deadline: date) -> None:
    """Give an open meeting another last day, of which the invited are told. Raises
    MeetingRefused."""
    change_meeting(meeting, deadline=deadline)


def close_meeting(meeting: Meeting) -> bool:
    """End a meeting: nothing more is handed in. False where it has ended already."""
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.OPEN)
    return bool(rows.update(state=Meeting.State.CLOSED))


def reopen_meeting(meeting: Meeting) -> bool:
    """Take a meeting's end back. False where it is open."""
    rows = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CLOSED)
    return bool(rows.update(state=Meeting.State.OPEN))


@transaction.atomic
def use_edition(meeting: Meeting, before: Framework, after: Framework) -> None:
    """Let a meeting use another edition of one of its frameworks; the one ``before`` stays beside it
    while somebody's paper is by it. With both the same that one is merely used again. A committee's
    is that of the collective paper, of which there is one."""
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if after.audience == Audience.COMMITTEE:
        if now.collective_framework_id is not None:
            now.collective_framework = after
            now.save(update_fields=["collective_framework"])
        return
    others = {row.pk for row in now.other_frameworks.all()}
    if now.framework_id == before.pk != after.pk:
        now.framework = after
        now.save(update_fields=["framework"])
        others.add(before.pk)
    else:
        others.add(after.pk)
    if before != after and not now.drafts.filter(framework=before).exists():
        others.discard(before.pk)
    now.other_frameworks.set(others - {now.framework_id})


def _use_beside(meeting: Meeting, others: Iterable[Framework]) -> None:
    """Set the variants beside the meeting's own; those of another year than its own fall away."""
    wanted = _beside(meeting.framework, others)
    kept = {meeting.framework_id, *(row.pk for row in wanted)}
    personal_ones = meeting.drafts.personal().select_related("framework")
    begun = personal_ones.exclude(framework_id__in=kept).first()
    if begun is not None:
        raise MeetingRefused(f"已经有人按“{begun.framework.name}”撰写，不能去掉。")
    meeting.other_frameworks.set(wanted)


def _beside(framework: Framework, others: Iterable[Framework]) -> list[Framework]:
    same = (framework.year, framework.meeting_kind)
    rows = [one for one in others if (one.year, one.meeting_kind) == same]
    return [one for one in personal(rows) if one.pk != framework.pk]


def _for_committee(framework: Framework, wanted: Framework | None) -> Framework | None:
    """The framework of the collective paper where it is one of the meeting's year and kind."""
    if wanted is None or wanted.audience != Audience.COMMITTEE:
        return None
    same = (framework.year, framework.meeting_kind)
    return wanted if (wanted.year, wanted.meeting_kind) == same else None


def _collective_changed(
    meeting: Meeting, framework: Framework, wanted: Framework | Literal["", "kept"]
) -> dict[str, Framework | None]:
    """The change of the collective paper's framework, where there is one."""
    now = meeting.collective_framework
    asked = now if wanted == "kept" else (wanted or None)
    then = _for_committee(framework, asked if isinstance(asked, Framework) else None)
    if then == now:
        return {}
    _demand(may_change_collective(meeting))
    return {"collective_framework": then}


def _check_names(settings: Mapping[str, Any]) -> None:
    if other := sorted(settings.keys() - set(Meeting.setting_names())):
        raise TypeError(f"not set by a meeting's secretary: {', '.join(other)}")


def _demand(decision: Decision) -> None:
    if isinstance(decision, Denied):
        raise MeetingRefused(decision.reason)
