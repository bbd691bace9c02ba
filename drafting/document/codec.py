"""Document <-> JSON-ready dictionaries, with a schema number, and the hash that names a content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from itertools import product
from operator import attrgetter, itemgetter
from typing import Any, get_args

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


class _Form:
    """The fields of one kind of node with their types. The usual case is looked at without a loop:
    a paper has hundreds of fields, and each save reads and writes them all."""

    def __init__(self, what: str, fields: Mapping[str, Any]) -> None:
        self.what = what
        self.fields = fields
        self._names = tuple(fields)
        self._values = itemgetter(*fields)
        self._attributes = attrgetter(*fields)
        kinds = [get_args(kind) or (kind,) for kind in fields.values()]
        self._kinds = frozenset(product(*kinds))
        self._lists = [name for name, kind in fields.items() if kind is list]

    def plain(self, node: Any) -> dict[str, Any]:
        """The fields of a node."""
        plain = dict(zip(self._names, self._attributes(node), strict=True))
        for name in self._lists:
            plain[name] = list(plain[name])
        return plain

    def checked(self, data: Any) -> Mapping[str, Any]:
        """The dictionary itself where it has exactly these fields, each of its kind. Raises
        BadDocument."""
        if type(data) is dict and data.keys() == self.fields.keys():
            if tuple(map(type, self._values(data))) in self._kinds:
                return data
            for name, kind in self.fields.items():
                if type(data[name]) not in (get_args(kind) or (kind,)):
                    raise BadDocument(f"{name} of a {self.what} is {data[name]!r:.80}")
        named = list(data) if isinstance(data, Mapping) else f"{data!r:.80}"
        raise BadDocument(f"not the fields of a {self.what}: {named}")


# The stored form, node by node: every field is always there, in this order; what came later
# (_LATER) only where it says something, so that what was stored before stays as it is.
_HEAD = _Form("head", {
    "id": str, "title": str, "unit": str, "position": str, "name": str, "date": str,
    "changed": int,
})  # fmt: skip
_PROSE = _Form("prose", {"id": str, "text": str, "changed": int})
_POINT = _Form("point", {
    "id": str, "marker": str | None, "claim": str, "elaboration": str, "example": str,
    "category": str, "changed": int,
    "links": list,
})  # fmt: skip
_SECTION = _Form("section", {
    "id": str, "key": str, "area": str, "number": str | None, "heading": str, "lead": str,
    "changed": int,
    "points": list,
})  # fmt: skip
_PART = _Form("part", {
    "id": str, "role": str, "key": str, "number": str | None, "heading": str, "lead": str,
    "changed": int,
    "sections": list, "points": list,
})  # fmt: skip
_LATER = {"guess": str}
_POINT_OF_LATER = _Form("point", {**_POINT.fields, **_LATER})
_REMOVED = _Form("removed point", {"container": str, "index": int, "point": dict})
_DOCUMENT = _Form("document", {
    "schema": int, "head": dict, "opening": dict, "parts": list, "closing": dict, "removed": list,
})  # fmt: skip


def dump(document: Document) -> dict[str, Any]:
    """A document as nested dictionaries, lists, strings and integers, ready for JSON."""
    return {
        "schema": SCHEMA,
        "head": _HEAD.plain(document.head),
        "opening": _PROSE.plain(document.opening),
        "parts": [_dump_part(part) for part in document.parts],
        "closing": _PROSE.plain(document.closing),
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
    top = _DOCUMENT.checked(data)
    document = Document(
        head=Head(**_HEAD.checked(top["head"])),
        opening=Prose(**_PROSE.checked(top["opening"])),
        parts=tuple(_load_part(part) for part in top["parts"]),
        closing=Prose(**_PROSE.checked(top["closing"])),
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


def _dump_point(point: Point) -> dict[str, Any]:
    return (_POINT_OF_LATER if point.guess else _POINT).plain(point)


def _dump_section(section: Section) -> dict[str, Any]:
    return _SECTION.plain(section) | {"points": [_dump_point(point) for point in section.points]}


def _dump_part(part: Part) -> dict[str, Any]:
    return _PART.plain(part) | {
        "sections": [_dump_section(section) for section in part.sections],
        "points": [_dump_point(point) for point in part.points],
    }


def _load_point(data: Any) -> Point:
    later = isinstance(data, dict) and not _LATER.keys().isdisjoint(data)
    fields = (_POINT_OF_LATER if later else _POINT).checked(data)
    if not all(isinstance(link, str) for link in fields["links"]):
        raise BadDocument(f"links of a point are {fields['links']!r:.80}")
    return Point(**{**fields, "links": tuple(fields["links"])})


def _load_points(data: list[Any]) -> tuple[Point, ...]:
    return tuple(_load_point(point) for point in data)


def _load_section(data: Any) -> Section:
    fields = _SECTION.checked(data)
    return Section(**{**fields, "points": _load_points(fields["points"])})


def _load_part(data: Any) -> Part:
    fields = _PART.checked(data)
    if fields["role"] not in ROLES:
        raise BadDocument(f"role of a part is {fields['role']!r:.80}")
    sections = tuple(_load_section(section) for section in fields["sections"])
    return Part(**{**fields, "sections": sections, "points": _load_points(fields["points"])})


def _load_removed(data: Any) -> Removed:
    fields = _REMOVED.checked(data)
    return Removed(
        container=fields["container"], index=fields["index"], point=_load_point(fields["point"])
    )
