"""Which places of a document still have open holes ({时间} {事项} …). [pure]"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document.model import Container, Document, Part, Point
from drafting.document.text import holes

#: How many places and how many holes of each a sentence names; the rest are counted.
_NAMED_PLACES, _NAMED_HOLES = 3, 3


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A place (“理论学习”第 2 条) and the names of its open holes, each once."""

    place: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        shown = "".join(f"{{{name}}}" for name in self.names[:_NAMED_HOLES])
        return f"{self.place} {shown}{'等' if len(self.names) > _NAMED_HOLES else ''}"


def unfilled(document: Document) -> tuple[Unfilled, ...]:
    """The places with open holes in what would be printed, in reading order."""
    found = ((place, tuple(dict.fromkeys(holes(text)))) for place, text in _texts(document))
    return tuple(Unfilled(place, names) for place, names in found if names)


def open_holes_reason(places: tuple[Unfilled, ...]) -> str:
    """Why a clean copy cannot be made, naming the first places."""
    named = "；".join(str(place) for place in places[:_NAMED_PLACES])
    more = f"；另有 {len(places) - _NAMED_PLACES} 处" if len(places) > _NAMED_PLACES else ""
    return f"正式稿里不能留有未填写的空项（{named}{more}），请填写后再生成，或者先生成草稿。"


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    head = document.head
    yield "标题和署名", "\n".join((head.title, head.unit, head.position, head.name, head.date))
    yield "导语", document.opening.text
    for part in document.parts:
        yield from _container(part, part.heading)
        for section in part.sections:
            yield from _container(section, section.area or section.heading)
    yield "结束语", document.closing.text


def _container(container: Container, name: str) -> Iterator[tuple[str, str]]:
    yield f"“{name}”的标题和开头", f"{container.heading}\n{container.lead}"
    runs_in_text = isinstance(container, Part) and len(container.points) == 1
    for position, point in enumerate(container.points, start=1):
        place = f"“{name}”" if runs_in_text else f"“{name}”第 {position} 条"
        yield place, _text_of(point)


def _text_of(point: Point) -> str:
    return "\n".join((point.claim, point.elaboration, point.example))
