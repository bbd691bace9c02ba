"""The submitted text as a page of paper that can be commented on paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.document.fields import texts_of
from drafting.document.model import Document, find
from drafting.document.text import clean
from drafting.rendering.formats import html
from drafting.rendering.marks import Mark, field_range, marked
from drafting.rendering.styles import RenderStyle
from drafting.rendering.walk import Block, blocks

#: How many characters of a paragraph name it in lists and to screen readers.
_NAMED = 16


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be commented on as a whole: a node, and how its text begins."""

    node: str
    label: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A printed paragraph as HTML, and the nodes that begin in it."""

    html: str
    spots: tuple[Spot, ...]


def lines_of(document: Document, style: RenderStyle, marks: Iterable[Mark]) -> list[PaperLine]:
    """The paragraphs of a text with the marks on them. Everything in ``html`` is escaped."""
    seen: set[str] = set()
    return [_line(block, seen) for block in marked(blocks(document, style), document, marks)]


def chosen_range(
    document: Document, style: RenderStyle, node: str, start: int, end: int
) -> tuple[str, int, int] | None:
    """The field and range that a selection in the printed text of a node means (see
    ``marks.field_range``)."""
    return field_range(list(blocks(document, style)), document, node, start, end)


def first_field(document: Document, node: str) -> tuple[str, int, int]:
    """The whole of the first field of a node that says something; no field where the node is
    unknown or has no text at all."""
    try:
        texts = texts_of(find(document, node))
    except KeyError:
        return "", 0, 0
    field = next((name for name, said in texts.items() if said.strip()), "")
    return field, 0, len(texts[field]) if field else 0


def quoted(document: Document, node: str, field: str, start: int, end: int) -> str:
    """The words at a place of a text; empty where there is no such place."""
    try:
        text = texts_of(find(document, node))[field]
    except KeyError:
        return ""
    return clean(text[start:end])


def _line(block: Block, seen: set[str]) -> PaperLine:
    texts: dict[str, str] = {}
    for run in block.runs:
        texts[run.node_id] = texts.get(run.node_id, "") + run.text
    spots = tuple(Spot(node, _name(text)) for node, text in texts.items() if node not in seen)
    seen.update(texts)
    return PaperLine(html.paragraph(block), spots)


def _name(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= _NAMED else f"{text[:_NAMED]}…"
