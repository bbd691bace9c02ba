"""Questions about people and organisations. Reads only; what is expired is never answered."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.codes import OFFICE_ROLES, PARTY_ROLES, MemberKind, OrganizationKind, Role
from accounts.http import SignedInRequest
from accounts.models import Membership, Organization, User
from accounts.prepared import Given, PreparedRead


def memberships_of(user: User) -> list[Membership]:
    """Active memberships of `user` with their organisation, the main one first (see
    `main_membership`)."""
    rows = _HELD.all(user=user.pk, today=timezone.localdate())
    for row in rows:
        row.user = user
    return sorted(rows, key=_weight)


_HELD = PreparedRead(
    lambda: (
        Membership.objects.active(Given("today", Membership._meta.get_field("active_to")))
        .filter(user=Given("user", Membership._meta.get_field("user")))
        .select_related("organization")
    )
)


def main_membership(user: User) -> Membership | None:
    """The membership a person drafts from: the own branch or group before a committee, offices
    last; None without any.

    A leader belongs to a leading group and to a branch (双重组织生活); as a Party member they are of the
    branch.
    """
    return next(iter(memberships_of(user)), None)


def _weight(membership: Membership) -> tuple[bool, bool, object, int]:
    in_branch = membership.organization.kind in (OrganizationKind.BRANCH, OrganizationKind.GROUP)
    return (membership.role in OFFICE_ROLES, not in_branch, membership.active_from, membership.pk)


def has_role(user: User, role: str, organization: Organization | None = None) -> bool:
    """Whether `user` holds `role` now: in exactly `organization`, or anywhere when it is left
    out."""
    rows = user.memberships.active().filter(role=role)
    return (rows if organization is None else rows.filter(organization=organization)).exists()


def posts_of(user: User) -> frozenset[tuple[str, str]]:
    """What `user` is now: roles, each with the kind of the organisation. One query for all that a
    page's head asks."""
    return frozenset(user.memberships.active().values_list("role", "organization__kind"))


def own_memberships(request: SignedInRequest) -> list[Membership]:
    """The active memberships of whoever asks, as `memberships_of` gives them; read once for a request,
    whose head (`posts_of_request`) goes by them too."""
    if not hasattr(request, "memberships"):
        request.memberships = memberships_of(request.user)
    return request.memberships


def posts_of_request(request: SignedInRequest) -> frozenset[tuple[str, str]]:
    """What the person who asks is now, as `posts_of` gives it; no query where the memberships were
    read for this request."""
    read: list[Membership] | None = getattr(request, "memberships", None)
    if read is None:
        return posts_of(request.user)
    return frozenset((held.role, held.organization.kind) for held in read)


def organizations_led_by(user: User) -> QuerySet[Organization]:
    """Organisations of every kind whose secretary (书记) `user` is now, in tree order."""
    held = user.memberships.active().filter(role=Role.SECRETARY)
    found: QuerySet[Organization] = Organization.objects.filter(
        pk__in=held.values("organization_id")
    ).order_by("path")
    return found


def administered_paths(user: User) -> tuple[str, ...]:
    """The tree's paths of the organisations that `user` keeps with all below them: where they are
    administrator now, the whole tree ("") for a superuser."""
    if user.is_superuser:
        return ("",)
    held = user.memberships.active().filter(role=Role.ADMINISTRATOR)
    return tuple(held.values_list("organization__path", flat=True))


def below(paths: Iterable[str], field: str = "path") -> Q:
    """What stands at or below these paths of the tree; ``field`` leads to the path."""
    found = Q(pk=None)
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found


def organizations_administered_by(user: User) -> QuerySet[Organization]:
    """The organisations of every kind that `user` keeps as administrator, in tree order."""
    rows: QuerySet[Organization] = Organization.objects.filter(below(administered_paths(user)))
    return rows.order_by("path")


