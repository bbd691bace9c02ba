"""Where words stand in the fields of a paper, and other words in their place. [pure]"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from drafting.document import edits
from drafting.document.fields import texts_of
from drafting.document.model import Document, Node, nodes
from drafting.document.ranges import FieldRange, replaced
from drafting.document.text import clean

#: Why a text may not stand in a field of a node, as one Chinese sentence; empty where it may.
Objection = Callable[[Document, Node, str, str], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The paper with the words replaced: in how many places, in how many of those asked for the
    words do not stand as they did, and why some were left out."""

    document: Document
    number: int = 0
    moved: int = 0
    objections: tuple[str, ...] = ()


def places(document: Document, words: str) -> list[FieldRange]:
    """Every place of the words in what a person writes, in reading order; exactly these characters,
    none of them twice. Headings are the framework's and none of it."""
    return [place for node in nodes(document) for place in _places(node, words)] if words else []


def key_of(place: FieldRange) -> str:
    """What a place is called by a form."""
    return f"{place.node_id}:{place.field}:{place.start}"


def replace_words(
    document: Document,
    words: str,
    new: str,
    chosen: Collection[str],
    *,
    seen: int,
    version: int,
    objection: Objection,
) -> Outcome:
    """Put ``new`` in the place of the words where it was asked for (keys of places).

    ``seen`` is the draft's version that the places were looked at in: a node that was changed since
    is left as it is. A field whose new text meets an objection is left as it is, too.
    """
    number, met = 0, []
    objections: list[str] = []
    for node in nodes(document):
        asked = [place for place in _places(node, words) if key_of(place) in chosen]
        if node.changed > seen:
            continue
        met += [key_of(place) for place in asked]
        for name in dict.fromkeys(place.field for place in asked):
            here = [place for place in asked if place.field == name]
            text = clean(replaced(getattr(node, name), [(place, new) for place in here]))
            if reason := objection(document, node, name, text):
                objections.append(reason)
                continue
            document = edits.save_values(document, node.id, {name: text}, version)
            number += len(here)
    return Outcome(document, number, len(set(chosen) - set(met)), tuple(objections))


def _places(node: Node, words: str) -> Iterator[FieldRange]:
    for name, text in texts_of(node).items():
        if name not in edits.EDITABLE[type(node)]:
            continue
        at = text.find(words)
        while at >= 0:
            yield FieldRange(node.id, name, at, at + len(words))
            at = text.find(words, at + len(words))
