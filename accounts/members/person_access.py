"""Whose page a person may be looked at on, and how much of it may be changed by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404
from django.utils import timezone

from accounts.codes import PARTY_ROLES, OrganizationKind
from accounts.http import SignedInRequest
from accounts.members.selectors import groups_of
from accounts.models import Membership, Organization, User
from accounts.permissions import Allowed, may_change_office, may_keep_person, may_manage
from accounts.selectors import administered_paths, branch_of, organizations_led_by


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A person as one who keeps lists sees them: the memberships that concern this reader, those in
    force and to come (``posts``) before those that are over (``former``), and whether the reader is
    an administrator (``office``) who may keep the ``account``."""

    person: User
    posts: tuple[Membership, ...]
    former: tuple[Membership, ...]
    office: bool
    account: bool

    @property
    def groups(self) -> bool:
        """Whether the organisation on whose list they stand has 党小组, so that one may move within
        it."""
        place = self.list_of
        return place is not None and bool(groups_of(place))

    @property
    def list_of(self) -> Organization | None:
        """The organisation on whose list of members they stand."""
        rows = [row for row in (*self.posts, *self.former) if row.role in PARTY_ROLES]
        return branch_of(rows[0].organization) if rows else None


def kept_person(request: SignedInRequest, person_id: int) -> KeptPerson:
    """A person who may be looked at: for an administrator who is or was in the organisations kept,
    or never was anywhere, for a secretary who is or was in the organisations led. Raises Http404
    for everybody else."""
    person = User.objects.filter(pk=person_id).first()
    paths = administered_paths(request.user)
    if person is None or (person.is_superuser and not request.user.is_superuser):
        raise Http404
    rows = list(
        person.memberships.select_related("organization", "user").order_by(
            "organization__path", "-active_from", "pk"
        )
    )
    kept = {row.pk for row in rows if row.organization.path.startswith(paths)}
    seen = [row for row in rows if row.pk in kept or _concerns(request.user, row)]
    office = bool(kept) or bool(paths and not rows)
    if not (office or seen):
        raise Http404
    today = timezone.localdate()
    posts = tuple(row for row in seen if row.active_to is None or row.active_to >= today)
    former = tuple(row for row in seen if row not in posts)
    return KeptPerson(person, posts, former, office, bool(may_keep_person(request.user, person)))


def kept_account(request: SignedInRequest, person_id: int) -> KeptPerson:
    """A person whose account may be kept. Raises Http404 for everybody else."""
    kept = kept_person(request, person_id)
    if not kept.account:
        raise Http404
    return kept


def kept_post(request: SignedInRequest, office_id: int) -> tuple[KeptPerson, Membership]:
    """A membership in force or to come that may be changed, with its person; ``office`` says
    whether the reader keeps its organisation as administrator. Raises Http404."""
    found = Membership.objects.filter(pk=office_id).values_list("user_id", flat=True).first()
    if found is None:
        raise Http404
    kept = kept_person(request, found)
    row = next((one for one in kept.posts if one.pk == office_id), None)
    if row is None or not isinstance(may_change_office(request.user, row), Allowed):
        raise Http404
    return replace(kept, office=bool(may_manage(request.user, row.organization))), row


def _concerns(reader: User, row: Membership) -> bool:
    led = organizations_led_by(reader).exclude(kind=OrganizationKind.GROUP)
    return row.role in PARTY_ROLES and branch_of(row.organization) in led
