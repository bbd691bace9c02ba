"""How a draft begins: an empty document for a framework, or an earlier one carried over into it. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from drafting.document.model import Document, Head, Part, Point, Prose, Section, new_id
from drafting.document.numbering import says_something
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec


@dataclass(frozen=True, slots=True)
class Carried:
    """A document carried over into another framework, and the points whose new place is a guess."""

    document: Document
    guessed: tuple[Point, ...]


def new_document(spec: FrameworkSpec, *, unit: str = "", position: str = "", name: str = "") -> Document:
    """An empty document with the framework's parts and areas, one empty point in each place that takes points."""
    return Document(
        head=Head(id=new_id(), title=spec.title, unit=unit, position=position, name=name),
        opening=Prose(id=new_id()),
        parts=tuple(_part(part) for part in spec.parts if part.role not in ("opening", "closing")),
        closing=Prose(id=new_id()),
    )


def carry_over(old: Document, spec: FrameworkSpec, areas_by_category: Mapping[str, str], head: Head) -> Carried:
    """The texts of an earlier document in the parts and areas of a framework; nothing is left behind.

    An area's points go to the area of the same key or name; else each goes by its category (``areas_by_category`` maps a problem
    code to its taxonomy area); what fits nowhere goes to the area of the same rank and is reported as guessed. Point ids stay,
    so links stay; title, name and the like come from ``head``, and numbering is the new framework's.
    """
    new = new_document(spec)
    guessed: list[Point] = []
    parts = list(new.parts)
    for part in old.parts:
        at = _place_of(part, parts)
        if at is None:
            if says_something(part):
                parts.append(replace(part, id=new_id(), number=None, changed=0))
            continue
        parts[at] = _fill(parts[at], part, spec, areas_by_category, guessed)
    parts = [_drop_spare_points(part) for part in parts]
    document = replace(
        new,
        head=head,
        opening=replace(new.opening, text=old.opening.text),
        parts=tuple(parts),
        closing=replace(new.closing, text=old.closing.text),
    )
    return Carried(document, tuple(guessed))


def _part(spec: PartSpec) -> Part:
    sections = tuple(_section(area) for area in spec.areas)
    takes_points = spec.role in ("causes", "measures") or (spec.role == "problems" and not sections)
    points = (Point(id=new_id()),) if takes_points else ()
    return Part(id=new_id(), role=spec.role, key=spec.key, heading=spec.heading, sections=sections, points=points)


def _section(spec: AreaSpec) -> Section:
    points = (Point(id=new_id()),)
    return Section(id=new_id(), key=spec.key, area=spec.name, heading=spec.heading, points=points)


def _place_of(part: Part, parts: list[Part]) -> int | None:
    """Where an old part goes: the part with its key, else the first with its role (``other`` goes by key only)."""
    for index, candidate in enumerate(parts):
        if candidate.role == part.role and candidate.key == part.key:
            return index
    if part.role == "other":
        return None
    return next((index for index, candidate in enumerate(parts) if candidate.role == part.role), None)


def _fill(
    target: Part, old: Part, spec: FrameworkSpec, areas_by_category: Mapping[str, str], guessed: list[Point]
) -> Part:
    lead = _append(target.lead, old.lead)
    if not target.sections:
        loose = [*old.points, *(p for s in old.sections for p in _with_lead(s))]
        return replace(target, lead=lead, points=target.points + _fresh(loose))
    sections = list(target.sections)
    for rank, section in enumerate(old.sections):
        same = next((i for i, s in enumerate(sections) if section.key == s.key or section.area == s.area), None)
        if same is not None:
            found = sections[same]
            points = found.points + _fresh(section.points)
            sections[same] = replace(found, lead=_append(found.lead, section.lead), points=points)
        else:
            _spread(sections, rank, _with_lead(section), spec, areas_by_category, guessed)
    _spread(sections, 0, list(old.points), spec, areas_by_category, guessed)
    return replace(target, lead=lead, sections=tuple(sections))


def _spread(
    sections: list[Section],
    rank: int,
    points: Iterable[Point],
    spec: FrameworkSpec,
    areas_by_category: Mapping[str, str],
    guessed: list[Point],
) -> None:
    taxonomy = {area.key: area.taxonomy for area in spec.areas()}
    for point in points:
        wanted = {point.category, areas_by_category.get(point.category, "")} - {""}
        at = next((i for i, s in enumerate(sections) if wanted & set(taxonomy.get(s.key, ()))), None)
        if at is None:
            at = min(rank, len(sections) - 1)
            guessed.append(point)
        sections[at] = replace(sections[at], points=sections[at].points + _fresh([point]))


def _with_lead(section: Section) -> list[Point]:
    """A section's points, its lead text kept as a point of its own so that it moves with them."""
    lead = [Point(id=new_id(), elaboration=section.lead)] if section.lead.strip() else []
    return [*lead, *section.points]


def _fresh(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(replace(point, marker=None, changed=0) for point in points if says_something(point))


def _drop_spare_points(part: Part) -> Part:
    """Without the empty first points of a new document where texts were carried in."""

    def trim(points: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(p for p in points if says_something(p)) or points

    sections = tuple(replace(section, points=trim(section.points)) for section in part.sections)
    return replace(part, points=trim(part.points), sections=sections)


def _append(first: str, second: str) -> str:
    return f"{first}\n{second}".strip("\n") if second.strip() else first
