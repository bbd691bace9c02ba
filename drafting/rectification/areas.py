"""Where last year's paper says what belongs to a step of this year's: the notices' headings change,
the taxonomy below them stays. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from drafting.document.model import Container, Document, Part, Point, Section, containers
from drafting.document.numbering import says_something
from drafting.frameworks.spec import AreaSpec, FrameworkSpec
from drafting.progress.steps import Step

#: The share of the smaller of two areas' categories that makes them the same; and the least one of
#: those that have most in common where no two are the same.
_SAME: Final = 0.5
_NEAR: Final = 0.25
#: Roles whose points may be quoted into a step of the same role.
QUOTABLE: Final = ("problems", "causes", "measures")


@dataclass(frozen=True, slots=True)
class Passage:
    """What an earlier paper says in one place: its heading, running text and points."""

    id: str
    role: str
    heading: str
    lead: str
    points: tuple[Point, ...] = ()


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Everything an earlier paper says, in reading order: opening, parts and areas that say
    something of their own, closing."""
    opening = Passage(document.opening.id, "opening", "导语", document.opening.text.strip())
    closing = Passage(document.closing.id, "closing", "结束语", document.closing.text.strip())
    roles = _roles(document)
    middle = (_passage(one, roles[one.id]) for one in containers(document))
    return tuple(one for one in (opening, *middle, closing) if one.lead or one.points)


def passages_for(
    step: Step,
    document: Document,
    spec: FrameworkSpec,
    areas_by_category: Mapping[str, str],
) -> tuple[Passage, ...]:
    """Those of an earlier paper, written for ``spec``, that belong to a step of this year's: of the
    same area, else of the part with the same role. Empty where none fits.

    ``areas_by_category`` maps a problem's code to its area of the taxonomy.
    """
    every = passages_of(document)
    if isinstance(step.spec, AreaSpec):
        wanted = _same_areas(step.spec, document, spec, areas_by_category)
        return tuple(one for one in every if one.id in wanted)
    same = [one for one in every if one.role == step.role]
    if step.role in ("other", "problems"):
        # one of many: only the name tells
        return tuple(one for one in same if one.heading == step.title)
    return tuple(same)


def _same_areas(
    area: AreaSpec,
    document: Document,
    spec: FrameworkSpec,
    areas_by_category: Mapping[str, str],
) -> frozenset[str]:
    """The ids of the areas that mean the same: by name, else by what they have in common of the
    taxonomy."""
    sections = [one for one in containers(document) if isinstance(one, Section)]
    named = frozenset(one.id for one in sections if one.area and one.area == area.name)
    wanted = _codes(area.taxonomy, areas_by_category)
    if named or not wanted:
        return named
    taxonomies = {one.key: one.taxonomy for one in spec.areas()}
    shares = {
        one.id: _share(wanted, _codes(taxonomies[one.key], areas_by_category))
        if one.key in taxonomies
        else _share_of_points(wanted, one)
        for one in sections
    }
    most = max(shares.values(), default=0)
    least = _SAME if most >= _SAME else max(most, _NEAR)
    return frozenset(node for node, share in shares.items() if share >= least)


def _codes(taxonomy: Iterable[str], areas_by_category: Mapping[str, str]) -> frozenset[str]:
    names = set(taxonomy)
    return frozenset(
        code for code, area in areas_by_category.items() if code in names or area in names
    )


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0


def _share_of_points(codes: frozenset[str], section: Section) -> float:
    """How many of the points of an area that its framework does not know are of these categories."""
    known = [point.category for point in section.points if point.category]
    return sum(category in codes for category in known) / len(known) if known else 0


def _passage(container: Container, role: str) -> Passage:
    heading = container.area if isinstance(container, Section) else container.heading
    points = tuple(point for point in container.points if says_something(point))
    return Passage(container.id, role, heading or container.heading, container.lead.strip(), points)


def _places(part: Part) -> tuple[Container, ...]:
    return (part, *part.sections)


def _roles(document: Document) -> dict[str, str]:
    """The role of each part, and of each area that of its part."""
    return {one.id: part.role for part in document.parts for one in _places(part)}
