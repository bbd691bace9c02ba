"""Moving the pieces of an import: points, paragraphs of running text, unclassified paragraphs, whole areas and parts. [pure]

Each function takes a state and gives a new one. Nothing is ever typed here: every text stays a stretch of the source, so moving
loses nothing (its property test holds that). A key names a piece: ``p-ID`` a point, ``l-ID-N`` the N-th paragraph of a running
text, ``h-ID-FIELD`` a line of the head, ``u-START`` an unclassified paragraph, ``s-ID`` an area, ``d-ID`` a part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from drafting.document.edits import swap
from drafting.document.model import (
    Document,
    Head,
    Part,
    Point,
    Prose,
    Section,
    container_of,
    containers,
    find,
    new_id,
)
from drafting.importing.places import PartSlot, Place, made, place
from drafting.importing.reviewed import LINES, Reviewed, Span, joined, written
from drafting.importing.segment.pen import Pen
from drafting.importing.segment.points import make_point, marked_points

#: Where a piece goes that belongs to the point before it.
JOIN: Final = "join"
#: Before the index of the slot that a whole part is to answer.
AS_PART: Final = "part-"
Ids = Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A piece that was taken out: its stretches, and the point that it was, if it was one."""

    state: Reviewed
    spans: tuple[Span, ...]
    point: Point | None = None


def move(
    state: Reviewed, slots: tuple[PartSlot, ...], key: str, to: str, *, ids: Ids = new_id
) -> tuple[Reviewed, str]:
    """Move a piece to a place (its key, ``JOIN``, or ``AS_PART`` with an index); gives the piece's key there.

    The same state comes back where the piece is there already. Raises KeyError for a piece or a place that does not exist.
    """
    kind, _, name = key.partition("-")
    if kind == "d":
        return _part_as(state, slots, name, to), key
    if kind == "s":
        return _section_to(state, slots, name, to), key
    if to == JOIN:
        before = point_before(state, key)
        if before is None:
            raise KeyError(to)
        return _join(_take(state, key), before), f"p-{before.id}"
    where = place(state.document, slots, to)
    if where.node and where.node == _home(state, key) and where.points == (kind == "p"):
        return state, key
    taken = _take(state, key)
    document, node_id = made(taken.state.document, slots, where)
    taken = replace(taken, state=replace(taken.state, document=document))
    return _put(taken, where, node_id, ids)


def leave_out(state: Reviewed, start: int, *, on: bool = True) -> Reviewed:
    """Decide that an unclassified paragraph is not taken along, or take that back. Raises KeyError where there is none."""
    if all(one.start != start for one in state.loose):
        raise KeyError(start)
    loose = tuple(replace(one, left_out=on) if one.start == start else one for one in state.loose)
    return replace(state, loose=loose)


def accept(state: Reviewed, node_id: str) -> Reviewed:
    """Note that a person looked at an uncertain node and found it right. Raises KeyError where it is not uncertain."""
    if node_id not in state.doubts:
        raise KeyError(node_id)
    return replace(state, doubts={key: why for key, why in state.doubts.items() if key != node_id})


def point_before(state: Reviewed, key: str) -> Point | None:
    """The point that a piece would join: the one before it in the source, for a point the one before it in its place."""
    kind, _, name = key.partition("-")
    if kind == "p":
        points = container_of(state.document, name).points
        index = next(n for n, point in enumerate(points) if point.id == name)
        return points[index - 1] if index else None
    start = _spans_of(state, key)[0].start
    before = [
        (state.places[point.id][-1].end, point)
        for container in containers(state.document)
        for point in container.points
        if state.places.get(point.id) and state.places[point.id][-1].end <= start
    ]
    return max(before, key=lambda pair: pair[0], default=(0, None))[1]


def _home(state: Reviewed, key: str) -> str:
    """The id of the node that a piece is in; empty for an unclassified paragraph."""
    kind, _, name = key.partition("-")
    if kind == "p":
        return container_of(state.document, name).id
    return "" if kind == "u" else name.rpartition("-")[0]


def _spans_of(state: Reviewed, key: str) -> tuple[Span, ...]:
    """The stretches of a piece. Raises KeyError where there is no such piece."""
    kind, _, name = key.partition("-")
    if kind == "u":
        found = tuple(Span(one.start, one.end) for one in state.loose if str(one.start) == name)
    elif kind == "p":
        found = state.spans(name)
    else:
        node_id, _, which = name.rpartition("-")
        found = state.spans(node_id, which) if kind == "h" else _line(state.spans(node_id, *LINES), which)
    if not found:
        raise KeyError(key)
    return found


def _line(spans: Sequence[Span], which: str) -> tuple[Span, ...]:
    return tuple(spans[int(which) : int(which) + 1]) if which.isdecimal() else ()


def _take(state: Reviewed, key: str) -> _Taken:
    spans = _spans_of(state, key)
    kind, _, name = key.partition("-")
    if kind == "u":
        loose = tuple(one for one in state.loose if one.start != spans[0].start)
        return _Taken(replace(state, loose=loose), spans)
    if kind == "p":
        container = container_of(state.document, name)
        point = next(one for one in container.points if one.id == name)
        rest = tuple(one for one in container.points if one.id != name)
        document = swap(state.document, replace(container, points=rest))
        return _Taken(_placed(replace(state, document=document), {name: ()}), spans, point)
    node_id = name.rpartition("-")[0]
    rest_spans = tuple(span for span in state.places[node_id] if span not in spans)
    state = _with_spans(state, node_id, rest_spans)
    # what is doubted of the head is its title
    return _Taken(_doubtless(state, node_id) if kind == "h" else state, spans)


