"""Document <-> JSON-ready dictionaries, with a schema number, and the hash that names a content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from drafting.document.model import SCHEMA, Document, Head, Part, Point, Prose, Removed, Section


class UnknownSchema(ValueError):
    """The stored document has a schema number that this version cannot read."""


def dump(document: Document) -> dict[str, Any]:
    """A document as nested dictionaries, lists, strings and integers, ready for JSON."""
    return {
        "schema": SCHEMA,
        "head": _plain(document.head, ("id", "title", "unit", "position", "name", "date", "changed")),
        "opening": _plain(document.opening, ("id", "text", "changed")),
        "parts": [_dump_part(part) for part in document.parts],
        "closing": _plain(document.closing, ("id", "text", "changed")),
        "removed": [
            {"container": entry.container, "index": entry.index, "point": _dump_point(entry.point)}
            for entry in document.removed
        ],
    }


def load(data: Mapping[str, Any]) -> Document:
    """The document in a dictionary made by ``dump``, of this or an earlier schema.

    Raises UnknownSchema for a schema that is not known here, KeyError or TypeError for what is no document at all.
    """
    if data.get("schema") != SCHEMA:
        raise UnknownSchema(f"schema {data.get('schema')!r}, known: 1 to {SCHEMA}")
    return Document(
        head=Head(**data["head"]),
        opening=Prose(**data["opening"]),
        parts=tuple(_load_part(part) for part in data["parts"]),
        closing=Prose(**data["closing"]),
        removed=tuple(
            Removed(container=e["container"], index=e["index"], point=_load_point(e["point"]))
            for e in data["removed"]
        ),
    )


def content_hash(document: Document) -> str:
    """SHA-256 (64 hexadecimal digits) of what the document says: versions of nodes and removed points left out."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(item) for key, item in value.items() if key not in ("changed", "removed")}
        return [strip(item) for item in value] if isinstance(value, list) else value

    text = json.dumps(strip(dump(document)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(node: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(node, name) for name in names}


def _dump_point(point: Point) -> dict[str, Any]:
    data = _plain(point, ("id", "marker", "claim", "elaboration", "example", "category", "changed"))
    return data | {"links": list(point.links)}


def _dump_section(section: Section) -> dict[str, Any]:
    data = _plain(section, ("id", "key", "area", "number", "heading", "lead", "changed"))
    return data | {"points": [_dump_point(point) for point in section.points]}


def _dump_part(part: Part) -> dict[str, Any]:
    data = _plain(part, ("id", "role", "key", "number", "heading", "lead", "changed"))
    return data | {
        "sections": [_dump_section(section) for section in part.sections],
        "points": [_dump_point(point) for point in part.points],
    }


def _load_point(data: Mapping[str, Any]) -> Point:
    return Point(**{**data, "links": tuple(data["links"])})


def _load_section(data: Mapping[str, Any]) -> Section:
    return Section(**{**data, "points": tuple(_load_point(point) for point in data["points"])})


def _load_part(data: Mapping[str, Any]) -> Part:
    sections = tuple(_load_section(section) for section in data["sections"])
    return Part(
        **{**data, "sections": sections, "points": tuple(_load_point(point) for point in data["points"])}
    )
