"""The tags of a row as a reader sees them."""

from __future__ import annotations

from django import template
from django.db.models import Model

from drafting.fields import labels

register = template.Library()


@register.filter
def tag_labels(row: Model, name: str) -> str:
    """The labels of the tags in the field ``name``, with 、 between them; empty without any."""
    return labels(row, name)
