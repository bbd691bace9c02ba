"""What the pages of meetings show: frameworks to choose from, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.codes import OrganizationKind
from accounts.models import Membership, Organization, User
from drafting.drafts.models import Draft, Meeting
from drafting.drafts.selectors import people_of
from drafting.frameworks.models import Framework, MeetingKind
from drafting.frameworks.selectors import pending_names, published_frameworks


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A framework with the names of its areas and of what is not confirmed yet."""

    framework: Framework
    areas: tuple[str, ...]
    pending: tuple[str, ...]

    @property
    def plain_name(self) -> str:
        """Year and kind: 2025年度组织生活会."""
        return f"{self.framework.year}年度{self.framework.get_meeting_kind_display()}"


@dataclass(frozen=True, slots=True)
class FrameworkGroup:
    """The frameworks of a kind of meeting, newest year first."""

    kind: str
    rows: tuple[FrameworkRow, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the organisation: what to call them, and their group (党小组) where they are in one."""

    user: User
    titles: str
    group: str


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """Somebody invited. ``begun``: has a draft for the meeting; ``gone``: is no member of the organisation any more."""

    user: User
    titles: str
    begun: bool
    gone: bool


def framework_row(framework: Framework) -> FrameworkRow:
    """The row of a framework; one query unless its sections were read along."""
    areas = tuple(row.name for row in framework.sections.all() if row.parent_id is not None)
    return FrameworkRow(framework, areas, tuple(pending_names(framework)))


def framework_groups(organization: Organization) -> list[FrameworkGroup]:
    """The published frameworks by kind of meeting; first the kind that such an organisation usually holds. Two queries."""
    rows = [framework_row(framework) for framework in published_frameworks().prefetch_related("sections")]
    kinds = list(MeetingKind)
    if organization.kind not in (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH):
        kinds.reverse()
    groups = [
        FrameworkGroup(kind.label, tuple(row for row in rows if row.framework.meeting_kind == kind))
        for kind in kinds
    ]
    return [group for group in groups if group.rows]


def member_row(membership: Membership, organization: Organization) -> MemberRow:
    """A member who may be invited."""
    own = membership.organization
    group = str(own) if own.pk != organization.pk else ""
    return MemberRow(membership.user, "，".join(membership.titles()), group)


def invitation_rows(meeting: Meeting) -> tuple[list[InvitedRow], list[Membership]]:
    """Who is invited, in the order of the member list, then who has left it; and the members who are not. Three queries."""
    people = people_of(meeting.organization)
    rank = {row.user_id: place for place, row in enumerate(people)}
    begun = set(Draft.objects.filter(meeting=meeting).values_list("owner_id", flat=True))
    invited = [row.user for row in meeting.invitations.select_related("user").order_by("pk")]
    rows = [
        InvitedRow(
            user=user,
            titles="，".join(people[rank[user.pk]].titles()) if user.pk in rank else "",
            begun=user.pk in begun,
            gone=user.pk not in rank,
        )
        for user in sorted(invited, key=lambda user: rank.get(user.pk, len(people)))
    ]
    there = {user.pk for user in invited}
    return rows, [row for row in people if row.user_id not in there]
