"""The committees' papers, on pages of rooms that know of none."""

from __future__ import annotations

from typing import Any

from django import template

from drafting.collective.selectors import CommitteePaper, papers_for

register = template.Library()


@register.simple_tag(takes_context=True)
def committee_papers(context: dict[str, Any]) -> list[CommitteePaper]:
    """The papers of the committees that the signed-in person is a member of, those of open
    meetings."""
    return papers_for(context["request"].user)
