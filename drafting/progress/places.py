"""Where what is lacking is written: the field of the node that lacks it. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from drafting.document.model import (
    Container,
    Document,
    Node,
    Part,
    Point,
    Section,
    containers,
    find,
)
from drafting.document.numbering import says_something
from drafting.progress.gaps import Lack, lacks_example
from drafting.progress.lengths import length_of_point
from drafting.progress.steps import takes_points
from drafting.progress.tasklist import PLACE, Remark

_FIELD_OF: Final[Mapping[Lack, str]] = {
    Lack.EXAMPLE: "example",
    Lack.ANSWER: "links",
    Lack.LENGTH: "elaboration",
    Lack.EXCESS: "elaboration",
}


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of a node: one of its texts, or ``links`` for what answers a problem. ``field`` is
    empty where no field is there yet: an area without points."""

    node_id: str
    field: str

    @property
    def anchor(self) -> str:
        """The id of its element on the page of its step."""
        text = self.field and self.field != "links"
        return f"id_{self.node_id}-{self.field}" if text else f"node-{self.node_id}"


def place_lacking(
    document: Document, lack: Lack, node: Node | None, wanted: str = ""
) -> FieldPlace | None:
    """Where to write what ``node`` lacks, or (of the whole paper) the title, the closing words, the
    part or area that ``wanted`` names: by its role or key. None where no field is the place."""
    if lack is Lack.TITLE:
        return FieldPlace(document.head.id, "title")
    if lack is Lack.CLOSING:
        return FieldPlace(document.closing.id, "text")
    if lack in (Lack.PART, Lack.AREA):
        found = (one for one in containers(document) if wanted and wanted in _names(one))
        return next((beginning(one) for one in found), None)
    if isinstance(node, Point):
        return _of_point(lack, node)
    return _of_container(lack, node) if isinstance(node, (Part, Section)) else None


def place_of_remark(document: Document, remark: Remark) -> FieldPlace:
    """Where what the task list remarks is mended."""
    node = find(document, remark.node)
    place: FieldPlace | None = FieldPlace(node.id, remark.field)
    if not remark.field and remark.about and remark.about != PLACE:
        place = place_lacking(document, Lack(remark.about), node)
    elif not remark.field and isinstance(node, (Part, Section)):
        place = beginning(node)
    return place or FieldPlace(node.id, "")


def entry_of(document: Document, remark: Remark) -> str:
    """By what a remark is known again in an address: where it is mended, and what it is about."""
    return f"{place_of_remark(document, remark).anchor}.{remark.about}"


def beginning(container: Container) -> FieldPlace:
    """Where a part or area is begun, or gone on with: the first field of its first point that says
    nothing, else of its first one; a part of running text in its text."""
    if isinstance(container, Part) and container.sections:
        return beginning(container.sections[0])
    if not takes_points(container, container.role if isinstance(container, Part) else ""):
        return FieldPlace(container.id, "lead")
    blank = (point for point in container.points if not says_something(point))
    point = next(blank, container.points[0] if container.points else None)
    return FieldPlace(container.id, "") if point is None else FieldPlace(point.id, "claim")


def _names(container: Container) -> tuple[str, ...]:
    if isinstance(container, Part):
        return (container.role, container.key)
    return (container.key,)


def _of_point(lack: Lack, point: Point) -> FieldPlace | None:
    field = _FIELD_OF.get(lack)
    return FieldPlace(point.id, field) if field else None


def _of_container(lack: Lack, container: Container) -> FieldPlace | None:
    """An example goes to the first point that has none, more words to the shortest point, fewer are
    made of the longest."""
    points = _points(container)
    if lack is Lack.EXAMPLE:
        lacking = [point for point in points if lacks_example(point)]
        return FieldPlace((lacking or points)[0].id, "example") if points else beginning(container)
    if lack in (Lack.LENGTH, Lack.EXCESS) and points:
        by_length = sorted(points, key=length_of_point)
        return _of_point(lack, by_length[0 if lack is Lack.LENGTH else -1])
    return beginning(container)


def _points(container: Container) -> list[Point]:
    """The points of a part or area that say something, those of its areas included."""
    inner: Iterable[Container] = container.sections if isinstance(container, Part) else ()
    own = [point for point in container.points if says_something(point)]
    return [*own, *(point for one in inner for point in _points(one))]
