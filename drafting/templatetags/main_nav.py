"""What the frame of every page shows: where the main navigation leads beside the own papers, and
the version."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.codes import OFFICE_ROLES, Role
from accounts.members.selectors import keeps_some_members
from accounts.selectors import posts_of_request
from drafting import VERSION
from drafting.desk.home.duties import Duties, duties_of
from drafting.desk.permissions import has_desk

register = template.Library()


@register.simple_tag(takes_context=True)
def main_nav(context: dict[str, Any]) -> dict[str, bool]:
    """Whether to the ``meetings`` that the signed-in person leads, reviews or oversees, and to the
    lists of ``members``, to all ``people``, to what members have offered (``offers``) and to the
    ``frameworks`` that they keep; nowhere for whoever is not signed in. One query for each whole page
    that has not read the memberships, none for pieces of pages."""
    # missing where a request fails before it was known who asks
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return {}
    posts = posts_of_request(context["request"])
    return {
        "meetings": has_desk(user, posts),
        "members": keeps_some_members(user, posts),
        "people": user.is_superuser or any(role == Role.ADMINISTRATOR for role, _ in posts),
        "offers": any(role == Role.CURATOR for role, _ in posts),
        "frameworks": user.is_superuser or any(role in OFFICE_ROLES for role, _ in posts),
        "phrases": user.is_superuser or any(role == Role.CURATOR for role, _ in posts),
    }


@register.simple_tag(takes_context=True)
def duties(context: dict[str, Any]) -> Duties:
    """What the signed-in person has to do beside their own papers; for the start page alone."""
    return duties_of(context["request"].user)


@register.simple_tag
def version() -> str:
    """The version of 照镜, for whoever reports a fault."""
    return VERSION
