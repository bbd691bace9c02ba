"""How texts of the paper and the library are shown in pages."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_HOLE = re.compile(r"\{[^{}\s]{1,12}\}")


@register.filter
def with_holes(text: str) -> SafeString:
    """The text, escaped, with its open holes marked."""
    escaped = conditional_escape(text)
    return mark_safe(_HOLE.sub(lambda match: f'<mark class="hole">{match[0]}</mark>', escaped))  # noqa: S308 (escaped above)


@register.filter
def item(mapping: dict[str, str], key: str) -> str:
    """A value of a dictionary by a variable key; empty where there is none."""
    return mapping.get(key, "")
