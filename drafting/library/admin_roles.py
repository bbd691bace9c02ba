"""Who looks after the library and the frameworks in the Django admin. Nobody sees drafts there:
they are not registered."""

from __future__ import annotations

from typing import Any

from django.apps import apps as registry

from accounts.codes import Role
from accounts.services.access import ADMINISTRATOR_PERMISSIONS, set_role_permissions

_CATEGORIES = ("problemcategory", "causecategory", "measurecategory")

#: An administrator enters the year's notice; deleting is for drafts of frameworks only (the admin
#: sees to it).
FRAMEWORK_PERMISSIONS = tuple(
    f"drafting.{verb}_{model}"
    for model in ("framework", "section")
    for verb in ("view", "add", "change", "delete")
)
#: Phrases, formulations and categories are retired, never deleted: materials record which ones they
#: used.
LIBRARY_PERMISSIONS = tuple(
    f"drafting.{verb}_{model}"
    for model in ("phrase", "formulation", *_CATEGORIES)
    for verb in ("view", "add", "change")
)


def prepare_roles(apps: Any = registry, **_kwargs: Any) -> None:
    """Give curators the library, the formulations and the frameworks, administrators the frameworks
    (connected to post_migrate; `flush` sends that without `apps`).

    accounts knows nothing of these models, so it is said here; the administrators' own list is kept
    beside it.
    """
    try:
        apps.get_model("auth", "Group")
        apps.get_model("accounts", "Membership")
        apps.get_model("drafting", "Phrase")
    except LookupError:
        # Migrations were run only in part: the tables are not there yet.
        return
    set_role_permissions(Role.CURATOR, (*FRAMEWORK_PERMISSIONS, *LIBRARY_PERMISSIONS))
    set_role_permissions(Role.ADMINISTRATOR, (*ADMINISTRATOR_PERMISSIONS, *FRAMEWORK_PERMISSIONS))
