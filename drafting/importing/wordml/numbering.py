"""Numbering that Word produces, resolved to the text that stands on the page (ECMA-376 part 1,
17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from drafting.importing.wordml.numerals import known, written
from drafting.importing.wordml.styles import Styles
from drafting.importing.wordml.xml import child, children, number, switched_on, value

_LEVELS: Final = 9
_LONGEST_LABEL: Final = 40
_PLACE = re.compile(r"%([1-9])")
#: A label that ends so needs no blank before the text.
_CLOSED: Final = "、）)】」．.。：:，—"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the abstract list that it counts in, its levels, and where it begins anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts the paragraphs of a text in order and says what is printed before each."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {
            value(a, "abstractNumId") or "": a for a in children(root, "w:abstractNum")
        }
        self._lists = {value(n, "numId") or "": self._list(n) for n in children(root, "w:num")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.odd_forms: set[str] = set()

    def label(self, properties: etree._Element | None, style: str | None) -> str:
        """What Word prints before the next paragraph; empty where it has no number. Counts, so ask
        once per paragraph."""
        place = self._place(properties, style)
        if place is None:
            return ""
        list_id, depth = place
        found = self._lists[list_id]
        self._count(list_id, found, depth)
        level = found.levels.get(depth)
        if level is None or level.form in ("bullet", "none"):
            return ""
        text = _PLACE.sub(
            lambda match: self._number(found, int(match[1]) - 1, legal=level.legal), level.text
        )
        text = text.strip()
        return text if not text or level.suffix == "nothing" or text[-1] in _CLOSED else f"{text} "

    def _number(self, found: _List, depth: int, *, legal: bool) -> str:
        level = found.levels.get(depth, Level())
        count = self._counts[found.abstract].get(depth, level.start)
        if not known(level.form):
            self.odd_forms.add(level.form)
        return written(count, "decimal" if legal else level.form)

    def _count(self, list_id: str, found: _List, depth: int) -> None:
        counts = self._counts.setdefault(found.abstract, {})
        if (list_id, depth) not in self._begun and depth in found.starts:
            counts[depth] = found.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = found.levels.get(depth, Level()).start
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels.get(deeper, Level()).restart
            # a level begins anew after any higher one, unless it says after which, or never (0)
            if restart is None or depth < restart:
                counts.pop(deeper, None)

    def _place(
        self, properties: etree._Element | None, style: str | None
    ) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or its style's."""
        direct = child(properties, "w:numPr")
        own_level = number(child(direct, "w:ilvl"))
        list_id = value(child(direct, "w:numId"))
        linked_by: str | None = None
        if list_id is None:
            list_id, own_level, linked_by = self._inherited(style, own_level)
        if list_id is None or list_id not in self._lists:
            return None
        levels = self._lists[list_id].levels
        linked = next(
            (depth for depth, level in levels.items() if linked_by and level.style == linked_by),
            None,
        )
        depth = linked if linked is not None else own_level or 0
        return (list_id, depth) if 0 <= depth < _LEVELS else None

    def _inherited(
        self, style: str | None, level: int | None
    ) -> tuple[str | None, int | None, str | None]:
        """The list that a style or the styles it is based on name, the level, and which style."""
        name: str | None = None
        for name, source in self._styles.properties(style):
            inherited = child(source, "w:numPr")
            level = level if level is not None else number(child(inherited, "w:ilvl"))
            if (list_id := value(child(inherited, "w:numId"))) is not None:
                return list_id, level, name
        return None, level, name

    def _list(self, element: etree._Element) -> _List:
        abstract = value(child(element, "w:abstractNumId")) or ""
        levels = self._levels_of(self._abstract.get(abstract))
        starts: dict[int, int] = {}
        for override in children(element, "w:lvlOverride"):
            depth = number(override, "ilvl")
            if depth is None:
                continue
            if (level := child(override, "w:lvl")) is not None:
                levels[depth] = _level(level)
            if (start := number(child(override, "w:startOverride"))) is not None:
                starts[depth] = start
                levels[depth] = replace(levels.get(depth, Level()), start=start)
        return _List(abstract, levels, starts)

    def _levels_of(self, abstract: etree._Element | None) -> dict[int, Level]:
        levels = {
            n: _level(e)
            for e in children(abstract, "w:lvl")
            if (n := number(e, "ilvl")) is not None
        }
        link = value(child(abstract, "w:numStyleLink"))
        if levels or link is None:
            return levels
        # a list that only names a list style: the levels are in the abstract list which that style
        # is linked to
        source = next(
            (a for a in self._abstract.values() if value(child(a, "w:styleLink")) == link), None
        )
        return {
            n: _level(e) for e in children(source, "w:lvl") if (n := number(e, "ilvl")) is not None
        }


def _level(element: etree._Element) -> Level:
    start = number(child(element, "w:start"))
    return Level(
        start=1 if start is None else start,
        form=value(child(element, "w:numFmt")) or "decimal",
        # cut: a label of a megabyte before each of ten thousand paragraphs would fill the memory
        text=(value(child(element, "w:lvlText")) or "")[:_LONGEST_LABEL],
        restart=number(child(element, "w:lvlRestart")),
        legal=switched_on(child(element, "w:isLgl")),
        suffix=value(child(element, "w:suff")) or "tab",
        style=value(child(element, "w:pStyle")),
    )
