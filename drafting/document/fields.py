"""Which fields of a node hold text that a reviewer reads: what comments are anchored in and
differences are told of."""

from __future__ import annotations

from collections.abc import Mapping

from drafting.document.model import Head, Node, Part, Point, Prose, Section

#: The text fields of a node in reading order, by its class. Numbers and markers follow from the
#: position and are none.
TEXT_FIELDS: Mapping[type, tuple[str, ...]] = {
    Head: ("title", "unit", "position", "name", "date"),
    Prose: ("text",),
    Part: ("heading", "lead"),
    Section: ("heading", "area", "lead"),
    Point: ("claim", "elaboration", "example"),
}


def texts_of(node: Node) -> dict[str, str]:
    """The texts of a node by field, empty ones included. The name of an area (方面) is read only
    where it has no heading."""
    names = TEXT_FIELDS[type(node)]
    if isinstance(node, Section) and node.heading.strip():
        names = ("heading", "lead")
    return {name: getattr(node, name) for name in names}
