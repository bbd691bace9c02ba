"""A paper made of another's: another year and another place, every third sentence left out."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.document.model import Document, Part, Point, Section

_SENTENCE = re.compile(r"[^。]+。")
_PLACES = (("图书馆", "文化馆"), ("馆", "站"), ("县", "市"))


class Disguise:
    """Changes texts one after another, counting their sentences."""

    def __init__(self) -> None:
        self._number = 0

    def paper(self, document: Document) -> Document:
        """The whole paper."""
        return replace(document, parts=tuple(map(self._part, document.parts)))

    def _part(self, part: Part) -> Part:
        return replace(
            part,
            lead=self._text(part.lead),
            points=tuple(map(self._point, part.points)),
            sections=tuple(map(self._section, part.sections)),
        )

    def _section(self, section: Section) -> Section:
        points = tuple(map(self._point, section.points))
        return replace(section, lead=self._text(section.lead), points=points)

    def _point(self, point: Point) -> Point:
        return replace(
            point, elaboration=self._text(point.elaboration), example=self._text(point.example)
        )

    def _text(self, text: str) -> str:
        return _SENTENCE.sub(self._sentence, text)

    def _sentence(self, match: re.Match[str]) -> str:
        self._number += 1
        if self._number % 3 == 0:
            return ""
        said = re.sub(r"20\d\d", "2019", match.group())
        for place, other in _PLACES:
            said = said.replace(place, other)
        return said
