"""Questions about people and organisations. Reads only; what is expired is never answered."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.codes import OFFICE_ROLES, PARTY_ROLES, OrganizationKind, Role
from accounts.models import Membership, Organization, User


def memberships_of(user: User) -> list[Membership]:
    """Active memberships of `user` with their organisation, the main one first (see `main_membership`)."""
    rows = user.memberships.active().select_related("organization")
    return sorted(rows, key=_weight)


def main_membership(user: User) -> Membership | None:
    """The membership a person drafts from: the own branch or group before a committee, offices last; None without any.

    A leader belongs to a leading group and to a branch (双重组织生活); as a Party member they are of the branch.
    """
    return next(iter(memberships_of(user)), None)


def _weight(membership: Membership) -> tuple[bool, bool, object, int]:
    in_branch = membership.organization.kind in (OrganizationKind.BRANCH, OrganizationKind.GROUP)
    return (membership.role in OFFICE_ROLES, not in_branch, membership.active_from, membership.pk)


def has_role(user: User, role: str, organization: Organization | None = None) -> bool:
    """Whether `user` holds `role` now: in exactly `organization`, or anywhere when it is left out."""
    rows = user.memberships.active().filter(role=role)
    return (rows if organization is None else rows.filter(organization=organization)).exists()


def posts_of(user: User) -> frozenset[tuple[str, str]]:
    """What `user` is now: roles, each with the kind of the organisation. One query for all that a page's head asks."""
    return frozenset(user.memberships.active().values_list("role", "organization__kind"))


def organizations_led_by(user: User) -> QuerySet[Organization]:
    """Organisations of every kind whose secretary (书记) `user` is now, in tree order."""
    held = user.memberships.active().filter(role=Role.SECRETARY)
    return Organization.objects.filter(pk__in=held.values("organization_id")).order_by("path")


def superior_of(organization: Organization) -> Organization | None:
    """The organisation directly above, None at the top."""
    return Organization.objects.get_parent(organization)


def branch_of(organization: Organization) -> Organization:
    """The organisation that holds meetings and reviews: a group (党小组) acts through its branch, others for themselves."""
    if organization.kind != OrganizationKind.GROUP:
        return organization
    return superior_of(organization) or organization


def members_of(organization: Organization) -> QuerySet[Membership]:
    """Active memberships of Party members in an organisation; a branch includes its groups, a committee no branches."""
    groups = Q(
        organization__kind=OrganizationKind.GROUP,
        organization__path__startswith=organization.path,
        organization__depth=organization.depth + 1,
    )
    return (
        Membership.objects.active()
        .filter(Q(organization=organization) | groups, role__in=PARTY_ROLES, user__is_active=True)
        .select_related("user", "organization")
        .order_by("organization__path", "pk")
    )


def not_signed_in_yet(organization: Organization) -> QuerySet[User]:
    """The members of an organisation and its groups whose one-time password nobody has used, and who are nothing else than its
    members: no 书记, no 副书记, no office, nothing elsewhere.

    Whoever was never in has written nothing yet, so that another password opens nothing of theirs.
    """
    plain = Q(role=Role.MEMBER) | Q(role=Role.SECRETARY, organization__kind=OrganizationKind.GROUP)
    here = members_of(organization).filter(plain)
    held = Membership.objects.filter(Q(active_to=None) | Q(active_to__gte=timezone.localdate()))
    more = held.exclude(pk__in=here.order_by().values("pk"))
    people = User.objects.filter(must_change_password=True, last_login=None, is_superuser=False)
    return (
        people.filter(memberships__in=here.order_by()).exclude(memberships__in=more).distinct().order_by("pk")
    )


def demo_accounts() -> list[tuple[User, list[Membership]]]:
    """The demo accounts in the order they were loaded, each with its memberships (for the sign-in page)."""
    people = (
        User.objects.filter(is_demo=True, is_active=True)
        .order_by("pk")
        .prefetch_related("memberships__organization")
    )
    return [(person, sorted(person.memberships.all(), key=_weight)) for person in people]
