"""A paper in traditional characters: recognised by its simplified form, kept in its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from drafting.document.model import Document, Head, Part, Point, Prose, Section
from drafting.importing.raw_text.traditional import simplified
from drafting.importing.segment.report import Imported
from drafting.importing.source import SourceText

_Node = TypeVar("_Node", Head, Prose, Part, Section, Point)
_NO_TEXT: Final = ("id", "role", "key", "area", "category")


def as_simplified(source: SourceText) -> SourceText:
    """The source in simplified characters, each where its traditional one stands."""
    paragraphs = tuple(
        replace(paragraph, text=simplified(paragraph.text)) for paragraph in source.paragraphs
    )
    return replace(source, paragraphs=paragraphs)


def as_written(imported: Imported, source: SourceText) -> Imported:
    """What was read off the simplified form of a source, in the words of the source."""
    said: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for piece in imported.pieces:
        said[piece.node_id, piece.field].append((piece.start, piece.end))
    plain, own = imported.source.text, source.text

    def back(node_id: str, name: str, value: str) -> str:
        cuts = said.get((node_id, name), [])
        read = "".join(plain[start:end] for start, end in cuts)
        return _aligned(value, read, "".join(own[start:end] for start, end in cuts))

    return replace(
        imported,
        document=_document(imported.document, back),
        source=replace(source, notices=imported.source.notices),
        unplaced=tuple(replace(one, text=own[one.start : one.end]) for one in imported.unplaced),
    )


def _aligned(value: str, read: str, own: str) -> str:
    """A field's value, which leaves out some characters of what was read, in the characters of its
    own form."""
    found, at = [], 0
    for char in value:
        place = read.find(char, at)
        if place < 0:
            found.append(char)  # a line break
        else:
            found.append(own[place])
            at = place + 1
    return "".join(found)


_Back = Callable[[str, str, str], str]


def _node(node: _Node, back: _Back, **below: Any) -> _Node:
    texts: dict[str, Any] = {
        one.name: back(node.id, one.name, text)
        for one in fields(node)
        if one.name not in _NO_TEXT and isinstance(text := getattr(node, one.name), str)
    }
    return replace(node, **texts, **below)


def _document(document: Document, back: _Back) -> Document:
    def points(node: Part | Section) -> tuple[Point, ...]:
        return tuple(_node(point, back) for point in node.points)

    def part(node: Part) -> Part:
        sections = tuple(_node(one, back, points=points(one)) for one in node.sections)
        return _node(node, back, sections=sections, points=points(node))

    return replace(
        document,
        head=_node(document.head, back),
        opening=_node(document.opening, back),
        parts=tuple(map(part, document.parts)),
        closing=_node(document.closing, back),
    )
