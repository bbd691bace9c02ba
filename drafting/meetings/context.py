"""What the pages of meetings show: frameworks to choose from, and who is invited."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accounts.codes import OrganizationKind
from accounts.models import Membership, Organization, User
from drafting.frameworks.labels import framework_labels, plain_name, variant_name
from drafting.frameworks.models import Framework, MeetingKind
from drafting.frameworks.selectors import pending_names, personal_frameworks
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import people_of
from drafting.meetings.variant_forms import VariantsForm


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A framework with the names of its areas and of what is not confirmed yet."""

    framework: Framework
    areas: tuple[str, ...]
    pending: tuple[str, ...]
    #: What tells it from others of its year and meeting that are offered with it (六个方面), if there
    #: are any.
    variant: str = ""
    #: Whether it is the one to choose among them unless the notice says otherwise.
    usual: bool = False

    @property
    def plain_name(self) -> str:
        """Year and kind: 2025年度组织生活会."""
        return plain_name(self.framework)

    @property
    def called(self) -> str:
        """What it is called among the variants of its year: 四个方面."""
        return variant_name(self.framework)


@dataclass(frozen=True, slots=True)
class FrameworkGroup:
    """The frameworks of a kind of meeting, newest year first."""

    kind: str
    rows: tuple[FrameworkRow, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the organisation: what to call them, and their group (党小组) where they are in
    one."""

    user: User
    titles: str
    group: str


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """Somebody invited. ``begun``: has a draft for the meeting; ``gone``: is no member of the
    organisation any more."""

    user: User
    titles: str
    begun: bool
    gone: bool


def framework_row(framework: Framework) -> FrameworkRow:
    """The row of a framework; one query unless its sections were read along."""
    areas = tuple(row.name for row in framework.sections.all() if row.parent_id is not None)
    return FrameworkRow(framework, areas, tuple(pending_names(framework)))


def framework_groups(organization: Organization) -> list[FrameworkGroup]:
    """The published frameworks for single persons by kind of meeting; first the kind that such an organisation usually
    holds. Two queries."""
    frameworks = list(personal_frameworks(organization).prefetch_related("sections"))
    labels = framework_labels(frameworks)
    rows = [
        replace(framework_row(one), variant=labels[one.pk].variant, usual=labels[one.pk].usual)
        for one in frameworks
    ]
    kinds = list(MeetingKind)
    if organization.kind not in (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH):
        kinds.reverse()
    groups = [
        FrameworkGroup(kind.label, tuple(row for row in rows if row.framework.meeting_kind == kind))
        for kind in kinds
    ]
    return [group for group in groups if group.rows]


def variant_rows(form: VariantsForm) -> list[tuple[FrameworkRow, bool, bool]]:
    """The further variants of a form: each with whether it is ticked, and whether it has to
    stay."""
    ticked = form.ticked()
    return [(framework_row(one), one.key in ticked, one.key in form.begun) for one in form.rows]


def member_row(membership: Membership, organization: Organization) -> MemberRow:
    """A member who may be invited."""
    own = membership.organization
    group = str(own) if own.pk != organization.pk else ""
    return MemberRow(membership.user, "，".join(membership.titles()), group)


def invitation_rows(meeting: Meeting) -> tuple[list[InvitedRow], list[Membership]]:
    """Who is invited, in the order of the member list, then who has left it; and the members who
    are not. Three queries."""
    people = people_of(meeting.organization)
    rank = {row.user_id: place for place, row in enumerate(people)}
    begun = set(meeting.drafts.personal().values_list("owner_id", flat=True))
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
