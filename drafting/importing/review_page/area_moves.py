"""Taking a whole area or part of an import for another one; what is in it goes along. [pure]"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drafting.document.edits import swap
from drafting.document.model import Document, Part, Section, find
from drafting.frameworks.spec import PartSpec
from drafting.importing.review_page.destinations import made, place
from drafting.importing.review_page.node_changes import doubtless, start_of
from drafting.importing.review_page.state import Reviewed

#: Before the index of the slot that a whole part is to answer.
AS_PART: Final = "part-"


def area_to(state: Reviewed, slots: tuple[PartSpec, ...], section_id: str, to: str) -> Reviewed:
    """An area taken for another one of the framework, or put into another part. Raises KeyError
    where either does not exist."""
    section = find(state.document, section_id)
    if not isinstance(section, Section):
        raise KeyError(section_id)
    where = place(state.document, slots, to)
    key, area = "", ""
    if where.node:
        target = find(state.document, where.node)
        if isinstance(target, Section):
            key, area = target.key, target.area
        part_id = _part_of(state.document, where.node)
    else:
        if where.area >= 0:
            slot = slots[where.part].areas[where.area]
            key, area = slot.key, slot.name
        # the part alone: the area itself is this one from now on
        document, part_id = made(state.document, slots, replace(where, area=-1))
        state = replace(state, document=document)
    named = replace(section, key=key, area=area)
    return doubtless(_into_part(state, named, part_id), section_id)


def part_as(state: Reviewed, slots: tuple[PartSpec, ...], part_id: str, to: str) -> Reviewed:
    """A part taken for another one of the framework (``AS_PART`` with an index). Raises KeyError
    where either does not exist."""
    part = find(state.document, part_id)
    if not isinstance(part, Part):
        raise KeyError(part_id)
    slot = {f"{AS_PART}{n}": one for n, one in enumerate(slots)}[to]
    changed = replace(part, role=slot.role, key=slot.key)
    return doubtless(replace(state, document=swap(state.document, changed)), part_id)


def _part_of(document: Document, node_id: str) -> str:
    for part in document.parts:
        if part.id == node_id or any(section.id == node_id for section in part.sections):
            return part.id
    raise KeyError(node_id)


def _into_part(state: Reviewed, section: Section, part_id: str) -> Reviewed:
    """The area where the source has it among those of a part; in its own part it stays where it
    is."""
    if _part_of(state.document, section.id) == part_id:
        return replace(state, document=swap(state.document, section))
    start = start_of(state, section.id)
    parts = []
    for part in state.document.parts:
        rest = [one for one in part.sections if one.id != section.id]
        if part.id == part_id:
            rest.insert(sum(1 for one in rest if start_of(state, one.id) < start), section)
        parts.append(replace(part, sections=tuple(rest)))
    return replace(state, document=replace(state.document, parts=tuple(parts)))
