"""Which part or area a point stands in: moving it to another one, and what is only guessed of it.

Moving changes none of a point's own values, and so not its version either: whoever writes in it in
another window goes on writing in it where it is now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from drafting.document.edits import remove_point, swap
from drafting.document.model import (
    Container,
    Document,
    Point,
    container_of,
    containers,
    find,
)

#: A place behind all others.
LAST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a point stands (the id of its part or area, and the place there, from 0), and what goes
    with the place: the marker that was given to it there, and the guess."""

    container: str
    index: int
    marker: str | None = None
    guess: str = ""


def standing_of(document: Document, point_id: str) -> Standing:
    """Where a point stands now. Raises KeyError where no living point has the id."""
    container = container_of(document, point_id)
    at = next(i for i, point in enumerate(container.points) if point.id == point_id)
    point = container.points[at]
    return Standing(container.id, at, point.marker, point.guess)


def place_point(document: Document, point_id: str, standing: Standing) -> Document:
    """Move a point to a place of any part or area; places beyond the ends mean the ends. Its links
    and those to it stay.

    Raises KeyError where no living point or no part or area has the id.
    """
    home = container_of(document, point_id)
    point = next(point for point in home.points if point.id == point_id)
    rest = tuple(point for point in home.points if point.id != point_id)
    document = swap(document, replace(home, points=rest))
    goal = _container(document, standing.container)
    at = max(0, min(standing.index, len(goal.points)))
    moved = replace(point, marker=standing.marker, guess=standing.guess)
    return swap(document, replace(goal, points=(*goal.points[:at], moved, *goal.points[at:])))


def with_guesses(document: Document, guesses: Mapping[str, str]) -> Document:
    """The document with what is guessed of some points, by their ids: nothing of those that a
    person has looked at. The same document comes back where nothing differs. Raises KeyError where
    no living point has an id."""
    for point_id, guess in guesses.items():
        point = find(document, point_id)
        if not isinstance(point, Point):
            raise KeyError(point_id)
        if point.guess != guess:
            document = swap(document, replace(point, guess=guess))
    return document


def drop_points(document: Document, versions: Mapping[str, int]) -> Document:
    """Undo a division: take the points out that it made (with the versions at which their text was
    seen), whose text stands in the point they came from again. One that was changed since is kept
    among the removed. Raises KeyError where no living point has an id."""
    for point_id, version in versions.items():
        container = container_of(document, point_id)
        point = next(one for one in container.points if one.id == point_id)
        if point.changed > version:
            document = remove_point(document, point_id)
            continue
        rest = tuple(one for one in container.points if one.id != point_id)
        document = swap(document, replace(container, points=rest))
    return document


def _container(document: Document, container_id: str) -> Container:
    for container in containers(document):
        if container.id == container_id:
            return container
    raise KeyError(container_id)
