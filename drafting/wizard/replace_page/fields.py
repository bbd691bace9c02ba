"""What the wizard's forms know of a field that words are replaced in: its name and its limit."""

from __future__ import annotations

from typing import Any

from django.forms import Field

from drafting.document.model import Document, Node, Part, Point, container_of
from drafting.progress.steps import takes_points
from drafting.wizard.forms import form_for

#: Fields that are never empty once they were written.
REQUIRED = ("title", "claim")


def fields_of(document: Document, node: Node) -> dict[str, Field]:
    """The fields of a node's form, by name."""
    options: dict[str, Any] = {}
    if isinstance(node, Point):
        home = container_of(document, node.id)
        options["role"] = next(
            part.role for part in document.parts if home is part or home in part.sections
        )
    elif isinstance(node, Part):
        options["running_text"] = not takes_points(node, node.role)
    return form_for(node, **options).fields


def objection_of(field: Field, name: str, now: str, text: str) -> str:
    """Why this text may not take the place of what a field says now; empty where it may."""
    limit = getattr(field, "max_length", None)
    if limit and len(text) > limit and len(text) > len(now):
        return f"“{field.label}”最多 {limit} 个字符，替换以后会有 {len(text)} 个"
    if name in REQUIRED and now.strip() and not text.strip():
        return f"“{field.label}”不能是空的"
    return ""


def objection(document: Document, node: Node, name: str, text: str) -> str:
    """Why this text may not stand in a field of the paper; empty where it may."""
    return objection_of(fields_of(document, node)[name], name, str(getattr(node, name)), text)
