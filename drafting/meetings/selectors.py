"""What the pages read of meetings: which are open for whom, who may be invited, what a meeting makes
of its framework."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.codes import OrganizationKind, Role
from accounts.models import Membership, Organization, User
from accounts.selectors import branch_of, members_of, memberships_of, organizations_led_by
from drafting.frameworks.models import Framework
from drafting.frameworks.spec import FrameworkSpec, Limits, asking
from drafting.frameworks.variants import fitting
from drafting.meetings.models import Meeting
from drafting.meetings.words import title_for

#: A form sent again within this time is the second of two clicks.
TWO_CLICKS = timedelta(minutes=1)


def open_meetings_for(user: User) -> QuerySet[Meeting]:
    """The open meetings that a person is invited to, the nearest deadline first and those without
    one last."""
    meetings = Meeting.objects.filter(invitations__user=user, state=Meeting.State.OPEN)
    # said, because SQLite and PostgreSQL put what has no value at different ends
    nearest = F("deadline").asc(nulls_last=True)
    related = meetings.select_related("organization", "framework", "opened_by")
    return related.order_by(nearest, "-created_at")


def organizations_meeting_under(user: User) -> QuerySet[Organization]:
    """The organisations that a person may open meetings for, in tree order: those led by them,
    without groups (党小组)."""
    return organizations_led_by(user).exclude(kind=OrganizationKind.GROUP)


def open_meeting_titled(organization: Organization, title: str) -> Meeting | None:
    """The open meeting of an organisation with this title, None where there is none."""
    return Meeting.objects.filter(
        organization=organization, title=title, state=Meeting.State.OPEN
    ).first()


def just_opened(organization: Organization, title: str, by: User) -> Meeting | None:
    """The open meeting with this title that the same person opened a moment ago, None where there
    is none."""
    since = timezone.now() - TWO_CLICKS
    fresh = Meeting.objects.filter(
        organization=organization, opened_by=by, state=Meeting.State.OPEN, created_at__gt=since
    )
    # compared here: the title is as it was sent
    return next((meeting for meeting in fresh if meeting.title == title.strip()), None)


def meeting_before(organization: Organization, kind: str) -> Meeting | None:
    """The last meeting of its kind that an organisation opened; None before the first."""
    rows = Meeting.objects.filter(organization=organization, kind=kind)
    return rows.order_by("-created_at", "-pk").first()


def superior_for(organization: Organization) -> Organization | None:
    """The nearest organisation above with a secretary who is not the own one too: it reads the
    secretary's paper and gives the second approval. None where there is none."""
    offices = Membership.objects.active().filter(role=Role.SECRETARY, user__is_active=True)
    own = offices.filter(organization=organization).values("user_id")
    led = offices.exclude(user_id__in=own).values("organization_id")
    above = Organization.objects.get_ancestors(organization).order_by("-depth")
    found: Organization | None = above.filter(pk__in=led).first()
    return found


def people_of(organization: Organization) -> list[Membership]:
    """The members who may be invited to a meeting of an organisation, each once, in the order of
    the member list."""
    by_person: dict[int, Membership] = {}
    for row in members_of(organization):
        by_person.setdefault(row.user_id, row)
    return list(by_person.values())


def uninvited(meeting: Meeting) -> int:
    """How many members of the organisation are not invited to a meeting, as one who came after it
    was opened is not. Two queries."""
    invited = set(meeting.invitations.values_list("user_id", flat=True))
    return sum(row.user_id not in invited for row in people_of(meeting.organization))


def spec_for_meeting(spec: FrameworkSpec, meeting: Meeting) -> FrameworkSpec:
    """A framework as a meeting asks it: the kind of document in its title, further parts, the
    length of the whole, the shares of problems and causes and of the library. What is asked of the
    members alone is not asked of the committee's paper."""
    if spec.collective:
        # kind of document and length are asked of the members
        return asking(
            spec,
            meeting.asked_parts,
            limits=Limits(),
            min_problem_share=meeting.min_problem_share,
            max_library_share=meeting.max_library_share,
        )
    listing = meeting.document_kind == Meeting.DocumentKind.PROBLEM_LIST
    titled = replace(spec, title=title_for(spec.title, meeting.get_document_kind_display()))
    return asking(
        titled,
        meeting.asked_parts,
        limits=Limits(min_characters=meeting.min_characters, max_characters=meeting.max_characters),
        min_problem_share=0 if listing else meeting.min_problem_share,
        max_library_share=meeting.max_library_share,
        only=("problems", "measures") if listing else (),
    )


def variants_for(user: User, meeting: Meeting) -> list[Framework]:
    """The variants in use in a meeting that suit a person, the one to propose first: the meeting's
    own where it suits, else the year's usual one. One query more where there are several."""
    used: Sequence[Framework] = meeting.frameworks()
    if len(used) == 1:
        return list(used)
    membership = membership_for(user, meeting)
    suited = fitting(used, membership.kinds if membership else ())
    return sorted(suited, key=lambda one: (one.pk != meeting.framework_id, not one.usual))


def membership_for(user: User, meeting: Meeting | None) -> Membership | None:
    """What a person is where a meeting is held: a leader is a member of the branch in one and of
    the leading group in another (双重组织生活). Without a meeting the main membership; None for somebody
    who belongs nowhere."""
    memberships = memberships_of(user)
    if meeting is not None:
        for membership in memberships:
            if branch_of(membership.organization).pk == meeting.organization_id:
                return membership
    return next(iter(memberships), None)
