"""The paragraphs of a Word file in reading order: body, tables cell by cell, text boxes once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from drafting.importing.limits import MOST_CHARACTERS, MOST_PARAGRAPHS
from drafting.importing.raw_text.tables import filled_form, labelled
from drafting.importing.source import TOO_LONG, SourceLine, UnreadableFile
from drafting.importing.wordml.notices import Notices
from drafting.importing.wordml.numbering import Numbering
from drafting.importing.wordml.package import Package
from drafting.importing.wordml.runs import Runs
from drafting.importing.wordml.styles import Styles, centred, level_of
from drafting.importing.wordml.xml import child, children, name_of, value

#: Elements among paragraphs that only wrap what they hold.
_WRAPPERS: Final = frozenset(
    ["w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "mc:Choice"]
)


class Body:
    """Reads the blocks of a document: paragraphs, tables, and what wraps them."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._notices = Notices()
        self._runs = Runs(self._styles, self._notices)
        self._joined = ""
        self._size = 0
        self._paragraphs = 0
        self._package = package

    def lines(self) -> list[SourceLine]:
        """All paragraphs. Raises UnreadableFile where there are far more than in any material."""
        found = list(self._blocks(child(self._package.document, "w:body")))
        if self._joined:
            found.append(SourceLine(self._joined))
        if _has_words(self._package):
            self._notices.add("header")
        if self._numbering.odd_forms:
            self._notices.add("numbering")
        return found

    def notices(self) -> list[str]:
        """What was left out or changed, after ``lines``."""
        return [*dict.fromkeys(self._package.notices), *self._notices.sentences()]

    def _blocks(self, container: etree._Element | None) -> Iterator[SourceLine]:
        for element in container if container is not None else ():
            name = name_of(element)
            if name == "w:p":
                yield from self._paragraph(element)
            elif name == "w:tbl":
                self._notices.add("table")
                yield from self._table(element)
            elif name == "w:sdt":
                yield from self._control(element)
            elif name == "mc:AlternateContent":
                yield from self._blocks(child(element, "mc:Choice"))
            elif name in _WRAPPERS:
                yield from self._blocks(element)
            elif name in ("w:altChunk", "w:subDoc"):
                self._notices.add("object")

    def _control(self, element: etree._Element) -> Iterator[SourceLine]:
        gallery = value(child(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")) or ""
        if "contents" in gallery.lower():
            for _ in children(child(element, "w:sdtContent"), "w:p"):
                self._notices.add("contents")
        elif child(element, "w:sdtPr", "w:showingPlcHdr") is not None:
            self._notices.add("prompt")
        else:
            yield from self._blocks(child(element, "w:sdtContent"))

    def _table(self, table: etree._Element) -> Iterator[SourceLine]:
        rows: list[list[list[SourceLine]]] = []
        for row in _held(table, "w:tr"):
            if child(row, "w:trPr", "w:del") is not None:
                self._notices.add("deleted")
                continue
            rows.append([list(self._blocks(cell)) for cell in _held(row, "w:tc")])
        texts = [["\n".join(line.text for line in cell) for cell in row] for row in rows]
        named = labelled(texts)
        if named is not None:
            self._notices.add("columns")
            yield from (SourceLine(text, cell=True) for text in named)
            return
        for lines, cells in zip(rows, texts, strict=True):
            yield from _cells(lines, cells)

    def _paragraph(self, element: etree._Element) -> Iterator[SourceLine]:
        properties = child(element, "w:pPr")
        style = value(child(properties, "w:pStyle"))
        found = self._runs.read(element)
        label = self._numbering.label(properties, style)
        text = "".join(found.text)
        self._size += len(text)
        self._paragraphs += 1
        if self._size > MOST_CHARACTERS or self._paragraphs > MOST_PARAGRAPHS:
            raise UnreadableFile(TOO_LONG)
        if self._styles.is_contents(style):
            self._notices.add("contents")
            return
        if text.strip():
            text = label + text
        if child(properties, "w:rPr", "w:del") is not None:
            # the mark is deleted: the next paragraph goes on here
            self._joined += text
        else:
            level = level_of(properties, self._styles, style)
            middle = centred(properties, self._styles, style)
            yield SourceLine(self._joined + text, level, middle)
            self._joined = ""
        for box in found.boxes:
            self._notices.add("textbox")
            yield from self._blocks(box)


def _cells(row: list[list[SourceLine]], texts: list[str]) -> Iterator[SourceLine]:
    """The paragraphs of a row cell by cell; a question of a form and its answer are one."""
    for lines, filled in zip(row, filled_form(texts), strict=True):
        if filled is None:
            yield from (replace(line, cell=True) for line in lines)
        elif filled:
            yield SourceLine(filled, cell=True)


def _held(container: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of this name, those in elements that only wrap them among them."""
    for element in container if container is not None else ():
        if name_of(element) == name:
            yield element
        elif name_of(element) == "w:sdt":
            yield from _held(child(element, "w:sdtContent"), name)
        elif name_of(element) in _WRAPPERS:
            yield from _held(element, name)


def _has_words(package: Package) -> bool:
    """Whether a header or footer says more than the page number."""
    texts = (
        "".join(t.text or "" for t in root.iter() if name_of(t) == "w:t")
        for kind in ("header", "footer")
        for root in package.parts(kind)
    )
    return any(char.isalpha() and char not in "第页共" for text in texts for char in text)
