"""A document brought over to a corrected edition of its framework, and back again. [pure]

Nodes keep their ids, so that marks, links and open pages go on meaning them; every text stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from drafting.document.model import Container, Document, Part, Point, Section, containers
from drafting.document.numbering import says_something
from drafting.drafts.first_document import new_document
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec

_Node = TypeVar("_Node", Part, Section)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A document in another edition of its framework, and the names of the areas and parts with
    texts that the edition has no place for: they stand behind the others as they were."""

    document: Document
    unplaced: tuple[str, ...] = ()


def proposed_places(old: FrameworkSpec, new: FrameworkSpec) -> dict[str, str]:
    """For the key of each old area that of the new one which it corresponds to: of the same name,
    else of the same key; empty where there is none."""
    by_name = {area.name: area.key for area in new.areas()}
    keys = set(by_name.values())
    return {
        area.key: by_name.get(area.name) or (area.key if area.key in keys else "")
        for area in old.areas()
    }


def fitted(
    document: Document,
    old: FrameworkSpec,
    new: FrameworkSpec,
    places: Mapping[str, str],
    version: int,
) -> Fitted:
    """The document of an ``old`` edition as the ``new`` one asks it. ``places`` says for each old
    area by its key to which new one its texts go (empty: to none); nodes that are called otherwise
    by then count as changed at ``version``."""
    work = _Fitting(document, old, new, places, version)
    return Fitted(work.document(), tuple(work.unplaced))


def unfitted(
    document: Document,
    before: Document,
    new: FrameworkSpec,
    places: Mapping[str, str],
    version: int,
) -> Document:
    """The document of the ``new`` edition laid out as it was ``before`` it was brought there, with
    the texts as they are now. What was added meanwhile stays: points in the area that theirs came
    from, new areas and parts with texts behind the others."""
    now = {one.id: one for one in containers(document)}
    home = {point.id: one.id for one in containers(before) for point in one.points}
    images = _images(before, now, places)
    taken: dict[str, list[Point]] = {}
    for one in now.values():
        sources = [old for old, image in images.items() if image == one.id]
        for point in one.points:
            origin = home.get(point.id, "")
            goal = origin if origin in sources else (sources[0] if sources else "")
            if goal:
                taken.setdefault(goal, []).append(point)

    def back(one: Container) -> Container:
        lead = now[one.id].lead if one.id in now else ""
        changed = max(version if one.id in now else 0, one.changed)
        return replace(one, lead=lead, points=tuple(taken.get(one.id, ())), changed=changed)

    held = {entry.container for entry in document.removed}
    parts = []
    for part in before.parts:
        sections = tuple(
            one for section in part.sections if isinstance(one := back(section), Section)
        )
        whole = back(part)
        assert isinstance(whole, Part)  # noqa: S101 - for the type checker
        known = {section.id for section in sections}
        same = now.get(part.id)
        more = [
            replace(one, key="", changed=version)
            for one in (same.sections if isinstance(same, Part) else ())
            if one.id not in known and one.id not in images.values() and _kept(one, held)
        ]
        parts.append(replace(whole, sections=(*sections, *more)))
    there = {part.id for part in parts}
    more_parts = [part for part in document.parts if part.id not in there and _kept(part, held)]
    head = document.head
    if head.title == new.title:
        head = replace(head, title=before.head.title, changed=version)
    return replace(document, head=head, parts=(*parts, *more_parts))


def _images(
    before: Document, now: Mapping[str, Container], places: Mapping[str, str]
) -> dict[str, str]:
    """Where each part and area of the document before stands now, by their ids."""
    by_key = {one.key: one.id for one in now.values() if one.key}
    found = {}
    for one in containers(before):
        image = one.id if one.id in now else by_key.get(places.get(one.key, ""), "")
        if image:
            found[one.id] = image
    return found


def _kept(node: Part | Section, held: set[str]) -> bool:
    """Whether a place without a counterpart stays: it says something, or something removed may come
    back to it."""
    below = [one.id for one in node.sections] if isinstance(node, Part) else []
    return says_something(node) or any(one in held for one in [node.id, *below])


