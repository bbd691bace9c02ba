"""The exchange form of a material (structure JSON: title, opening, parts, closing), for commands
and scripts.

It is the lean form that other programs read and write; the stored form is ``codec``'s. In it
``body`` is elaboration and example in one text, ``opening`` and ``closing`` are lists of
paragraphs, and numbers and markers are as the author gave them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from drafting.document.model import ROLES, Document, Head, Part, Point, Prose, Section, new_id
from drafting.document.numbering import Numbers, number_document
from drafting.document.text import clean, paragraphs

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


class BadStructure(ValueError):
    """The JSON is not the structure of a material; the message is one Chinese sentence naming the
    place."""


def from_structure(data: Any, *, ids: Callable[[], str] = new_id) -> Document:
    """The document that a structure describes, numbers and markers kept as given.

    An id is kept unless it is there already or does not fit into a URL. Raises BadStructure where a
    field is of the wrong kind.
    """
    top = _mapping(data, "材料")
    names = _Ids(ids)
    return Document(
        head=_head(top, names.of({})),
        opening=Prose(id=names.of({}), text=_lines(top, "opening", "材料")),
        parts=tuple(
            _part(item, f"第{n}部分", names)
            for n, item in enumerate(_list(top, "parts", "材料"), 1)
        ),
        closing=Prose(id=names.of({}), text=_lines(top, "closing", "材料")),
    )


def to_structure(document: Document) -> dict[str, Any]:
    """A document in the exchange form, with ids, categories, links and examples as added keys."""
    numbers = number_document(document)
    head = document.head
    byline = {k: v for k in ("unit", "position", "name", "date") if (v := getattr(head, k))}
    return {
        "title": head.title,
        "byline": byline,
        "opening": list(paragraphs(document.opening.text)),
        "parts": [_part_out(part, numbers) for part in document.parts],
        "closing": list(paragraphs(document.closing.text)),
    }


class _Ids:
    """The ids of one document: given ones as long as they are good, else fresh ones."""

    def __init__(self, fresh: Callable[[], str]) -> None:
        self._fresh = fresh
        self._taken: set[str] = set()

    def of(self, item: Mapping[str, Any]) -> str:
        """The id for a node described by ``item``."""
        given = item.get("id")
        good = isinstance(given, str) and _SAFE_ID.fullmatch(given) and given not in self._taken
        new = str(given) if good else self._fresh()
        self._taken.add(new)
        return new


def _part_out(part: Part, numbers: Numbers) -> dict[str, Any]:
    return {
        "id": part.id,
        "number": numbers.of(part),
        "heading": part.heading,
        "role": part.role,
        "lead": list(paragraphs(part.lead)),
        "sections": [
            {
                "id": section.id,
                "number": numbers.of(section),
                "heading": section.heading,
                "area": section.area or None,
                "lead": section.lead,
                "points": [_point_out(point, numbers) for point in section.points],
            }
            for section in part.sections
        ],
        "points": [_point_out(point, numbers) for point in part.points],
    }


def _point_out(point: Point, numbers: Numbers) -> dict[str, Any]:
    return {
        "id": point.id,
        "marker": numbers.of(point),
        "claim": point.claim,
        "body": point.elaboration + point.example,
        "elaboration": point.elaboration,
        "example": point.example,
        "category": point.category,
        "links": list(point.links),
    }


def _part(data: Any, where: str, ids: _Ids) -> Part:
    item = _mapping(data, where)
    role = _text(item, "role", where) or "other"
    if role not in ROLES:
        raise BadStructure(f"{where}的 role 是“{role}”，只能是 {'、'.join(ROLES)} 之一。")
    return Part(
        id=ids.of(item),
        role=role,
        number=_text(item, "number", where),
        heading=_text(item, "heading", where),
        lead=_lines(item, "lead", where),
        sections=tuple(
            _section(s, f"{where}第{n}方面", ids)
            for n, s in enumerate(_list(item, "sections", where), 1)
        ),
        points=_points(item, where, ids),
    )


def _section(data: Any, where: str, ids: _Ids) -> Section:
    item = _mapping(data, where)
    return Section(
        id=ids.of(item),
        area=_text(item, "area", where),
        number=_text(item, "number", where),
        heading=_text(item, "heading", where),
        lead=_lines(item, "lead", where),
        points=_points(item, where, ids),
    )


def _points(item: Mapping[str, Any], where: str, ids: _Ids) -> tuple[Point, ...]:
    return tuple(
        _point(p, f"{where}第{n}条", ids) for n, p in enumerate(_list(item, "points", where), 1)
    )


def _point(data: Any, where: str, ids: _Ids) -> Point:
    item = _mapping(data, where)
    elaboration, example = _body(item, where)
    links = _list(item, "links", where)
    return Point(
        id=ids.of(item),
        marker=_text(item, "marker", where),
        claim=_text(item, "claim", where),
        elaboration=elaboration,
        example=example,
        category=_text(item, "category", where),
        links=tuple(link for link in links if isinstance(link, str)),
    )


def _body(item: Mapping[str, Any], where: str) -> tuple[str, str]:
    """Elaboration and example of a point. ``body`` is both in one; where it says something else
    than the two, somebody edited it without knowing of them, and it counts."""
    body = _text(item, "body", where)
    elaboration, example = _text(item, "elaboration", where), _text(item, "example", where)
    if not body or body == elaboration + example:
        return elaboration, example
    if example and body.endswith(example):
        return body[: len(body) - len(example)], example
    return body, "" if example in body else example


def _head(top: Mapping[str, Any], node_id: str) -> Head:
    byline = _mapping(top.get("byline") or {}, "byline")
    unit, position, name, date = (
        _text(byline, key, "byline") for key in ("unit", "position", "name", "date")
    )
    title = _text(top, "title", "材料")
    return Head(id=node_id, title=title, unit=unit, position=position, name=name, date=date)


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadStructure(f"{where}应是一个 JSON 对象，请对照材料结构的说明检查。")
    return value


def _text(item: Mapping[str, Any], key: str, where: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadStructure(f"{where}的 {key} 应是文字，请检查这一处。")
    return clean(value)


def _list(item: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = item.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadStructure(f"{where}的 {key} 应是列表，请检查这一处。")
    return value


def _lines(item: Mapping[str, Any], key: str, where: str) -> str:
    """Paragraphs as one text; a single string is taken as it is."""
    value = item.get(key)
    if isinstance(value, str):
        return clean(value)
    values = _list(item, key, where)
    if not all(isinstance(line, str) for line in values):
        raise BadStructure(f"{where}的 {key} 应是由段落文字组成的列表，请检查这一处。")
    return clean("\n".join(values))
