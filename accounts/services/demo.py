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

FIXTURE = Path(settings.BASE_DIR) / "fixtures" / "demo" / "accounts.json"


@transaction.atomic
def load_demo_accounts(path: Path = FIXTURE) -> list[User]:
    """Create or refresh the demo organisations and people from the fixture; returns the people in its order.

    Idempotent: a second load changes nothing, keeps a password that was changed and leaves sessions alone. Raises
    ValueError when a username of the fixture belongs to a real account, which is never touched.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    organizations: dict[str, Organization] = {}
    for place, row in enumerate(data["organizations"]):
        _load_organization(row, place, organizations)
    # One hash for all: the password is the same and public, and hashing it a dozen times takes seconds.
    encoded = make_password(data["password"])
    start = date.fromisoformat(data["active_from"])
    return [_load_person(row, encoded, start, organizations) for row in data["people"]]


def _load_organization(row: dict[str, Any], place: int, known: dict[str, Organization]) -> None:
    parent = known[row["parent"]] if row["parent"] else None
    siblings = Organization.objects.get_children(parent) if parent else Organization.objects.get_root_nodes()
    organization = siblings.filter(name=row["name"]).first()
    if organization is None:
        organization = save_organization(
            Organization(
                name=row["name"],
                short_name=row["short_name"],
                kind=row["kind"],
                unit_type=row["unit_type"],
                sort_order=place,
            ),
            parent,
        )
    known[row["key"]] = organization


def _load_person(
    row: dict[str, Any], encoded: str, start: date, organizations: dict[str, Organization]
) -> User:
    person, _created = User.objects.get_or_create(
        username=row["username"], defaults={"name": row["name"], "password": encoded, "is_demo": True}
    )
    if not person.is_demo:
        raise ValueError(f"用户名 {person.username} 已被正式账号使用，未载入演示数据。")
    for membership in row["memberships"]:
        Membership.objects.get_or_create(
            user=person,
            organization=organizations[membership["organization"]],
            role=membership["role"],
            active_to=None,
            defaults={"active_from": start}
            | {key: membership[key] for key in ("position", "duty", "member_kind")},
        )
    refresh_access(person)
    return person
