"""What follows from a change of offices, said before it is made.

This room speaks of offices; rooms that know of meetings and papers add what follows for these
(`say_also`), without this room knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from accounts.codes import OFFICE_ROLES, PARTY_ROLES, OrganizationKind, Role
from accounts.models import Membership, Organization, User
from accounts.selectors import branch_of
from accounts.services.offices import Office, secretaries_beside


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """A change that is about to be made: the membership that ``ends`` and the office that
    ``begins`` (either may be missing), and the memberships of the secretaries who retire for it."""

    person: User
    ends: Membership | None = None
    begins: Office | None = None
    retiring: tuple[Membership, ...] = ()

    @property
    def leaves(self) -> Organization | None:
        """The organisation that holds the meetings which the person is no member for afterwards;
        None where they stay one."""
        if self.ends is None or self.ends.role not in PARTY_ROLES:
            return None
        branch = branch_of(self.ends.organization)
        others = self.person.memberships.active().filter(role__in=PARTY_ROLES)
        rows = others.exclude(pk=self.ends.pk).select_related("organization")
        places = [row.organization for row in rows]
        if self.begins is not None and self.begins.role in PARTY_ROLES:
            places.append(self.begins.organization)
        stays = any(branch_of(place).pk == branch.pk for place in places)
        return None if stays else branch

    @property
    def joins(self) -> Organization | None:
        """The organisation that holds the meetings which the person becomes a member for; None
        where they are one already."""
        if self.begins is None or self.begins.role not in PARTY_ROLES:
            return None
        branch = branch_of(self.begins.organization)
        rows = self.person.memberships.active().filter(role__in=PARTY_ROLES)
        held = [row.organization for row in rows.select_related("organization")]
        return None if any(branch_of(place).pk == branch.pk for place in held) else branch

    @property
    def without_secretary(self) -> Organization | None:
        """The organisation that has no secretary afterwards; None where it has or had none."""
        row = self.ends
        if row is None or row.role != Role.SECRETARY or _is_group(row.organization):
            return None
        begins = self.begins
        stays = begins is not None and (begins.organization, begins.role) == (
            row.organization, Role.SECRETARY,
        )  # fmt: skip
        return None if stays or self.secretaries_left(row.organization) else row.organization

    def secretaries_left(self, organization: Organization) -> list[str]:
        """The names of the secretaries that an organisation has afterwards beside the person."""
        retiring = {row.pk for row in self.retiring}
        rows = secretaries_beside(organization, self.person)
        return [row.user.name for row in rows if row.pk not in retiring]


Teller = Callable[[OfficeChange], Iterable[str]]
_TELLERS: Final[list[Teller]] = []


def say_also(teller: Teller) -> Teller:
    """Let a room add its sentences; said once, when the app is ready."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)
    return teller


def consequences(change: OfficeChange) -> list[str]:
    """What follows from a change, in whole sentences: first for the offices, then for meetings and
    papers."""
    return [*_of_offices(change), *(said for teller in _TELLERS for said in teller(change))]


def _of_offices(change: OfficeChange) -> Iterator[str]:
    name = change.person.name
    begins = change.begins
    if begins is not None and begins.since > timezone.localdate():
        yield f"从 {begins.since} 起生效，在那以前一切照旧。"
    for row in change.retiring:
        yield f"{row.user.name}不再担任{row.organization}书记，改任党员。"
    if _becomes_secretary(change) and begins is not None:
        left = change.secretaries_left(begins.organization)
        if left:
            yield f"{begins.organization}另有书记{'、'.join(left)}，以后会有 {len(left) + 1} 位书记。"
    if place := change.without_secretary:
        yield f"{place}此后没有书记，没有人能发起会议、管理名单，请尽快任命。"
    yield from _of_the_admin(change)
    if (
        begins is None
        and change.ends is not None
        and not _other_posts(change.person, [change.ends.pk])
    ):
        yield f"{name}此后不属于任何党组织，仍能登录、看自己的材料；不再需要登录的，请停用账号。"


def _of_the_admin(change: OfficeChange) -> Iterator[str]:
    name = change.person.name
    ends, begins = change.ends, change.begins
    kept = begins is not None and ends is not None and begins.role == ends.role
    if ends is not None and ends.role in OFFICE_ROLES and not kept:
        yield f"{name}不再有{Role(ends.role).label}的权限，正开着的页面也一样。"
    if begins is not None and begins.role in OFFICE_ROLES and not kept:
        yield f"{name}将能进入“管理”，看不到任何人的材料。"


def _becomes_secretary(change: OfficeChange) -> bool:
    begins, ends = change.begins, change.ends
    if begins is None or begins.role != Role.SECRETARY or _is_group(begins.organization):
        return False
    return ends is None or (ends.organization_id, ends.role) != (
        begins.organization.pk, Role.SECRETARY,
    )  # fmt: skip


def _is_group(organization: Organization) -> bool:
    return organization.kind == OrganizationKind.GROUP


def _other_posts(person: User, besides: Collection[int]) -> bool:
    return person.memberships.active().exclude(pk__in=list(besides)).exists()
