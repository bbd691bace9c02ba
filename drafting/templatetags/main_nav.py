"""Where the main navigation leads beside the own papers."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.members.selectors import keeps_some_members
from accounts.selectors import posts_of
from drafting.desk.permissions import has_desk

register = template.Library()


@register.simple_tag(takes_context=True)
def main_nav(context: dict[str, Any]) -> dict[str, bool]:
    """Whether to the ``meetings`` that the signed-in person leads, reviews or oversees, and to the lists of ``members`` that they
    keep; nowhere for who is not signed in. One query for each whole page, none for pieces of pages."""
    user = getattr(
        context.get("request"), "user", None
    )  # missing where a request fails before it was known who asks
    if user is None or not user.is_authenticated:
        return {}
    posts = posts_of(user)
    return {"meetings": has_desk(user, posts), "members": keeps_some_members(user, posts)}