@dataclass(slots=True)
class _Fitting:
    old_document: Document
    old: FrameworkSpec
    new: FrameworkSpec
    places: Mapping[str, str]
    version: int
    unplaced: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)

    def document(self) -> Document:
        document = self.old_document
        self.held = {entry.container for entry in document.removed}
        head = document.head
        if head.title == self.old.title != self.new.title:
            head = replace(head, title=self.new.title, changed=self.version)
        fresh = {part.key: part for part in new_document(self.new).parts}
        left = list(document.parts)
        parts = []
        for spec in self.new.parts:
            if spec.role in ("opening", "closing"):
                continue
            found = _same_part(spec, left, self.new)
            if found is None:
                parts.append(fresh[spec.key])
                continue
            left.remove(found)
            parts.append(self._part(found, spec, fresh[spec.key]))
        keys = {part.key for part in self.new.parts} | {area.key for area in self.new.areas()}
        for part in left:
            if _kept(part, self.held):
                self._tell(part.key)
                parts.append(_without_key(part, keys))
        removed = tuple(
            replace(entry, container=self.moved.get(entry.container, entry.container))
            for entry in document.removed
        )
        return replace(document, head=head, parts=tuple(parts), removed=removed)

    def _part(self, part: Part, spec: PartSpec, fresh: Part) -> Part:
        was = next((one for one in self.old.parts if one.key == part.key), None)
        named = self._named(part, was, spec)
        assert isinstance(named, Part)  # noqa: S101 - for the type checker
        sections = [self._area(part, area, fresh) for area in spec.areas]
        used = {one.id for one in sections} | set(self.moved)
        keys = {area.key for area in self.new.areas()} | {one.key for one in self.new.parts}
        for section in part.sections:
            if section.id not in used and _kept(section, self.held):
                self._tell(section.key)
                sections.append(_without_key(section, keys))
        points = part.points
        if not (spec.areas or points):
            points = fresh.points
        return replace(named, sections=tuple(sections), points=points)

    def _area(self, part: Part, spec: AreaSpec, fresh: Part) -> Section:
        sources = [one for one in part.sections if one.key and self._goal(one.key) == spec.key]
        if not sources:
            return next(one for one in fresh.sections if one.key == spec.key)
        first, *others = sources
        was = next((one for one in self.old.areas() if one.key == first.key), None)
        named = self._named(first, was, spec)
        assert isinstance(named, Section)  # noqa: S101 - for the type checker
        lead, points = first.lead, list(first.points)
        for one in others:
            self.moved[one.id] = first.id
            lead = f"{lead}\n{one.lead}".strip("\n")
            points += [point for point in one.points if says_something(point)]
        changed = named.changed if lead == first.lead else self.version
        return replace(named, lead=lead, points=tuple(points), changed=changed)

    def _goal(self, key: str) -> str:
        return self.places.get(key, "")

    def _named(
        self, node: Part | Section, was: PartSpec | AreaSpec | None, spec: PartSpec | AreaSpec
    ) -> Part | Section:
        """The node called as the edition calls it; a heading that the author chose stays."""
        heading = spec.heading if was is None or node.heading == was.heading else node.heading
        named: Part | Section = replace(node, key=spec.key, heading=heading)
        if isinstance(named, Section) and isinstance(spec, AreaSpec):
            named = replace(named, area=spec.name)
        return named if named == node else replace(named, changed=self.version)

    def _tell(self, key: str) -> None:
        names: Iterable[tuple[str, str]] = (
            *((part.key, part.heading) for part in self.old.parts),
            *((area.key, area.name) for area in self.old.areas()),
        )
        self.unplaced += [name for one, name in names if one == key]


def _same_part(spec: PartSpec, parts: Sequence[Part], new: FrameworkSpec) -> Part | None:
    """The part of the same key and role, else the first of the role that no other part of the
    edition is for; further parts (其他部分) go by their keys alone."""
    mine = [part for part in parts if part.role == spec.role]
    same = next((part for part in mine if part.key == spec.key), None)
    if same is not None or spec.role == "other":
        return same
    keys = {one.key for one in new.parts}
    return next((part for part in mine if part.key not in keys), None)


def _without_key(node: _Node, keys: set[str]) -> _Node:
    """A place that the edition does not know; its key is dropped where the edition means something
    else by it."""
    return replace(node, key="") if node.key in keys else node
