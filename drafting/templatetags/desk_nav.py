"""Whether the main navigation leads to the meetings."""

from __future__ import annotations

from typing import Any

from django import template

from drafting.desk.permissions import has_desk

register = template.Library()


@register.simple_tag(takes_context=True)
def has_meetings(context: dict[str, Any]) -> bool:
    """Whether the signed-in person leads, reviews or oversees meetings. One query for each request."""
    request = context.get("request")
    if request is None or not hasattr(request, "user") or not request.user.is_authenticated:
        return False
    if not hasattr(request, "_has_desk"):
        request._has_desk = has_desk(request.user)
    return bool(request._has_desk)
