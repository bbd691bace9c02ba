"""Edits of a document: each takes a document and gives a new one. ``version`` is the draft version
that the edit makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar

from drafting.document.model import (
    Container,
    Document,
    Head,
    Node,
    Part,
    Point,
    Prose,
    Removed,
    Section,
    all_ids,
    container_of,
    containers,
    find,
    points_of_role,
)
from drafting.document.text import clean

N = TypeVar("N", Head, Prose, Part, Section, Point)

#: Values of a node that a person may change, by the node's class.
EDITABLE: Mapping[type, tuple[str, ...]] = {
    Head: ("title", "unit", "position", "name", "date"),
    Prose: ("text",),
    Part: ("lead",),
    Section: ("lead",),
    Point: ("claim", "elaboration", "example", "category", "links"),
}


class BadEdit(ValueError):
    """The edit does not fit the document: an unknown field, an id in use, a node that takes no
    points."""


def values_of(node: Node) -> dict[str, Any]:
    """The editable values of a node by name."""
    return {name: getattr(node, name) for name in EDITABLE[type(node)]}


def swap(document: Document, node: Node) -> Document:
    """The document with the node of the same id replaced by this one."""
    if isinstance(node, Head):
        return replace(document, head=node)
    if isinstance(node, Prose):
        is_opening = node.id == document.opening.id
        return replace(document, opening=node) if is_opening else replace(document, closing=node)
    return replace(document, parts=tuple(_swap_in_part(part, node) for part in document.parts))


def save_values(
    document: Document, node_id: str, values: Mapping[str, Any], version: int
) -> Document:
    """Put new values into a node; the same document comes back where nothing differs.

    Raises KeyError for an unknown node and BadEdit for a field that the node does not have or a
    value of the wrong kind.
    """
    node = find(document, node_id)
    unknown = set(values) - set(EDITABLE[type(node)])
    if unknown:
        raise BadEdit(f"{type(node).__name__} has no {', '.join(sorted(unknown))}")
    new = {name: _value(document, node, name, value) for name, value in values.items()}
    if all(getattr(node, key) == value for key, value in new.items()):
        return document
    return swap(document, replace(node, **new, changed=version))


def _value(document: Document, node: Node, name: str, value: Any) -> Any:
    if name == "links" and isinstance(node, Point):
        return _links(document, node, value)
    if not isinstance(value, str):
        raise BadEdit(f"{name} takes a text")
    return clean(value)


def _links(document: Document, node: Point, value: Any) -> tuple[str, ...]:
    """The links asked for, those that the point has already first and in their order: a page that
    lists them otherwise changes nothing by being saved."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(link, str) for link in value):
        raise BadEdit("links takes a list of ids")
    # a link to something removed in another tab is dropped rather than refused: the text beside it
    # matters more
    wanted = set(value) & _linkable(document)
    # no page shows a link to a point that was removed or moved to another part, so none can ask to
    # keep it; undoing that needs it
    wanted |= set(all_ids(document)) & set(node.links) - _linkable(document)
    return tuple(dict.fromkeys(link for link in (*node.links, *value) if link in wanted))


def add_point(
    document: Document, container_id: str, point: Point, version: int, index: int | None = None
) -> Document:
    """Put a new point into a part or section, at ``index`` or at the end.

    Raises KeyError for an unknown container and BadEdit for an id that is in use.
    """
    if point.id in all_ids(document):
        raise BadEdit(f"id {point.id} is in use")
    container = _container(document, container_id)
    at = len(container.points) if index is None else max(0, min(index, len(container.points)))
    points = (*container.points[:at], replace(point, changed=version), *container.points[at:])
    return swap(document, _with_points(container, points))


def remove_point(document: Document, point_id: str) -> Document:
    """Take a point out; it is kept among ``removed``. Links to it stay where they are, so that
    undoing brings them back; they count only while the point lives.

    Raises KeyError where no living point has the id.
    """
    container = container_of(document, point_id)
    index = next(i for i, point in enumerate(container.points) if point.id == point_id)
    point = container.points[index]
    document = swap(
        document, _with_points(container, container.points[:index] + container.points[index + 1 :])
    )
    return replace(
        document,
        removed=(*document.removed, Removed(container=container.id, index=index, point=point)),
    )


def restore_point(document: Document, point_id: str, version: int) -> Document:
    """Bring a removed point back to its old place, or as near to it as there is.

    Raises KeyError where no removed point has the id.
    """
    for entry in document.removed:
        if entry.point.id == point_id:
            rest = tuple(other for other in document.removed if other.point.id != point_id)
            return add_point(
                replace(document, removed=rest), entry.container, entry.point, version, entry.index
            )
    raise KeyError(point_id)


def move_point(document: Document, point_id: str, index: int) -> Document:
    """Move a point to another place (from 0) within its container; places beyond the ends mean the
    ends.

    Raises KeyError where no living point has the id.
    """
    container = container_of(document, point_id)
    moved = next(point for point in container.points if point.id == point_id)
    rest = tuple(point for point in container.points if point.id != point_id)
    at = max(0, min(index, len(rest)))
    return swap(document, _with_points(container, (*rest[:at], moved, *rest[at:])))


def link(document: Document, point_id: str, target_id: str, version: int) -> Document:
    """Link a problem to a cause or measure that answers it.

    Raises KeyError for an unknown point, BadEdit where the target is neither a cause nor a measure.
    """
    point = find(document, point_id)
    if not isinstance(point, Point):
        raise KeyError(point_id)
    if target_id not in _linkable(document):
        raise BadEdit(f"{target_id} is neither a cause nor a measure")
    return save_values(document, point_id, {"links": (*point.links, target_id)}, version)


def _linkable(document: Document) -> set[str]:
    """The ids of the causes and measures."""
    return {point.id for role in ("causes", "measures") for point in points_of_role(document, role)}


def _container(document: Document, container_id: str) -> Container:
    for container in containers(document):
        if container.id == container_id:
            return container
    raise KeyError(container_id)


def _with_points(container: Container, points: tuple[Point, ...]) -> Container:
    return replace(container, points=points)


def _swap_in_part(part: Part, node: Part | Section | Point) -> Part:
    if part.id == node.id and isinstance(node, Part):
        return node
    points = _swap_in_points(part.points, node)
    sections = tuple([_swap_in_section(section, node) for section in part.sections])
    if points is part.points and all(map(is_, sections, part.sections)):
        return part
    return replace(part, points=points, sections=sections)


def _swap_in_section(section: Section, node: Part | Section | Point) -> Section:
    if section.id == node.id and isinstance(node, Section):
        return node
    points = _swap_in_points(section.points, node)
    return section if points is section.points else replace(section, points=points)


def _swap_in_points(points: tuple[Point, ...], node: Part | Section | Point) -> tuple[Point, ...]:
    """The same tuple where the node is none of them."""
    if not isinstance(node, Point) or all(point.id != node.id for point in points):
        return points
    return tuple([node if point.id == node.id else point for point in points])
