"""The document model of a 对照检查材料: Document > Part (部分) > Section (方面) > Point (条).

Every node is a frozen dataclass with a permanent ``id`` and ``changed``, the draft version (a
running integer) at which its own values last changed. Texts are plain strings; a line break inside
a text separates paragraphs. ``number`` and ``marker`` are ``None`` where the position decides what
is printed (documents written here) and a string where an author's own numbering is kept as given
(imported ones; the empty string prints nothing).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SCHEMA: Final = 1

#: What a part is for. ``problems`` holds the areas to examine; the others hold points or running
#: text.
ROLES: Final = ("previous", "problems", "cases", "causes", "measures", "statement", "other")

#: A sign for every byte, each of the 32 signs for eight of them.
_SIGNS: Final = b"abcdefghijkmnpqrstuvwxyz23456789" * 8


def new_id() -> str:
    """A fresh node id: ten characters that stay the same for the node's whole life and are safe in
    a URL."""
    return secrets.token_bytes(10).translate(_SIGNS).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """题头: the title and the byline (单位、职务、姓名、日期) printed below it."""

    id: str
    title: str = ""
    unit: str = ""
    position: str = ""
    name: str = ""
    date: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Running text without points: the opening (导语) or the closing (结束语)."""

    id: str
    text: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point (一条): claim sentence (观点句), elaboration (表现) and example (事例).

    ``category`` is a taxonomy code (``LL1``, ``C02``, ``M01`` or empty). ``links`` are the ids of
    the causes and measures that answer a problem; a cause or a measure has none. ``guess`` is where
    the point stood in the paper that it came from, or what was doubted of it, as a Chinese
    sentence, as long as its place is a guess that nobody has looked at; else empty. It is never
    printed.
    """

    id: str
    marker: str | None = None
    claim: str = ""
    elaboration: str = ""
    example: str = ""
    category: str = ""
    links: tuple[str, ...] = ()
    guess: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One area (方面) of a part. ``key`` names the framework's area, ``area`` is the name the notice
    gives it."""

    id: str
    key: str = ""
    area: str = ""
    number: str | None = None
    heading: str = ""
    lead: str = ""
    points: tuple[Point, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part (部分) of the material, with areas, with points of its own, or with running text in
    ``lead`` only."""

    id: str
    role: str
    key: str = ""
    number: str | None = None
    heading: str = ""
    lead: str = ""
    sections: tuple[Section, ...] = ()
    points: tuple[Point, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A point taken out and kept, so that removing can be undone at any later time."""

    container: str
    index: int
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole material."""

    head: Head
    opening: Prose
    parts: tuple[Part, ...] = ()
    closing: Prose
    removed: tuple[Removed, ...] = ()


Node = Head | Prose | Part | Section | Point
Container = Part | Section


def containers(document: Document) -> Iterator[Container]:
    """Every part and section in reading order, a part before its sections."""
    for part in document.parts:
        yield part
        yield from part.sections


def nodes(document: Document) -> Iterator[Node]:
    """Every living node in reading order."""
    yield document.head
    yield document.opening
    for container in containers(document):
        yield container
        yield from container.points
    yield document.closing


def all_ids(document: Document) -> list[str]:
    """The ids of all nodes, removed points included (they may come back)."""
    return [node.id for node in nodes(document)] + [entry.point.id for entry in document.removed]


def find(document: Document, node_id: str) -> Node:
    """The living node with this id.

    Raises KeyError where there is none.
    """
    for node in nodes(document):
        if node.id == node_id:
            return node
    raise KeyError(node_id)


def container_of(document: Document, point_id: str) -> Container:
    """The part or section that holds this point.

    Raises KeyError where no living point has the id.
    """
    for container in containers(document):
        if any(point.id == point_id for point in container.points):
            return container
    raise KeyError(point_id)


def points_of_role(document: Document, role: str) -> tuple[Point, ...]:
    """All points of the parts with this role, those of their sections included, in reading
    order."""
    found: list[Point] = []
    for part in document.parts:
        if part.role == role:
            found += part.points
            for section in part.sections:
                found += section.points
    return tuple(found)
