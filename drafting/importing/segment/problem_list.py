"""A list of problems (问题清单) that says below each problem what caused it and what is to be done:
read as three parts, each problem linked to its causes and measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from drafting.document.model import Part, Point, Section
from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import best_match
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.points import make_point
from drafting.importing.segment.problem_entries import (
    AREA_COLUMN,
    ROLES,
    Entry,
    alternates,
    entries_of,
    is_area,
    labels_of,
)
from drafting.importing.segment.roles import bare_heading, plain_heading_role
from drafting.importing.segment.rows import SourceRow

_SAID: Final = "这份清单逐条写了问题、原因和措施，已按内容分到各部分，并把每条问题同它的原因、措施连上，请核对。"


def problem_list(
    pen: Pen, rows: Sequence[SourceRow], areas: Sequence[AreaSpec]
) -> tuple[list[SourceRow], list[Part]] | None:
    """The paragraphs before the list and its parts; None where the paper is no such list."""
    # a first line without a number is a title, whatever it says
    heads = [row for row in rows if (row is not rows[0] or row.token) and _is_part_heading(row)]
    first = _first_of(rows, heads)
    if first is None:
        return None
    while first and _is_head_of_entry(rows[first - 1], areas, rows[first]):
        first -= 1
    entries = entries_of(rows[first:], areas)
    if len(entries) < 2:
        return None
    heading = rows[first - 1] if first and heads == [rows[first - 1]] else None
    front = rows[: first - 1] if heading else rows[:first]
    return list(front), _parts(pen, entries, areas, heading)


def _first_of(rows: Sequence[SourceRow], heads: Sequence[SourceRow]) -> int | None:
    """Where the first label of a list is; None where the paper is in parts, or no list."""
    if len(heads) > 1 or not alternates(rows):
        return None
    return next((place for place, row in enumerate(rows) if labels_of(row)), None)


def _is_head_of_entry(row: SourceRow, areas: Sequence[AreaSpec], below: SourceRow) -> bool:
    """Whether a paragraph right above the first label is the problem itself, or its area."""
    numbered = row.token is not None and below.token is None
    return (numbered and not _is_part_heading(row)) or is_area(row, areas)


def _is_part_heading(row: SourceRow) -> bool:
    named = plain_heading_role(row.text[row.number_length :]) is not None
    return named and not labels_of(row)


@dataclass(slots=True)
class _Sorted:
    """The points of a list by what they are; ``sections`` are the areas that the problems are
    below."""

    points: dict[str, list[Point]] = field(default_factory=lambda: {role: [] for role in ROLES})
    sections: list[Section] = field(default_factory=list)

    def add_problem(self, point: Point) -> None:
        """Take a problem, below the last area where there is one."""
        if self.sections:
            last = self.sections[-1]
            self.sections[-1] = replace(last, points=(*last.points, point))
        else:
            self.points["problems"].append(point)


def _parts(
    pen: Pen, entries: Sequence[Entry], areas: Sequence[AreaSpec], heading: SourceRow | None
) -> list[Part]:
    found = _Sorted()
    for entry in entries:
        _sort(pen, entry, areas, found)
    parts = []
    for role in ROLES:
        sections = tuple(found.sections) if role == "problems" else ()
        points = tuple(found.points[role])
        if points or sections:
            parts.append(
                Part(id=pen.new_id(), role=role, number="", sections=sections, points=points)
            )
    if parts and heading is not None:
        parts[0] = _headed(pen, parts[0], heading)
    if parts:
        pen.doubt(parts[0].id, _SAID)
    return parts


def _sort(pen: Pen, entry: Entry, areas: Sequence[AreaSpec], found: _Sorted) -> None:
    """The points of one entry: the problem is linked to the others."""
    if entry.area is not None:
        found.sections.append(_section(pen, entry.area, areas))
    made = [(item.role, make_point(pen, item.marker, item.cuts)) for item in entry.items]
    links = tuple(point.id for role, point in made if role != "problems")
    for role, point in made:
        if role == "problems":
            found.add_problem(replace(point, links=links))
        else:
            found.points[role].append(point)


def _headed(pen: Pen, part: Part, row: SourceRow) -> Part:
    pen.write(part.id, "number", [row.number_cut])
    heading = bare_heading(pen.write(part.id, "heading", [row.after_token]))
    return replace(part, number=row.token.number if row.token else "", heading=heading)


def _section(pen: Pen, row: SourceRow, areas: Sequence[AreaSpec]) -> Section:
    node_id = pen.new_id()
    column = AREA_COLUMN.match(row.text)
    start = row.start + (column.end() if column else row.number_length)
    pen.write(node_id, "number", [None if column else row.number_cut])
    heading = pen.write(node_id, "heading", [(row.start if column else start, row.end)])
    match = best_match(heading[column.end() :] if column else heading, areas)
    return Section(
        id=node_id,
        key=match.area.key if match else "",
        area=match.area.name if match else "",
        number=row.token.number if row.token and not column else "",
        heading=heading.rstrip("。：:"),
    )
