"""Where a piece can go: the parts and areas of the imported paper, and those asked for that it
lacks (slots). [pure]"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from drafting.document.edits import swap
from drafting.document.model import Document, Part, Section, new_id
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec
from drafting.importing.segment.areas import GENERAL_AREAS
from drafting.importing.segment.headless_parts import NAMES

OPENING: Final = "opening"
CLOSING: Final = "closing"
#: Parts written as points; the others are running text unless they hold points already.
_UNNAMED: Final = "（没有标题）"
_POINTED: Final = ("problems", "causes", "measures")
#: The parts that every paper has.
_GENERAL: Final = (
    PartSpec(key="", role="previous", heading="上年度整改情况"),
    PartSpec(key="", role="problems", heading="存在的问题", areas=GENERAL_AREAS),
    PartSpec(key="", role="cases", heading="典型案例剖析"),
    PartSpec(key="", role="causes", heading="原因剖析"),
    PartSpec(key="", role="measures", heading="努力方向和整改措施"),
    PartSpec(key="", role="statement", heading="需要说明的事项"),
)


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to move to. ``node`` is the id of the part or area there, empty where the paper has
    none yet; ``points`` where what comes there becomes a point, else it becomes a paragraph.
    ``key`` names the place as long as nothing else is moved."""

    key: str
    label: str
    group: str
    points: bool
    node: str = ""
    part: int = -1
    area: int = -1


def slots_of(spec: FrameworkSpec | None) -> tuple[PartSpec, ...]:
    """The parts that the framework asks for, or, without one, those that every paper has."""
    if spec is None:
        return _GENERAL
    return tuple(part for part in spec.parts if part.role not in (OPENING, CLOSING))


def places_of(document: Document, slots: tuple[PartSpec, ...]) -> tuple[Destination, ...]:
    """Every place, in the order of the paper; what it lacks stands behind what it has."""
    found = [Destination(OPENING, "导语", "", False, document.opening.id)]
    for part in document.parts:
        found += _in_part(document, part, slots)
    for index, slot in enumerate(slots):
        if part_for(document, slot) is None:
            found += _missing_part(index, slot)
    return (*found, Destination(CLOSING, "结束语", "", False, document.closing.id))


def place(document: Document, slots: tuple[PartSpec, ...], key: str) -> Destination:
    """The place with this key. Raises KeyError where there is none."""
    for one in places_of(document, slots):
        if one.key == key:
            return one
    raise KeyError(key)


def part_for(document: Document, slot: PartSpec) -> Part | None:
    """The part of the paper that answers a slot: by key, else by role (``other`` by key only)."""
    by_key = next(
        (p for p in document.parts if slot.key and p.key == slot.key and p.role == slot.role), None
    )
    if by_key or slot.role == "other":
        return by_key
    return next((p for p in document.parts if p.role == slot.role), None)


def label_of(node: Part | Section) -> str:
    """What a part or area is called on the page."""
    if isinstance(node, Section):
        return node.area or node.heading or _UNNAMED
    return node.heading or f"{NAMES.get(node.role, '')}{_UNNAMED}"


def pointed(part: Part) -> bool:
    """Whether what comes into a part becomes a point."""
    return not part.sections and (part.role in _POINTED or bool(part.points))


def missing_areas(document: Document, slot: PartSpec) -> Iterator[tuple[int, AreaSpec]]:
    """The areas asked for that the paper lacks, with their index in the slot."""
    names = {one.area for part in document.parts if part.role == slot.role for one in part.sections}
    for index, area in enumerate(slot.areas):
        if area.name not in names:
            yield index, area


def slot_index(document: Document, part: Part, slots: tuple[PartSpec, ...]) -> int:
    """Which slot a part answers; -1 for none. Of two parts of one role only the first answers
    it."""
    for index, slot in enumerate(slots):
        found = part_for(document, slot)
        if found is not None and found.id == part.id:
            return index
    return -1


def _in_part(document: Document, part: Part, slots: tuple[PartSpec, ...]) -> list[Destination]:
    group = label_of(part)
    index = slot_index(document, part, slots)
    slot = slots[index] if index >= 0 else None
    if not part.sections and not (slot and slot.areas):
        return [Destination(f"n-{part.id}", group, "", pointed(part), part.id)]
    found = [Destination(f"n-{part.id}", f"{group}（开头的话）", group, False, part.id)]
    found += [
        Destination(f"n-{one.id}", label_of(one), group, True, one.id) for one in part.sections
    ]
    if slot:
        found += [
            Destination(f"new-{index}-{n}", f"{area.name}（原文没有）", group, True, "", index, n)
            for n, area in missing_areas(document, slot)
        ]
    return found


def _missing_part(index: int, slot: PartSpec) -> list[Destination]:
    group = f"{slot.heading}（原文没有）"
    if not slot.areas:
        return [Destination(f"new-{index}", group, "", slot.role in _POINTED, "", index)]
    return [
        Destination(f"new-{index}-{n}", area.name, group, True, "", index, n)
        for n, area in enumerate(slot.areas)
    ]


def made(
    document: Document, slots: tuple[PartSpec, ...], where: Destination
) -> tuple[Document, str]:
    """The document with the part or area of a place in it, and its node's id. Nodes made here are
    numbered by position."""
    if where.node:
        return document, where.node
    slot = slots[where.part]
    part = part_for(document, slot)
    if part is None:
        part = Part(id=new_id(), role=slot.role, key=slot.key, heading=slot.heading)
        document = replace(document, parts=_inserted(document, slots, where.part, part))
    if where.area < 0:
        return document, part.id
    area = slot.areas[where.area]
    section = Section(id=new_id(), key=area.key, area=area.name, heading=area.heading)
    order = [one.name for one in slot.areas]
    before = sum(
        1 for one in part.sections if one.area not in order or order.index(one.area) < where.area
    )
    sections = (*part.sections[:before], section, *part.sections[before:])
    return swap(document, replace(part, sections=sections)), section.id


def _inserted(
    document: Document, slots: tuple[PartSpec, ...], index: int, part: Part
) -> tuple[Part, ...]:
    """The parts with a new one where the framework has it: before the first that it has later."""
    at = next(
        (n for n, one in enumerate(document.parts) if slot_index(document, one, slots) > index),
        len(document.parts),
    )
    return (*document.parts[:at], part, *document.parts[at:])
