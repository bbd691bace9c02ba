"""Loading the frameworks of past years (fixtures/frameworks/, one file each)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from drafting.frameworks import services
from drafting.frameworks.models import Framework, Section

_SECTION = ("key", "role", "name", "heading", "confidence", "guidance", "required")
_LIMITS = ("min_points", "max_points", "min_characters", "max_characters")


@transaction.atomic
def load_framework(data: Mapping[str, Any]) -> bool:
    """Bring one framework in and publish it; False when its key is there already: what is published never changes.

    Raises KeyError for a missing field and NotPublishable for what is no whole framework.
    """
    if Framework.objects.filter(key=data["key"]).exists():
        return False
    framework = Framework.objects.create(
        key=data["key"],
        year=data["year"],
        meeting_kind=data["meeting"],
        name=data["name"],
        title=data["title"],
        theme=data["theme"],
        theme_confidence=data["theme_confidence"],
        sources="\n".join(data["sources"]),
        note=data["note"],
    )
    for position, part in enumerate(data["parts"], 1):
        row = _section(framework, part, position)
        row.save()
        areas = enumerate(part.get("areas", ()), 1)
        Section.objects.bulk_create([_section(framework, area, n, parent=row) for n, area in areas])
    services.publish(framework)
    return True


def _section(
    framework: Framework, data: Mapping[str, Any], position: int, parent: Section | None = None
) -> Section:
    fields = {field: data[field] for field in _SECTION if field in data}
    if parent is not None:
        fields |= {"role": parent.role, "taxonomy": tuple(data["taxonomy"])}
    limits = {field: data[field] for field in _LIMITS}
    return Section(framework=framework, parent=parent, order=position * 10, **fields, **limits)
