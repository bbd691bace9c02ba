"""Putting replacements into a document. [pure]"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from drafting.document import edits
from drafting.document.model import Document, find
from drafting.document.ranges import FieldRange, replaced
from drafting.proofing.located_findings import Placed


def mended(text: str, start: int, end: int, replacement: str) -> str:
    """A field's text with a range of it replaced."""
    return text[:start] + replacement + text[end:]


def mend(document: Document, items: Iterable[Placed], version: int) -> tuple[Document, int]:
    """The document with every replacement put in, and how many were; of two on the same words the
    first is taken.

    Places are those of this document. What has no place or no replacement is passed over.
    """
    number = 0
    for (node_id, name), changes in _by_field(items).items():
        text = replaced(str(getattr(find(document, node_id), name)), changes)
        document = edits.save_values(document, node_id, {name: text}, version)
        number += len(changes)
    return document, number


def _by_field(items: Iterable[Placed]) -> Mapping[tuple[str, str], list[tuple[FieldRange, str]]]:
    found: dict[tuple[str, str], list[tuple[FieldRange, str]]] = defaultdict(list)
    mendable = [(item.place, item.finding.replacement) for item in items]
    pairs = [(place, new) for place, new in mendable if place is not None and new is not None]
    for place, replacement in sorted(pairs, key=lambda pair: (pair[0].start, pair[0].end)):
        before = found[place.node_id, place.field]
        if not before or before[-1][0].end <= place.start:
            before.append((place, replacement))
    return found
