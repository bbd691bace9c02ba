"""What a person is in an organisation (任职), kept one at a time: added, changed, moved, ended.

What was is not overwritten: another role or another organisation ends the membership and begins a
new one, so that the record says who was what when. Every change takes effect at once, in the
Django admin too.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.codes import OFFICE_ROLES, PARTY_ROLES, Role
from accounts.models import Membership, Organization, User
from accounts.services.access import refresh_access
from accounts.services.record import record
from accounts.turns import wait_turn
from drafting.common.overtaken import Overtaken

_TURN: Final = "offices"
_DAY: Final = datetime.timedelta(days=1)
_TWICE: Final = "{}在{}已有相同的在任角色（或即将任职）。"


class OfficeRefused(Exception):
    """The change cannot be made; the message is one Chinese sentence. Nothing was written."""


class OfficeOvertaken(Overtaken):
    """The membership was changed by somebody else since it was shown."""


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is to be from a day on (``since``): a role in an organisation, position (职务),
    duty (支委分工) and the kinds of member, none for a curator or an administrator."""

    organization: Organization
    role: str
    since: datetime.date
    position: str = ""
    duty: str = ""
    kinds: tuple[str, ...] = ()

    def membership_of(self, person: User) -> Membership:
        """The row that says so, not saved."""
        row = Membership(
            user=person, organization=self.organization, role=self.role,
            position=self.position, duty=self.duty, active_from=self.since,
        )  # fmt: skip
        row.set_kinds(self.kinds if self.role in PARTY_ROLES else ())
        return row


def stamp(row: Membership) -> str:
    """Changes with what a membership says; a page carries it, so that two people do not change the
    same one unseen."""
    said = [
        row.pk, row.organization_id, str(row.role), row.position, row.duty, row.kinds,
        row.active_from, row.active_to,
    ]  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def secretaries_beside(organization: Organization, person: User) -> list[Membership]:
    """The memberships of those who are secretary (书记) of an organisation now, beside a person."""
    rows = Membership.objects.active().filter(
        organization=organization, role=Role.SECRETARY, user__is_active=True
    )
    return list(rows.exclude(user=person).select_related("user", "organization").order_by("pk"))


@transaction.atomic
def add_office(
    actor: User, person: User, office: Office, retiring: Collection[int] = ()
) -> Membership:
    """Make a person something further. ``retiring`` are the primary keys of the memberships of
    secretaries who become plain members the day before. Raises OfficeRefused, OfficeOvertaken."""
    wait_turn(_TURN)
    row = _begin(person, office)
    _retire(actor, retiring, office)
    record(actor, person, f"增加任职：{row}，自 {office.since}。")
    refresh_access(person)
    return row


@transaction.atomic
def replace_office(
    actor: User,
    row: Membership,
    shown: str,
    office: Office,
    retiring: Collection[int] = (),
    *,
    keep_a_secretary: bool = False,
) -> Membership:
    """Make a membership that was ``shown`` with this `stamp` into an ``office``: in place where
    role and organisation stay (the first day is then not changed), else the old one ends the day
    before the new one begins.

    ``keep_a_secretary``: refuse to leave the organisation without one. Raises OfficeRefused,
    OfficeOvertaken.
    """
    wait_turn(_TURN)
    now = _stored(row, shown)
    before = str(now)
    if (now.organization_id, now.role) == (office.organization.pk, office.role):
        now.position, now.duty = office.position, office.duty
        now.set_kinds(office.kinds if office.role in PARTY_ROLES else ())
        now.save(update_fields=["position", "duty", "member_kind", "further_kinds"])
        record(actor, now.user, f"修改任职：{now}的职务、分工或党员类型。")
        return now
    if office.since < now.active_from:
        raise OfficeRefused(f"起始日期不能早于原任职的起始日期 {now.active_from}。")
    if (
        office.role not in OFFICE_ROLES or office.role != now.role
    ):  # else the right to administer moves too
        _keep_somebody(now, besides=retiring, keep_a_secretary=keep_a_secretary)
    _close_before(now, office.since)
    new = _begin(now.user, office)
    _retire(actor, retiring, office)
    record(actor, now.user, f"任职变动：{before} → {new}，自 {office.since}。")
    refresh_access(now.user)
    return new


