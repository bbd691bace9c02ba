"""What the pages read of meetings and drafts."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from accounts.codes import OrganizationKind, Role
from accounts.models import Membership, Organization, User
from accounts.selectors import branch_of, members_of, memberships_of, organizations_led_by
from drafting.drafts.models import Draft, Meeting, Revision
from drafting.drafts.words import title_for
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import FrameworkSpec, Limits, asking

#: A form sent again within this time is the second of two clicks.
TWO_CLICKS = timedelta(minutes=1)


def drafts_of(user: User, *, discarded: bool = False) -> QuerySet[Draft]:
    """A person's own drafts, newest first, with meeting and framework; those in the bin only where asked."""
    drafts = Draft.objects.filter(owner=user, discarded_at__isnull=not discarded)
    related = drafts.select_related("meeting__organization", "framework")
    return related.prefetch_related("framework__sections").order_by("-updated_at")


def with_open_comments(drafts: QuerySet[Draft]) -> QuerySet[Draft]:
    """The drafts with ``open_comments``, the number of reviewers' comments that are not resolved, in the same query."""
    # by the name of the relation: the rows are those of the review room above
    unresolved = Q(comments__withdrawn_at=None, comments__resolved_at=None)
    return drafts.annotate(open_comments=Count("comments", filter=unresolved))


def open_meetings_for(user: User) -> QuerySet[Meeting]:
    """The open meetings that a person is invited to, the nearest deadline first and those without one last."""
    meetings = Meeting.objects.filter(invitations__user=user, state=Meeting.State.OPEN)
    # said, because SQLite and PostgreSQL put what has no value at different ends
    nearest = F("deadline").asc(nulls_last=True)
    related = meetings.select_related("organization", "framework", "opened_by")
    return related.order_by(nearest, "-created_at")


def organizations_meeting_under(user: User) -> QuerySet[Organization]:
    """The organisations that a person may open meetings for, in tree order: those led by them, without groups (党小组)."""
    return organizations_led_by(user).exclude(kind=OrganizationKind.GROUP)


def open_meeting_titled(organization: Organization, title: str) -> Meeting | None:
    """The open meeting of an organisation with this title, None where there is none."""
    return Meeting.objects.filter(organization=organization, title=title, state=Meeting.State.OPEN).first()


def just_opened(organization: Organization, title: str, by: User) -> Meeting | None:
    """The open meeting with this title that the same person opened a moment ago, None where there is none."""
    since = timezone.now() - TWO_CLICKS
    fresh = Meeting.objects.filter(
        organization=organization, opened_by=by, state=Meeting.State.OPEN, created_at__gt=since
    )
    # compared here: the title is as it was sent
    return next((meeting for meeting in fresh if meeting.title == title.strip()), None)


def superior_for(organization: Organization) -> Organization | None:
    """The nearest organisation above with a secretary who is not the own one too: it reads the secretary's paper and gives the
    second approval. None where there is none."""
    offices = Membership.objects.active().filter(role=Role.SECRETARY, user__is_active=True)
    own = offices.filter(organization=organization).values("user_id")
    led = offices.exclude(user_id__in=own).values("organization_id")
    above = Organization.objects.get_ancestors(organization).order_by("-depth")
    return above.filter(pk__in=led).first()


def people_of(organization: Organization) -> list[Membership]:
    """The members who may be invited to a meeting of an organisation, each once, in the order of the member list."""
    by_person: dict[int, Membership] = {}
    for row in members_of(organization):
        by_person.setdefault(row.user_id, row)
    return list(by_person.values())


def spec_of_draft(draft: Draft) -> FrameworkSpec:
    """What is asked of a draft: its framework as its meeting asks it. One query unless the sections were read along."""
    spec = spec_of(draft.framework)
    return spec if draft.meeting is None else spec_for_meeting(spec, draft.meeting)


def spec_for_meeting(spec: FrameworkSpec, meeting: Meeting) -> FrameworkSpec:
    """A framework as a meeting asks it: the kind of document in its title, further parts, the length of the whole, the share of
    problems and causes."""
    listing = meeting.document_kind == Meeting.DocumentKind.PROBLEM_LIST
    titled = replace(spec, title=title_for(spec.title, meeting.get_document_kind_display()))
    return asking(
        titled,
        meeting.asked_parts,
        limits=Limits(min_characters=meeting.min_characters, max_characters=meeting.max_characters),
        min_problem_share=0 if listing else meeting.min_problem_share,
        only=("problems", "measures") if listing else (),
    )


def membership_for(user: User, meeting: Meeting | None) -> Membership | None:
    """What a person is where a meeting is held: a leader is a member of the branch in one and of the leading group in another
    (双重组织生活). Without a meeting the main membership; None for somebody who belongs nowhere."""
    memberships = memberships_of(user)
    if meeting is not None:
        for membership in memberships:
            if branch_of(membership.organization).pk == meeting.organization_id:
                return membership
    return next(iter(memberships), None)


def revisions_of(draft: Draft) -> QuerySet[Revision]:
    """The frozen versions of a draft, newest first."""
    return draft.revisions.select_related("created_by").order_by("-number")


def revision_of(draft: Draft, number: int) -> Revision | None:
    """The frozen version with this number, None where there is none."""
    return draft.revisions.select_related("created_by").filter(number=number).first()


def own_draft(user: User, draft_id: uuid.UUID, *, alone: bool = False) -> Draft | None:
    """A person's own draft, those in the bin too, with meeting and framework unless ``alone``; None for anything else, whoever
    asks."""
    drafts = (
        Draft.objects.all()
        if alone
        else Draft.objects.select_related("meeting__organization", "framework", "owner")
    )
    return drafts.filter(pk=draft_id, owner=user).first()


def own_draft_document(draft: Draft) -> dict[str, Any]:
    """The stored document of a draft as it stands now, read anew."""
    return Draft.objects.values_list("document", flat=True).get(pk=draft.pk)
