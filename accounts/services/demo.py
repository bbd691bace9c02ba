"""The demo cast: fictional people who exist only where settings.DEMO is on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import Membership, Organization, User
from accounts.services.access import refresh_access
from accounts.services.organizations import save_organization
from accounts.unit_kinds import codes_by_word, unknown_kind

FIXTURE = Path(settings.BASE_DIR) / "fixtures" / "demo" / "accounts.json"


@transaction.atomic
def load_demo_accounts(path: Path = FIXTURE) -> list[User]:
    """Create the demo organisations and people of the fixture that are missing; returns the demo's
    people in its order.

    Who is there already stays as people have made them since: name, password, memberships,
    sessions; so do the organisations. Raises ValueError where an organisation is of a kind of unit
    that is not known, and where a username of the fixture belongs to a real account and there is no
    demo yet; beside a demo (the fixture of a later version has more
    people) the account stays what it is and the cast goes without that person.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    names = [row["username"] for row in data["people"]]
    known = {person.username: person for person in User.objects.filter(username__in=names)}
    begun = User.objects.filter(is_demo=True).exists()
    if not begun and (real := next((name for name in names if name in known), None)):
        raise ValueError(f"用户名 {real} 已被正式账号使用，未载入演示数据。")
    new = [row for row in data["people"] if row["username"] not in known]
    if new:
        known |= _add_people(new, data, whole=not begun)
    return [known[name] for name in names if known[name].is_demo]


def _add_people(
    rows: list[dict[str, Any]], data: dict[str, Any], *, whole: bool
) -> dict[str, User]:
    """The new people of these rows of the fixture, by username, with their organisations, or with
    those of the ``whole`` fixture."""
    people = data["people"] if whole else rows
    organizations = _load_organizations(data["organizations"], people)
    # One hash for all: the password is the same and public, and hashing it a dozen times takes
    # seconds.
    encoded = make_password(data["password"])
    start = date.fromisoformat(data["active_from"])
    return {row["username"]: _add_person(row, encoded, start, organizations) for row in rows}


def _load_organizations(
    rows: list[dict[str, Any]], people: list[dict[str, Any]]
) -> dict[str, Organization]:
    """The organisations that these people belong to and those above them, by their keys in the
    fixture."""
    wanted = {
        membership["organization"] for person in people for membership in person["memberships"]
    }
    # those above stand before those below
    for row in reversed(rows):
        if row["key"] in wanted and row["parent"]:
            wanted.add(row["parent"])
    organizations: dict[str, Organization] = {}
    for place, row in enumerate(rows):
        if row["key"] in wanted:
            _load_organization(row, place, organizations)
    return organizations


def _load_organization(row: dict[str, Any], place: int, known: dict[str, Organization]) -> None:
    parent = known[row["parent"]] if row["parent"] else None
    siblings = (
        Organization.objects.get_children(parent)
        if parent
        else Organization.objects.get_root_nodes()
    )
    organization = siblings.filter(name=row["name"]).first()
    if organization is None:
        kind = codes_by_word().get(row["unit_type"])
        if kind is None:
            raise ValueError(f"党组织“{row['name']}”：{unknown_kind(row['unit_type'])}")
        organization = save_organization(
            Organization(
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                unit_type=kind,
                sort_order=place,
            ),
            parent,
        )
    known[row["key"]] = organization


def _add_person(
    row: dict[str, Any], encoded: str, start: date, organizations: dict[str, Organization]
) -> User:
    person = User.objects.create(
        username=row["username"], name=row["name"], password=encoded, is_demo=True
    )
    Membership.objects.bulk_create(
        Membership(
            user=person,
            organization=organizations[membership["organization"]],
            role=membership["role"],
            active_from=start,
            **{key: membership[key] for key in ("position", "duty", "member_kind")},
        )
        for membership in row["memberships"]
    )
    refresh_access(person)
    return person
