"""How a draft begins: an empty document for a framework, or an earlier one carried over into it.
[pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from drafting.document.model import Document, Head, Part, Point, Prose, Section, containers, new_id
from drafting.document.numbering import says_something
from drafting.frameworks.spec import TAXONOMY_AREAS, AreaSpec, FrameworkSpec, PartSpec

#: Characters of the name of an old area that a guess tells.
NAME_LENGTH = 20

_POSITIONAL = re.compile(r"area-\d+")


@dataclass(frozen=True, slots=True)
class Carried:
    """A document carried over into another framework, and the points whose new place is a guess."""

    document: Document
    guessed: tuple[Point, ...]


def new_document(
    spec: FrameworkSpec, *, unit: str = "", position: str = "", name: str = ""
) -> Document:
    """An empty document with the framework's parts and areas, one empty point in each place that
    takes points."""
    return Document(
        head=Head(id=new_id(), title=spec.title, unit=unit, position=position, name=name),
        opening=Prose(id=new_id()),
        parts=tuple(_part(part) for part in spec.parts if part.role not in ("opening", "closing")),
        closing=Prose(id=new_id()),
    )


def carry_over(
    old: Document,
    spec: FrameworkSpec,
    areas_by_category: Mapping[str, str],
    head: Head,
    old_spec: FrameworkSpec | None = None,
) -> Carried:
    """The texts of an earlier document in the parts and areas of a framework; nothing is left
    behind.

    An area's points go to the area of the same name or key; else each goes by its category
    (``areas_by_category`` maps a problem code to its taxonomy area). What bears no category goes to
    the area that has most in common with the old one, as ``old_spec`` or its name tells, else to
    that of the same rank, and is reported as guessed. Point ids stay, so links stay; title, name and
    the like come from ``head``, and numbering is the new framework's. Every node counts as never
    changed: the new draft has its own versions.
    """
    new = new_document(spec)
    meant = {area.name: area.taxonomy for area in old_spec.areas()} if old_spec else {}
    where = _Places(spec, areas_by_category, {name: (name,) for name in TAXONOMY_AREAS} | meant)
    parts = list(new.parts)
    for part in old.parts:
        at = _place_of(part, new.parts)
        if at is None:
            if says_something(part):
                parts.append(_foreign(part, spec))
            continue
        parts[at] = _fill(parts[at], part, where)
    parts = [_drop_spare_points(part) for part in parts]
    document = replace(
        new,
        head=head,
        opening=replace(new.opening, text=old.opening.text),
        parts=tuple(parts),
        closing=replace(new.closing, text=old.closing.text),
    )
    return Carried(document, tuple(where.guessed))


def keep_numbers(old: Document, carried: Document) -> Document:
    """A carried document with the numbers and markers of the old one where the same part, area or
    point has them. What has none there is numbered by its position."""
    markers = {point.id: point.marker for place in containers(old) for point in place.points}

    def marked(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(replace(point, marker=markers.get(point.id)) for point in points)

    def numbered(part: Part) -> Part:
        mine = [one for one in old.parts if one.role == part.role]
        same = next(
            (one for one in mine if one.key == part.key),
            mine[0] if part.role != "other" and mine else None,
        )
        areas = list(same.sections) if same else []
        sections = []
        for section in part.sections:
            at = _same_area(section, areas)
            number = areas[at].number if at is not None else None
            sections.append(replace(section, number=number, points=marked(section.points)))
        number = same.number if same else None
        return replace(part, number=number, sections=tuple(sections), points=marked(part.points))

    return replace(carried, parts=tuple(numbered(part) for part in carried.parts))


def _part(spec: PartSpec) -> Part:
    sections = tuple(_section(area) for area in spec.areas)
    takes_points = spec.role in ("causes", "measures") or (spec.role == "problems" and not sections)
    points = (Point(id=new_id()),) if takes_points else ()
    return Part(
        id=new_id(),
        role=spec.role,
        key=spec.key,
        heading=spec.heading,
        sections=sections,
        points=points,
    )


def _section(spec: AreaSpec) -> Section:
    points = (Point(id=new_id()),)
    return Section(id=new_id(), key=spec.key, area=spec.name, heading=spec.heading, points=points)


def _place_of(part: Part, parts: tuple[Part, ...]) -> int | None:
    """Where an old part goes: the part with its key, else the first with its role (``other`` goes
    by key only)."""
    for index, candidate in enumerate(parts):
        if part.key and candidate.role == part.role and candidate.key == part.key:
            return index
    if part.role == "other":
        return None
    return next(
        (index for index, candidate in enumerate(parts) if candidate.role == part.role), None
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where points without an area of their own go, and those of which that is a guess."""

    spec: FrameworkSpec
    areas_by_category: Mapping[str, str]
    #: What of the taxonomy the old areas mean, by their names.
    meant: Mapping[str, tuple[str, ...]]
    guessed: list[Point] = field(default_factory=list)

    def spread(
        self, sections: list[Section], rank: int, points: Iterable[Point], origin: str
    ) -> None:
        """Put points into the sections by their category, else into the one nearest to where they
        come from, which is called ``origin``, or of its rank."""
        taxonomy = {area.key: area.taxonomy for area in self.spec.areas()}
        near = self._nearest(sections, origin, taxonomy)
        for point in _fresh(points):
            # an area that names the very category means it more than one that names its whole
            # taxonomy area
            wanted = [
                name
                for name in (point.category, self.areas_by_category.get(point.category, ""))
                if name
            ]
            fits = (
                i
                for name in wanted
                for i, s in enumerate(sections)
                if name in taxonomy.get(s.key, ())
            )
            at = next(fits, None)
            placed = replace(
                point, guess="" if at is not None else _came_from(origin, near is not None)
            )
            if at is None:
                at = near if near is not None else min(rank, len(sections) - 1)
                self.guessed.append(placed)
            sections[at] = replace(sections[at], points=(*sections[at].points, placed))

    def _nearest(
        self, sections: list[Section], origin: str, taxonomy: Mapping[str, tuple[str, ...]]
    ) -> int | None:
        """The section that has most of the taxonomy in common with an old area; None where none
        has any."""
        wanted = set(self.meant.get(origin.strip(), ()))
        shared = [len(wanted.intersection(taxonomy.get(one.key, ()))) for one in sections]
        most = max(shared, default=0)
        return shared.index(most) if most else None


