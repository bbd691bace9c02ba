"""Document <-> JSON-ready dictionaries, with a schema number, and the hash that names a content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from drafting.document.model import (
    ROLES,
    SCHEMA,
    Document,
    Head,
    Part,
    Point,
    Prose,
    Removed,
    Section,
    all_ids,
)


class BadDocument(ValueError):
    """What is stored is no document: a field is missing, unknown or of the wrong kind, or an id is
    there twice."""


class UnknownSchema(BadDocument):
    """The stored document has a schema number that this version cannot read."""


# The stored form, node by node: every field is always there, in this order; what came later
# (_LATER) only where it says something, so that what was stored before stays as it is.
_HEAD = {
    "id": str,
    "title": str,
    "unit": str,
    "position": str,
    "name": str,
    "date": str,
    "changed": int,
}
_PROSE = {"id": str, "text": str, "changed": int}
_POINT = {
    "id": str, "marker": str | None, "claim": str, "elaboration": str, "example": str,
    "category": str, "changed": int,
    "links": list,
}  # fmt: skip
_SECTION = {
    "id": str, "key": str, "area": str, "number": str | None, "heading": str, "lead": str,
    "changed": int,
    "points": list,
}  # fmt: skip
_PART = {
    "id": str, "role": str, "key": str, "number": str | None, "heading": str, "lead": str,
    "changed": int,
    "sections": list, "points": list,
}  # fmt: skip
_LATER = {"guess": str}
_REMOVED = {"container": str, "index": int, "point": dict}
_DOCUMENT = {
    "schema": int, "head": dict, "opening": dict, "parts": list, "closing": dict, "removed": list,
}  # fmt: skip


def dump(document: Document) -> dict[str, Any]:
    """A document as nested dictionaries, lists, strings and integers, ready for JSON."""
    return {
        "schema": SCHEMA,
        "head": _plain(document.head, _HEAD),
        "opening": _plain(document.opening, _PROSE),
        "parts": [_dump_part(part) for part in document.parts],
        "closing": _plain(document.closing, _PROSE),
        "removed": [
            {"container": entry.container, "index": entry.index, "point": _dump_point(entry.point)}
            for entry in document.removed
        ],
    }


def load(data: Any) -> Document:
    """The document in a dictionary made by ``dump``, of this or an earlier schema.

    Raises UnknownSchema for a schema that is not known here and BadDocument for what is no document
    at all: editing damaged data would spoil the rest of it.
    """
    schema = data.get("schema") if isinstance(data, Mapping) else None
    if isinstance(schema, int) and schema != SCHEMA:
        raise UnknownSchema(f"schema {schema}, known: 1 to {SCHEMA}")
    top = _checked(data, _DOCUMENT, "document")
    document = Document(
        head=Head(**_checked(top["head"], _HEAD, "head")),
        opening=Prose(**_checked(top["opening"], _PROSE, "opening")),
        parts=tuple(_load_part(part) for part in top["parts"]),
        closing=Prose(**_checked(top["closing"], _PROSE, "closing")),
        removed=tuple(_load_removed(entry) for entry in top["removed"]),
    )
    ids = all_ids(document)
    if len(set(ids)) < len(ids):
        raise BadDocument("an id is there twice")
    return document


def content_hash(document: Document) -> str:
    """SHA-256 (64 hexadecimal digits) of what the document says: versions of nodes, guesses and
    removed points left out."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: strip(item)
                for key, item in value.items()
                if key not in ("changed", "guess", "removed")
            }
        return [strip(item) for item in value] if isinstance(value, list) else value

    text = json.dumps(
        strip(dump(document)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(node: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(getattr(node, name)) if kind is list else getattr(node, name)
        for name, kind in fields.items()
    }


def _dump_point(point: Point) -> dict[str, Any]:
    later = {name: getattr(point, name) for name in _LATER if getattr(point, name)}
    return _plain(point, _POINT) | later


def _dump_section(section: Section) -> dict[str, Any]:
    return _plain(section, _SECTION) | {"points": [_dump_point(point) for point in section.points]}


def _dump_part(part: Part) -> dict[str, Any]:
    return _plain(part, _PART) | {
        "sections": [_dump_section(section) for section in part.sections],
        "points": [_dump_point(point) for point in part.points],
    }


def _checked(data: Any, fields: Mapping[str, Any], what: str) -> Mapping[str, Any]:
    """The dictionary itself where it has exactly these fields, each of its kind."""
    if not isinstance(data, Mapping) or set(data) != set(fields):
        raise BadDocument(
            f"not the fields of a {what}: {list(data) if isinstance(data, Mapping) else data!r:.80}"
        )
    for name, kind in fields.items():
        # True is an int for Python, but never a version
        if not isinstance(data[name], kind) or isinstance(data[name], bool):
            raise BadDocument(f"{name} of a {what} is {data[name]!r:.80}")
    return data


def _load_point(data: Any) -> Point:
    later = {name: kind for name, kind in _LATER.items() if name in data}
    fields = _checked(data, _POINT | later, "point")
    if not all(isinstance(link, str) for link in fields["links"]):
        raise BadDocument(f"links of a point are {fields['links']!r:.80}")
    return Point(**{**fields, "links": tuple(fields["links"])})


def _load_points(data: list[Any]) -> tuple[Point, ...]:
    return tuple(_load_point(point) for point in data)


def _load_section(data: Any) -> Section:
    fields = _checked(data, _SECTION, "section")
    return Section(**{**fields, "points": _load_points(fields["points"])})


def _load_part(data: Any) -> Part:
    fields = _checked(data, _PART, "part")
    if fields["role"] not in ROLES:
        raise BadDocument(f"role of a part is {fields['role']!r:.80}")
    sections = tuple(_load_section(section) for section in fields["sections"])
    return Part(**{**fields, "sections": sections, "points": _load_points(fields["points"])})


def _load_removed(data: Any) -> Removed:
    fields = _checked(data, _REMOVED, "removed point")
    return Removed(
        container=fields["container"], index=fields["index"], point=_load_point(fields["point"])
    )
