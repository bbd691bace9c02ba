"""Taking in a list of members: what it would do, and doing exactly that. Nothing is ever
deleted."""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.members.selectors import known_people, terms_for
from accounts.models import Membership, Organization, User
from accounts.roster.entries import read_entry
from accounts.roster.plan import make_plan
from accounts.roster.plan_values import Plan, PlannedRow
from accounts.roster.sheet import Sheet
from accounts.services.kept_rosters import KeptRoster, claim_roster
from accounts.services.people import hash_one_time_password, new_one_time_password
from accounts.services.record import record
from drafting.common.overtaken import Overtaken

logger = logging.getLogger(__name__)
_BATCH = 200


class RosterOvertaken(Overtaken):
    """People were changed since the dry run was shown, so that the import would do something
    else."""


class RosterGone(Exception):
    """The list was carried out or dropped in the meantime."""


class RosterFaulty(Exception):
    """Rows with errors were not to be skipped."""


@dataclass(frozen=True)
class Imported:
    """What an import did; ``passwords`` are name, username and one-time password of the new people:
    nothing else knows them. ``other_roles`` says whose role it changed, and to what."""

    passwords: tuple[tuple[str, str, str], ...]
    joined: int
    changed: int
    skipped: int
    other_roles: tuple[str, ...] = ()


def plan_roster(actor: User, organization: Organization, sheet: Sheet) -> Plan:
    """What taking in these rows would do as things stand; reads only."""
    terms = terms_for(organization)
    entries = [read_entry(row, terms) for row in sheet.rows]
    mentioned = [entry.values["username"] for entry in entries if "username" in entry.values]
    return make_plan(entries, known_people(actor, organization, mentioned), terms, actor.pk)


def import_roster(
    actor: User,
    organization: Organization,
    kept: KeptRoster,
    fingerprint: str,
    *,
    skip_faults: bool,
) -> Imported:
    """Carry out the list whose dry run had this fingerprint; the caller has asked
    `may_keep_members`.

    Raises RosterOvertaken, RosterFaulty and RosterGone; then nothing was written.
    """

    def claim() -> bool:
        return claim_roster(kept)

    return _carry_out(
        actor, organization, kept.sheet, fingerprint, skip_faults=skip_faults, claim=claim
    )


def add_person(actor: User, organization: Organization, sheet: Sheet, fingerprint: str) -> Imported:
    """Carry out a list of one row, typed and not uploaded; else like ``import_roster``."""
    return _carry_out(
        actor, organization, sheet, fingerprint, skip_faults=False, claim=lambda: True
    )


def _carry_out(
    actor: User,
    organization: Organization,
    sheet: Sheet,
    fingerprint: str,
    *,
    skip_faults: bool,
    claim: Callable[[], bool],
) -> Imported:
    """``claim`` says, within the transaction, whether the list is still there to be carried out."""
    plan = plan_roster(actor, organization, sheet)
    # Hashed before the transaction, which keeps all others from writing on SQLite.
    passwords = [new_one_time_password() for _ in plan.of("new")]
    hashes = [hash_one_time_password(password) for password in passwords]
    try:
        with transaction.atomic():
            if not claim():
                raise RosterGone
            plan = plan_roster(actor, organization, sheet)
            if plan.fingerprint != fingerprint or len(plan.of("new")) != len(hashes):
                raise RosterOvertaken
            if plan.of("error") and not skip_faults:
                raise RosterFaulty
            _write(plan, organization, hashes)
            done: Counter[str] = Counter(row.action for row in plan.rows)
            _record(actor, organization, done, len(plan.other_roles))
    except IntegrityError:
        # Somebody took a username between the reading and the writing.
        raise RosterOvertaken from None
    new = tuple(
        (row.name, row.username, password)
        for row, password in zip(plan.of("new"), passwords, strict=True)
    )
    return Imported(new, done["join"], done["change"], done["error"], plan.other_roles)


def _write(plan: Plan, organization: Organization, hashes: Sequence[str]) -> None:
    places = {"": organization.pk}
    new, now = plan.of("new"), timezone.now()
    users = User.objects.bulk_create(
        [
            User(
                username=row.username,
                password=encoded,
                must_change_password=True,
                one_time_since=now,
                **row.account,
            )
            for row, encoded in zip(new, hashes, strict=True)
        ]
    )
    owners = [(row, user.pk) for row, user in zip(new, users, strict=True)]
    owners += [(row, row.person) for row in plan.of("join") if row.person]
    posts = [_set_post(Membership(user_id=owner), row, places) for row, owner in owners]
    Membership.objects.bulk_create(posts)
    changed = plan.of("change", "join")
    _update_accounts([row for row in changed if row.account])
    _update_posts([row for row in changed if row.post], places)


def _update_accounts(rows: Iterable[PlannedRow]) -> None:
    said = {row.person: row.account for row in rows if row.person}
    users = list(User.objects.filter(pk__in=said))
    for user in users:
        for key, value in said[user.pk].items():
            setattr(user, key, value)
    User.objects.bulk_update(users, ["name", "phone", "email"], batch_size=_BATCH)


def _update_posts(rows: Iterable[PlannedRow], places: dict[str, int]) -> None:
    said = {row.membership: row for row in rows if row.membership}
    posts = [
        _set_post(post, said[post.pk], places) for post in Membership.objects.filter(pk__in=said)
    ]
    fields = [
        "organization", "role", "position", "duty", "member_kind", "further_kinds", "active_from",
    ]  # fmt: skip
    Membership.objects.bulk_update(posts, fields, batch_size=_BATCH)


def _set_post(post: Membership, row: PlannedRow, places: dict[str, int]) -> Membership:
    for key, value in row.post.items():
        if key == "group":
            post.organization_id = places[value] if value in places else int(value)
        elif key == "active_from":
            post.active_from = datetime.date.fromisoformat(value)
        elif key == "member_kind":
            post.set_kinds(value.split(","))
        else:
            setattr(post, key, value)
    return post


def _record(actor: User, organization: Organization, done: Counter[str], roles: int) -> None:
    """Who took in a list when and how much of it, without a word of what it says."""
    changed = f"修改 {done['change']} 行{f'（改角色 {roles} 人）' if roles else ''}"
    counts = f"新增 {done['new']} 人，加入 {done['join']} 人，{changed}，跳过 {done['error']} 行"
    record(actor, organization, f"导入党员名单：{counts}。")
    logger.info(
        "roster import: organization %s by user %s: %s new, %s joined, %s changed, %s skipped",
        organization.pk, actor.pk, done["new"], done["join"], done["change"], done["error"],
    )  # fmt: skip
