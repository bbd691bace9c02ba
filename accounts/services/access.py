"""Who gets into the Django admin, and with which model permissions.

A role that works there (curator, administrator) has a Group named by its code. This room fills the
administrators' group; what a curator may touch is said by the app that owns those models, through
`set_role_permissions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from accounts.codes import OFFICE_ROLES, Role
from accounts.models import User

ADMINISTRATOR_PERMISSIONS = (
    *(
        f"accounts.{verb}_{model}"
        for model in ("user", "organization", "membership")
        for verb in ("view", "add", "change")
    ),
    "accounts.delete_organization",
    "accounts.delete_membership",
)


def prepare_administrators(apps: Any = registry, **_kwargs: Any) -> None:
    """Give the administrators' group its permissions (connected to post_migrate; `flush` sends that
    without `apps`).

    People are never deleted: an account that leaves is made inactive, or its papers would lose
    their author.
    """
    try:
        apps.get_model("auth", "Group")
        apps.get_model("accounts", "Membership")
    except LookupError:
        # Migrations were run only in part: the tables are not there yet.
        return
    set_role_permissions(Role.ADMINISTRATOR, ADMINISTRATOR_PERMISSIONS)


@transaction.atomic
def set_role_permissions(role: str, permissions: Iterable[str]) -> None:
    """Make `permissions` ("app.codename") exactly what holders of `role` have in the Django admin.

    Raises ValueError for a role that does not work in the admin and for a permission that does not
    exist.
    """
    if role not in OFFICE_ROLES:
        raise ValueError(f"{role} does not work in the admin")
    wanted = set(permissions)
    for app_label in {name.split(".")[0] for name in wanted}:
        # After a migration Django may not have come round to this app's permissions yet.
        create_permissions(registry.get_app_config(app_label), verbosity=0)
    query = Q(pk=None)
    for name in wanted:
        app_label, codename = name.split(".")
        query |= Q(content_type__app_label=app_label, codename=codename)
    found = list(Permission.objects.filter(query).select_related("content_type"))
    missing = wanted - {f"{row.content_type.app_label}.{row.codename}" for row in found}
    if missing:
        raise ValueError(f"unknown permissions: {', '.join(sorted(missing))}")
    _group(role).permissions.set(found)


def roles_at_hand(user: User) -> bool:
    """Whether is_staff and groups of `user` are those of the offices held today."""
    held = set(
        user.memberships.active().filter(role__in=OFFICE_ROLES).values_list("role", flat=True)
    )
    given = set(user.groups.filter(name__in=OFFICE_ROLES).values_list("name", flat=True))
    return held == given and user.is_staff == (user.is_superuser or bool(held))


@transaction.atomic
def refresh_access(user: User) -> None:
    """Bring is_staff and groups of `user` in line with the roles held today.

    Called when memberships are edited, at each sign-in, and before a page by the middleware, because
    a membership also ends by its date.
    """
    held = set(
        user.memberships.active().filter(role__in=OFFICE_ROLES).values_list("role", flat=True)
    )
    for role in OFFICE_ROLES:
        if role in held:
            user.groups.add(_group(role))
        else:
            user.groups.remove(_group(role))
    staff = user.is_superuser or bool(held)
    if user.is_staff != staff:
        user.is_staff = staff
        user.save(update_fields=["is_staff"])


def _group(role: str) -> Group:
    return Group.objects.get_or_create(name=str(role))[0]