def _came_from(origin: str, near: bool) -> str:
    name = origin.strip()
    name = name if len(name) <= NAME_LENGTH else f"{name[:NAME_LENGTH]}…"
    said = f"原来在“{name}”，" if name else ""
    placed = "先放在意思相近的这个方面" if near else "暂按次序放在这里"
    return f"{said}新的框架里没有完全对应的方面，{placed}。"


def _fill(target: Part, old: Part, where: _Places) -> Part:
    lead = _append(target.lead, old.lead)
    if not target.sections:
        loose = [*old.points, *(p for s in old.sections for p in _loosened(s, part=old))]
        return replace(target, lead=lead, points=target.points + _fresh(loose))
    sections = list(target.sections)
    for rank, section in enumerate(old.sections):
        same = _same_area(section, sections)
        if same is not None:
            found = sections[same]
            points = found.points + _fresh(section.points)
            sections[same] = replace(found, lead=_append(found.lead, section.lead), points=points)
        else:
            name = section.area or section.heading
            where.spread(sections, rank, _loosened(section, part=old), name)
    where.spread(sections, 0, list(old.points), old.heading)
    return replace(target, lead=lead, sections=tuple(sections))


def _same_area(section: Section, sections: list[Section]) -> int | None:
    """The area of the same name, else the one of the same key; ``area-1`` and its like only count
    the areas of one notice."""
    if section.area:
        for index, candidate in enumerate(sections):
            if candidate.area == section.area:
                return index
    if section.key and not _POSITIONAL.fullmatch(section.key):
        for index, candidate in enumerate(sections):
            if candidate.key == section.key:
                return index
    return None


def _loosened(section: Section, *, part: Part) -> list[Point]:
    """A section's points without the section. Its lead is kept as a point of its own, so that it
    moves with them, and so is a heading that the author chose: outside 存在的问题 it often is the claim
    itself (（一）…)."""
    claim = section.heading if part.role != "problems" and not section.key else ""
    own = Point(id=new_id(), claim=claim, elaboration=section.lead)
    return [own, *section.points]


def _foreign(part: Part, spec: FrameworkSpec) -> Part:
    """A part that the framework does not ask for, as a part of the new document; its keys are
    dropped where the framework means something else by them."""
    known = {own.key for own in spec.parts} | {area.key for area in spec.areas()}
    sections = tuple(
        replace(
            section,
            key="" if section.key in known else section.key,
            number=None,
            points=_fresh(section.points),
            changed=0,
        )
        for section in part.sections
    )
    key = "" if part.key in known else part.key
    points = _fresh(part.points)
    return replace(
        part, id=new_id(), key=key, number=None, sections=sections, points=points, changed=0
    )


def _fresh(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(
        replace(point, marker=None, changed=0) for point in points if says_something(point)
    )


def _drop_spare_points(part: Part) -> Part:
    """Without the empty first points of a new document where texts were carried in."""

    def trim(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(p for p in points if says_something(p)) or points

    sections = tuple(replace(section, points=trim(section.points)) for section in part.sections)
    return replace(part, points=trim(part.points), sections=sections)


def _append(first: str, second: str) -> str:
    return f"{first}\n{second}".strip("\n") if second.strip() else first