def _put(taken: _Taken, where: Place, node_id: str, ids: Ids) -> tuple[Reviewed, str]:
    state = taken.state
    if where.points:
        point, spans = _as_point(taken, ids)
        state = _placed(state, {point.id: spans})
        return _sorted_in(state, node_id, point), f"p-{point.id}"
    field = "lead" if isinstance(find(state.document, node_id), Part | Section) else "text"
    others = [span for span in state.spans(node_id) if span.field != field]
    lines = joined(state.text, (*state.spans(node_id, field), *taken.spans), field)
    state = _with_spans(state, node_id, tuple(sorted((*others, *lines))))
    at = next(n for n, span in enumerate(lines) if span.start <= taken.spans[0].start < span.end)
    return state, f"l-{node_id}-{at}"


def _as_point(taken: _Taken, ids: Ids) -> tuple[Point, tuple[Span, ...]]:
    """The point that a piece is, or becomes; its marker is by position, for it stands elsewhere now."""
    if taken.point is not None:
        return replace(taken.point, marker=None), taken.spans
    cuts = [(span.start, span.end) for span in taken.spans]
    pen = Pen(taken.state.text, ids)
    lead, points = marked_points(pen, cuts, only_starts=True)
    if lead or len(points) != 1:
        pen = Pen(taken.state.text, ids)
        points = [make_point(pen, None, cuts)]
    spans = tuple(sorted(Span(piece.start, piece.end, piece.field) for piece in pen.pieces))
    return replace(points[0], marker=None), spans


def _sorted_in(state: Reviewed, container_id: str, point: Point) -> Reviewed:
    """The point among the others of its place, where the source has it."""
    container = find(state.document, container_id)
    if not isinstance(container, Part | Section):
        raise KeyError(container_id)
    start = state.places[point.id][0].start
    at = sum(1 for one in container.points if _start(state, one.id) < start)
    points = (*container.points[:at], point, *container.points[at:])
    return replace(state, document=swap(state.document, replace(container, points=points)))


def _join(taken: _Taken, before: Point) -> Reviewed:
    """The piece at the end of the point before it."""
    state = taken.state
    field = "example" if before.example else "elaboration"
    spans = joined(state.text, (*state.spans(before.id, field), *taken.spans), field)
    text = written(state.text, spans)
    point = replace(before, example=text) if before.example else replace(before, elaboration=text)
    others = [span for span in state.spans(before.id) if span.field != field]
    state = _placed(state, {before.id: tuple(sorted((*others, *spans)))})
    return replace(state, document=swap(state.document, point))


def _section_to(state: Reviewed, slots: tuple[PartSlot, ...], section_id: str, to: str) -> Reviewed:
    """An area taken for another one of the framework, or put into another part; what is in it goes along."""
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
    return _doubtless(_into_part(state, named, part_id), section_id)


def _part_of(document: Document, node_id: str) -> str:
    for part in document.parts:
        if part.id == node_id or any(section.id == node_id for section in part.sections):
            return part.id
    raise KeyError(node_id)


def _into_part(state: Reviewed, section: Section, part_id: str) -> Reviewed:
    start = _start(state, section.id)
    parts = []
    for part in state.document.parts:
        rest = [one for one in part.sections if one.id != section.id]
        same = len(rest) < len(part.sections)
        if part.id == part_id:
            at = sum(1 for one in rest if _start(state, one.id) < start)
            at = part.sections.index(next(o for o in part.sections if o.id == section.id)) if same else at
            rest.insert(at, section)
        parts.append(replace(part, sections=tuple(rest)))
    return replace(state, document=replace(state.document, parts=tuple(parts)))


def _part_as(state: Reviewed, slots: tuple[PartSlot, ...], part_id: str, to: str) -> Reviewed:
    """A part taken for another one of the framework."""
    part = find(state.document, part_id)
    index = to.removeprefix(AS_PART)
    if not isinstance(part, Part) or not index.isdecimal() or int(index) >= len(slots) or index == to:
        raise KeyError(to)
    slot = slots[int(index)]
    changed = replace(part, role=slot.role, key=slot.key)
    return _doubtless(replace(state, document=swap(state.document, changed)), part_id)


def _start(state: Reviewed, node_id: str) -> int:
    spans = state.places.get(node_id)
    return spans[0].start if spans else -1


def _doubtless(state: Reviewed, node_id: str) -> Reviewed:
    return accept(state, node_id) if node_id in state.doubts else state


def _placed(state: Reviewed, changes: Mapping[str, tuple[Span, ...]]) -> Reviewed:
    """The state with other stretches for some nodes, none for a node that is gone; nobody doubts what a person has moved."""
    places = {key: spans for key, spans in {**state.places, **changes}.items() if spans}
    doubts = {key: why for key, why in state.doubts.items() if key not in changes}
    return replace(state, places=places, doubts=doubts)


def _with_spans(state: Reviewed, node_id: str, spans: tuple[Span, ...]) -> Reviewed:
    """A node of running text with other stretches, and the text that they give."""
    node = find(state.document, node_id)
    if isinstance(node, Head):
        kept = {span.field for span in spans}
        gone = {span.field for span in state.spans(node_id)} - kept
        blank: dict[str, Any] = dict.fromkeys(gone, "")
        node = replace(node, **blank)
    elif isinstance(node, Prose):
        node = replace(node, text=written(state.text, spans))
    elif isinstance(node, Part | Section):
        node = replace(node, lead=written(state.text, (span for span in spans if span.field == "lead")))
    state = replace(state, document=swap(state.document, node))
    places = {key: value for key, value in {**state.places, node_id: spans}.items() if value}
    return replace(state, places=places)
