"""How much one paper may hold, and what is said where an edit would make it more.

Real papers have 2,300 to 10,000 characters and a handful of points in each place; the bounds are
far above, and low enough that every page, check and file of the largest paper stays quick. A paper
that is over a bound already (written before there was one) may stay and get shorter, never longer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drafting.document.fields import TEXT_FIELDS
from drafting.document.model import Document, Node, Part, containers, nodes

#: Points of one area, or of one part without areas.
MOST_POINTS_IN_PLACE: Final = 40
#: Points of the whole paper.
MOST_POINTS: Final = 200
#: Characters of all its texts, blanks and line breaks included.
MOST_CHARACTERS: Final = 60_000
#: Points and characters with those that were taken out: they stay in the document, so that they can
#: come back.
MOST_KEPT_POINTS: Final = 3 * MOST_POINTS
MOST_KEPT_CHARACTERS: Final = 3 * MOST_CHARACTERS


def excess(new: Document, old: Document | None = None) -> str:
    """Why ``new`` is too much, as one Chinese sentence; empty where it is not, or no more than
    ``old``."""
    return next(_excesses(new, old), "")


def text_size(document: Document) -> int:
    """The characters of all texts of a paper, blanks and line breaks included."""
    return sum(map(_size, nodes(document)))


def _excesses(new: Document, old: Document | None) -> Iterator[str]:
    yield from _full_places(new, old)
    if (points := _points(new)) > MOST_POINTS and points > (_points(old) if old else 0):
        yield f"一份材料最多写 {MOST_POINTS} 条，这样会有 {points} 条。请把相近的合并，或者移除不要的再添加。"
    size = text_size(new)
    if size > MOST_CHARACTERS and size > (text_size(old) if old else 0):
        yield f"一份材料最多写 {MOST_CHARACTERS} 字，这样会有 {size} 字（含空格）。请先删减一些再保存。"
    if new.removed and _more_kept(new, points, size, old):
        yield (
            "移除过的条目积得太多，这份材料放不下了。请到“开始撰写”一页，"
            "选“从以前的材料复制”，以这份为底另起一份继续写，移除过的条目留在原来那份里。"
        )


def _full_places(new: Document, old: Document | None) -> Iterator[str]:
    for place in containers(new):
        number = len(place.points)
        if number > MOST_POINTS_IN_PLACE and number > _number_before(old, place.id):
            name = place.heading if isinstance(place, Part) else place.area or place.heading
            yield (
                f"“{name.strip() or '这一处'}”最多写 {MOST_POINTS_IN_PLACE} 条，"
                f"这样会有 {number} 条。请把相近的合并，或者移除不要的再添加。"
            )


def _number_before(old: Document | None, place_id: str) -> int:
    places = containers(old) if old else ()
    return next((len(place.points) for place in places if place.id == place_id), 0)


def _more_kept(new: Document, points: int, size: int, old: Document | None) -> bool:
    """Whether ``new``, which shows so many points and characters, keeps too many and more than
    ``old``."""
    points, size = points + len(new.removed), size + _removed_size(new)
    if points <= MOST_KEPT_POINTS and size <= MOST_KEPT_CHARACTERS:
        return False
    points_before = _points(old) + len(old.removed) if old else 0
    size_before = text_size(old) + _removed_size(old) if old else 0
    return (points > MOST_KEPT_POINTS and points > points_before) or (
        size > MOST_KEPT_CHARACTERS and size > size_before
    )


def _removed_size(document: Document) -> int:
    return sum(_size(entry.point) for entry in document.removed)


def _points(document: Document) -> int:
    return sum(len(place.points) for place in containers(document))


def _size(node: Node) -> int:
    return sum([len(getattr(node, name)) for name in TEXT_FIELDS[type(node)]])