def people_administered_by(user: User) -> QuerySet[User]:
    """The people whose accounts `user` keeps as administrator: who is or will be something within
    the organisations kept and nothing elsewhere; of whoever is nothing any more what they were counts,
    and who never was anything is everybody's. No superuser, but for a superuser."""
    if user.is_superuser:
        return User.objects.all()
    paths = administered_paths(user)
    if not paths:
        return User.objects.none()
    there = Membership.objects.filter(user=OuterRef("pk"))
    today = timezone.localdate()
    current = there.filter(Q(active_to=None) | Q(active_to__gte=today))
    away = ~below(paths, "organization__path")
    return User.objects.filter(
        ~Exists(current.filter(away)),
        Exists(current) | ~Exists(there.filter(away)),
        is_superuser=False,
    )


def superior_of(organization: Organization) -> Organization | None:
    """The organisation directly above, None at the top."""
    found: Organization | None = Organization.objects.get_parent(organization)
    return found


def name_is_taken(name: str, parent: Organization | None, own: int | None = None) -> bool:
    """Whether an organisation directly below `parent` (None: at the top) has this full name; `own`
    does not count.
    """
    nodes = Organization.objects
    siblings = nodes.get_children(parent) if parent else nodes.get_root_nodes()
    return bool(siblings.filter(name=name).exclude(pk=own).exists())


def branch_of(organization: Organization) -> Organization:
    """The organisation that holds meetings and reviews: a group (党小组) acts through its branch,
    others for themselves."""
    if organization.kind != OrganizationKind.GROUP:
        return organization
    return superior_of(organization) or organization


def members_of(organization: Organization) -> QuerySet[Membership]:
    """Active memberships of Party members in an organisation; a branch includes its groups, a
    committee no branches."""
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


def in_committee() -> Q:
    """What makes a membership one of the committee (班子) of its very organisation: in a branch an
    office, a duty (支委分工) or the kind 支部委员; above a branch everybody who is a member there."""
    leading = (OrganizationKind.COMMITTEE, OrganizationKind.GENERAL_BRANCH)
    kind = Q(member_kind=MemberKind.COMMITTEE) | Q(further_kinds__contains=MemberKind.COMMITTEE)
    duty = kind | ~Q(duty="")
    return Q(role__in=(Role.SECRETARY, Role.DEPUTY)) | (
        Q(role=Role.MEMBER) & (duty | Q(organization__kind__in=leading))
    )


def committee_of(organization: Organization) -> QuerySet[Membership]:
    """Active memberships of the committee of an organisation (支部委员会, 领导班子), with their people; its
    groups are none of it."""
    rows = Membership.objects.active().filter(in_committee(), organization=organization)
    return rows.filter(user__is_active=True).select_related("user").order_by("pk")


def not_signed_in_yet(organization: Organization) -> QuerySet[User]:
    """The members of an organisation and its groups whose one-time password nobody has used, and
    who are nothing else than its members: no 书记, no 副书记, no office, nothing elsewhere.

    Whoever was never in has written nothing yet, so that another password opens nothing of theirs.
    """
    plain = Q(role=Role.MEMBER) | Q(role=Role.SECRETARY, organization__kind=OrganizationKind.GROUP)
    here = members_of(organization).filter(plain)
    held = Membership.objects.filter(Q(active_to=None) | Q(active_to__gte=timezone.localdate()))
    more = held.exclude(pk__in=here.order_by().values("pk"))
    people = User.objects.filter(must_change_password=True, last_login=None, is_superuser=False)
    return (
        people.filter(memberships__in=here.order_by())
        .exclude(memberships__in=more)
        .distinct()
        .order_by("pk")
    )


def demo_accounts() -> list[tuple[User, list[Membership]]]:
    """The demo accounts in the order they were loaded, each with its memberships (for the sign-in
    page)."""
    people = (
        User.objects.filter(is_demo=True, is_active=True)
        .order_by("pk")
        .prefetch_related("memberships__organization")
    )
    return [(person, sorted(person.memberships.all(), key=_weight)) for person in people]
