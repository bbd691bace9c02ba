"""Moving the pieces of an import: points, paragraphs of running text, unclassified paragraphs.
[pure]

Each function takes a state and gives a new one. Nothing is ever typed here: every text stays a
stretch of the source, so moving loses nothing (its property test holds that). A key names a piece:
``p-ID`` a point, ``l-ID-N`` the N-th paragraph of a running text, ``h-ID-FIELD`` a line of the
head, ``u-START`` an unclassified paragraph, ``s-ID`` an area, ``d-ID`` a part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drafting.document.edits import swap
from drafting.document.model import (
    Part,
    Point,
    Section,
    container_of,
    containers,
    find,
    new_id,
)
from drafting.frameworks.spec import PartSpec
from drafting.importing.review_page.area_moves import area_to, part_as
from drafting.importing.review_page.destinations import Destination, made, place
from drafting.importing.review_page.node_changes import doubtless, placed, start_of, with_spans
from drafting.importing.review_page.state import LINES, Reviewed, SourceSpan, joined, written
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.points import make_point, marked_points

#: Where a piece goes that belongs to the point before it.
JOIN: Final = "join"
Ids = Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A piece that was taken out: its stretches, and the point that it was, if it was one."""

    state: Reviewed
    spans: tuple[SourceSpan, ...]
    point: Point | None = None


def move(
    state: Reviewed, slots: tuple[PartSpec, ...], key: str, to: str, *, ids: Ids = new_id
) -> tuple[Reviewed, str]:
    """Move a piece to a place (its key, ``JOIN``, or ``AS_PART`` with an index); gives the piece's
    key there.

    The same state comes back where the piece is there already. Raises KeyError for a piece or a
    place that does not exist.
    """
    kind, _, name = key.partition("-")
    if kind == "d":
        return part_as(state, slots, name, to), key
    if kind == "s":
        return area_to(state, slots, name, to), key
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


def point_before(state: Reviewed, key: str) -> Point | None:
    """The point that a piece would join: the one before it in the source, for a point the one
    before it in its place."""
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


def _spans_of(state: Reviewed, key: str) -> tuple[SourceSpan, ...]:
    """The stretches of a piece. Raises KeyError where there is no such piece."""
    kind, _, name = key.partition("-")
    if kind == "u":
        found = tuple(
            SourceSpan(one.start, one.end) for one in state.loose if str(one.start) == name
        )
    elif kind == "p":
        found = state.spans(name)
    else:
        node_id, _, which = name.rpartition("-")
        found = (
            state.spans(node_id, which)
            if kind == "h"
            else _line(state.spans(node_id, *LINES), which)
        )
    if not found:
        raise KeyError(key)
    return found


def _line(spans: Sequence[SourceSpan], which: str) -> tuple[SourceSpan, ...]:
    return tuple(span for n, span in enumerate(spans) if str(n) == which)


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
        return _Taken(placed(replace(state, document=document), {name: ()}), spans, point)
    node_id = name.rpartition("-")[0]
    rest_spans = tuple(span for span in state.places[node_id] if span not in spans)
    state = with_spans(state, node_id, rest_spans)
    # what is doubted of the head is its title
    return _Taken(doubtless(state, node_id) if kind == "h" else state, spans)


def _put(taken: _Taken, where: Destination, node_id: str, ids: Ids) -> tuple[Reviewed, str]:
    state = taken.state
    if where.points:
        point, spans = _as_point(taken, ids)
        state = placed(state, {point.id: spans})
        return _sorted_in(state, node_id, point), f"p-{point.id}"
    field = "lead" if isinstance(find(state.document, node_id), Part | Section) else "text"
    others = [span for span in state.spans(node_id) if span.field != field]
    lines = joined(state.text, (*state.spans(node_id, field), *taken.spans), field)
    state = with_spans(state, node_id, tuple(sorted((*others, *lines))))
    at = next(n for n, span in enumerate(lines) if span.start <= taken.spans[0].start < span.end)
    return state, f"l-{node_id}-{at}"


def _as_point(taken: _Taken, ids: Ids) -> tuple[Point, tuple[SourceSpan, ...]]:
    """The point that a piece is, or becomes; its marker is by position, for it stands elsewhere
    now."""
    if taken.point is not None:
        return replace(taken.point, marker=None), taken.spans
    cuts = [(span.start, span.end) for span in taken.spans]
    pen = Pen(taken.state.text, ids)
    lead, points = marked_points(pen, cuts, only_starts=True)
    if lead or len(points) != 1:
        pen = Pen(taken.state.text, ids)
        points = [make_point(pen, None, cuts)]
    spans = tuple(sorted(SourceSpan(piece.start, piece.end, piece.field) for piece in pen.pieces))
    return replace(points[0], marker=None), spans


def _sorted_in(state: Reviewed, container_id: str, point: Point) -> Reviewed:
    """The point among the others of its place, where the source has it."""
    container = find(state.document, container_id)
    if not isinstance(container, Part | Section):
        raise KeyError(container_id)
    start = state.places[point.id][0].start
    at = sum(1 for one in container.points if start_of(state, one.id) < start)
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
    state = placed(state, {before.id: tuple(sorted((*others, *spans)))})
    return replace(state, document=swap(state.document, point))
