"""A part or area of a framework as a reader in the admin sees it."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.fields import labels
from drafting.frameworks.models import Framework, Section


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of the table of parts and areas; ``area``: an area, below the part that it belongs
    to."""

    area: bool
    cells: tuple[str, ...]


#: The headers of the table, in the order of ``ShownRow.cells``.
COLUMNS = ("部分", "正文标题", "必写", "可信度", "出处", "撰写提示", "篇幅", "问题领域")


def shown_rows(framework: Framework) -> list[ShownRow]:
    """All parts in their order, each followed by its areas. One query."""
    rows = list(framework.sections.all())
    found = []
    for part in (row for row in rows if row.parent_id is None):
        found.append(_row(part))
        found += [_row(area) for area in rows if area.parent_id == part.pk]
    return found


def _row(section: Section) -> ShownRow:
    area = section.parent_id is not None
    return ShownRow(
        area,
        (
            "方面" if area else section.get_role_display(),
            section.heading or section.name,
            "必写" if section.required else "选写",
            section.get_confidence_display(),
            section.source,
            section.guidance,
            size(section),
            labels(section, "taxonomy"),
        ),
    )


def size(section: Section) -> str:
    """Its limits in words: 1至3条；至少150字."""
    return "；".join(
        f"{least or 0}至{most}{unit}" if most else f"至少{least}{unit}"
        for least, most, unit in (
            (section.min_points, section.max_points, "条"),
            (section.min_characters, section.max_characters, "字"),
        )
        if least or most
    )
