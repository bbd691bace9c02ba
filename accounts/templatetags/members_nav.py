"""Whether the main navigation leads to the lists of members."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.members.selectors import keeps_some_members

register = template.Library()


@register.simple_tag(takes_context=True)
def keeps_members(context: dict[str, Any]) -> bool:
    """Whether the signed-in person keeps the list of members of some organisation. One query."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and keeps_some_members(user))
