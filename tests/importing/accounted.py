"""Every character of a file is in the document, among what has no place, or left out by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from drafting.document.model import Document, Part, Point, Section, nodes
from drafting.importing import Imported
from drafting.importing.raw_text.characters import plain_characters
from drafting.importing.reading import BLANKS, SourceLine

#: Signs that only set a text off: the brackets of a number, the stop behind a heading, the rules of
#: a typed table.
_SIGNS = "。：:；;，,、.．（）()〔〕[]【】|-\t◆"
_MARKDOWN = "#*_`>-+"


def check_accounted(raw: str, imported: Imported) -> None:
    """Assert it of the text of a file and what was read off it."""
    lines, _ = plain_characters([SourceLine(raw)])
    there = Counter(char for char in lines[0].text if char not in BLANKS)
    kept = Counter("".join([*_texts(imported.document), *(u.text for u in imported.unplaced)]))
    named = Counter("".join(imported.source.notices))
    missing = there - kept - named
    allowed = _SIGNS
    if any("Markdown" in notice for notice in imported.source.notices):
        allowed += _MARKDOWN
    assert {char: n for char, n in missing.items() if char not in allowed} == {}


def _texts(document: Document) -> Iterable[str]:
    for node in nodes(document):
        if isinstance(node, Part | Section):
            yield from (node.number or "", node.heading, node.lead)
        elif isinstance(node, Point):
            yield from (node.marker or "", node.claim, node.elaboration, node.example)
        else:
            names = ("title", "unit", "position", "name", "date", "text")
            yield from (getattr(node, name, "") for name in names)