@transaction.atomic
def end_office(
    actor: User, row: Membership, shown: str, last_day: datetime.date | None
) -> datetime.date | None:
    """End a membership that was ``shown`` with this `stamp`: with ``last_day``, or at once (None).

    Returns the last day as stored; None where the membership began today and ended at once, so
    that no day of it is left. Raises OfficeRefused, OfficeOvertaken.
    """
    wait_turn(_TURN)
    now = _stored(row, shown)
    day = timezone.localdate() - _DAY if last_day is None else last_day
    if last_day is not None and day < now.active_from:
        raise OfficeRefused(f"最后一天不能早于起始日期 {now.active_from}。")
    _keep_somebody(now)
    said = str(now)
    left = _close(now, day)
    record(
        actor, now.user, f"结束任职：{said}，{'立即' if last_day is None else f'到 {day} 为止'}。"
    )
    refresh_access(now.user)
    return day if left else None


@transaction.atomic
def keep_office(actor: User, row: Membership, shown: str) -> None:
    """Take back the day on which a membership was to end. Raises OfficeRefused, OfficeOvertaken."""
    wait_turn(_TURN)
    now = _stored(row, shown)
    same = Membership.objects.filter(
        user=now.user, organization=now.organization, role=now.role, active_to=None
    )
    if same.exclude(pk=now.pk).exists():
        raise OfficeRefused(_TWICE.format(now.user, now.organization))
    now.active_to = None
    now.save(update_fields=["active_to"])
    record(actor, now.user, f"继续任职：{now}，撤销截止日期。")
    refresh_access(now.user)


def _stored(row: Membership, shown: str) -> Membership:
    found = Membership.objects.select_related("user", "organization").filter(pk=row.pk).first()
    if found is None or stamp(found) != shown:
        raise OfficeOvertaken
    return found


def _begin(person: User, office: Office) -> Membership:
    same = Membership.objects.filter(
        Q(active_to=None) | Q(active_to__gte=office.since),
        user=person, organization=office.organization, role=office.role,
    )  # fmt: skip
    if same.exists():
        raise OfficeRefused(_TWICE.format(person, office.organization))
    row = office.membership_of(person)
    row.save()
    return row


def _close(row: Membership, last_day: datetime.date) -> bool:
    """End a membership; False where no day of it would be left, so that it is taken away."""
    if last_day < row.active_from:
        row.delete()
        return False
    row.active_to = last_day
    row.save(update_fields=["active_to"])
    return True


def _close_before(row: Membership, day: datetime.date) -> None:
    """End a membership on the eve of a day; one that ends earlier by itself is not prolonged."""
    if row.active_to is None or row.active_to >= day:
        _close(row, day - _DAY)


def _retire(actor: User, retiring: Iterable[int], office: Office) -> None:
    """Make secretaries of the office's organisation plain members from its first day on, until the
    day on which they were to leave it. What they have been stays on record: raises OfficeRefused
    where the office is said to begin before theirs did."""
    today = timezone.localdate()
    chosen = Membership.objects.filter(
        pk__in=list(retiring), organization=office.organization, role=Role.SECRETARY
    )
    for row in chosen.select_related("user", "organization"):
        if row.active_to is not None and row.active_to < office.since:
            continue  # no secretary any more by then
        if not office.since > row.active_from and not office.since == row.active_from >= today:
            raise OfficeRefused(
                f"{row.user.name}从 {row.active_from} 起任{row.organization}书记，"
                "接任的起始日期要比这一天晚。"
            )
        plain = Office(
            row.organization, Role.MEMBER, office.since, row.position, "", tuple(row.kinds)
        )
        until = row.active_to
        _close_before(row, office.since)
        _begin_unless_there(row.user, plain, until)
        record(actor, row.user, f"不再担任{row.organization}书记，改任党员，自 {office.since}。")
        refresh_access(row.user)


def _begin_unless_there(person: User, office: Office, until: datetime.date | None) -> None:
    try:
        row = _begin(person, office)
    except OfficeRefused:
        return
    if until is not None:
        row.active_to = until
        row.save(update_fields=["active_to"])


def _keep_somebody(
    row: Membership, besides: Collection[int] = (), *, keep_a_secretary: bool = False
) -> None:
    """Refuse what would leave nobody in charge: no administrator at all, or, for whoever may not name
    one afterwards, no secretary."""
    others = Membership.objects.active().filter(role=row.role, user__is_active=True)
    others = others.exclude(user=row.user)
    if row.role == Role.ADMINISTRATOR:
        superuser = User.objects.filter(is_superuser=True, is_active=True)
        if not others.exists() and not superuser.exists():
            raise OfficeRefused("这是最后一位系统管理员，请先指定另一位。")
    left = others.filter(organization=row.organization).exclude(pk__in=list(besides))
    if keep_a_secretary and row.role == Role.SECRETARY and not left.exists():
        raise OfficeRefused("这样改以后就没有书记了，请先任命接任的书记。")
