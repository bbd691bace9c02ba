"""The imported document as it goes into a draft. [pure]"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from drafting.document.model import Container, Document, Part, Point, Section, new_id
from drafting.document.placing import with_guesses
from drafting.importing.segment.areas import area_named, best_match, looks_like_area


def ready(document: Document, doubts: Mapping[str, str]) -> Document:
    """The document with every heading of an area that says more than the area's name turned into a
    claim: a draft's areas have the framework's headings, and what the author wrote there would be
    lost.

    What is still doubted (by node id) of a point, or of the area or part that it is in, makes the
    point's place a guess.
    """
    found = replace(document, parts=tuple(_part(part) for part in document.parts))
    return with_guesses(found, dict(_guesses(found, doubts)))


def _guesses(document: Document, doubts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for part in document.parts:
        places: tuple[Container, ...] = (part, *part.sections)
        for container in places:
            for point in container.points:
                ids = (point.id, container.id, part.id)
                if why := next((doubts[one] for one in ids if one in doubts), ""):
                    yield point.id, why


def _part(part: Part) -> Part:
    if part.role != "problems":
        return part
    return replace(part, sections=tuple(_section(section) for section in part.sections))


def _section(section: Section) -> Section:
    if not section.heading or _names(section.heading, section.area):
        return section
    point = Point(id=new_id(), claim=section.heading, elaboration=section.lead)
    return replace(section, heading="", lead="", points=(point, *section.points))


def _names(heading: str, area: str) -> bool:
    if looks_like_area(heading):
        return True
    return bool(area) and best_match(heading, [area_named(area)]) is not None
