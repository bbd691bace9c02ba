"""Paragraph styles: inheritance, outline level, centring, and the numbering that hangs on a
style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from drafting.importing.wordml.xml import child, children, name_of, number, switched_on, value

_HEADING = re.compile(r"heading ([1-9])$|标题 ?([1-9])$")
#: Longer chains of styles based on styles are loops or nonsense.
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style as the file gives it."""

    name: str
    based_on: str | None
    properties: etree._Element | None
    hidden: bool


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in children(root, "w:style"):
            key, kind = value(element, "styleId"), value(element, "type") or "paragraph"
            if key is None:
                continue
            self._styles[key] = Style(
                name=(value(child(element, "w:name")) or "").lower(),
                based_on=value(child(element, "w:basedOn")),
                properties=child(element, "w:pPr"),
                hidden=switched_on(child(element, "w:rPr", "w:vanish")),
            )
            if kind == "paragraph" and (value(element, "default") or "").lower() in (
                "1",
                "true",
                "on",
            ):
                self._default = key

    def chain(self, key: str | None) -> list[tuple[str, Style]]:
        """A style and those it is based on, nearest first."""
        found: list[tuple[str, Style]] = []
        key = key if key in self._styles else self._default
        while key is not None and key in self._styles and len(found) < _LONGEST_CHAIN:
            found.append((key, self._styles[key]))
            key = self._styles[key].based_on
        return found

    def properties(self, key: str | None) -> list[tuple[str, etree._Element]]:
        """The paragraph properties along the chain, nearest first, each with the id of its
        style."""
        return [
            (name, style.properties)
            for name, style in self.chain(key)
            if style.properties is not None
        ]

    def hides(self, key: str | None) -> bool:
        """Whether text in this (character) style is hidden."""
        return key in self._styles and any(style.hidden for _, style in self.chain(key))

    def is_contents(self, key: str | None) -> bool:
        """Whether the style is one of a table of contents (目录)."""
        return any(
            re.match(r"toc( \d|$| heading)|目录", style.name) for _, style in self.chain(key)[:1]
        )


def level_of(properties: etree._Element | None, styles: Styles, style: str | None) -> int | None:
    """0 for a title, 1 to 9 for a heading, None for anything else."""
    direct = number(child(properties, "w:outlineLvl"))
    if direct is not None:
        return direct + 1 if 0 <= direct < 9 else None
    for _, found in styles.chain(style):
        if found.name in ("title", "标题"):
            return 0
        if match := _HEADING.match(found.name):
            return int(match[1] or match[2])
        level = number(child(found.properties, "w:outlineLvl"))
        if level is not None:
            return level + 1 if 0 <= level < 9 else None
    return None


def centred(properties: etree._Element | None, styles: Styles, style: str | None) -> bool:
    """Whether the paragraph is set in the middle of the line."""
    found = [properties] if properties is not None else []
    for source in [*found, *(element for _, element in styles.properties(style))]:
        for element in source:
            if name_of(element) == "w:jc":
                return value(element) == "center"
    return False
