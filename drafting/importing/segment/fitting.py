"""Which framework a paper was obviously written for, where it is another than the one it was read
with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.segment.areas import areas_of, best_match

#: Fewer areas than these prove nothing.
_FEWEST: Final = 3
#: From this share of the paper's areas on a framework fits; up to this one another does not.
_FITS: Final = 0.8
_MISSES: Final = 0.5
_CLOSE: Final = 0.8


def fitting_framework(
    document: Document, chosen: FrameworkSpec | None, frameworks: Iterable[FrameworkSpec]
) -> FrameworkSpec | None:
    """The framework whose areas the paper has, if it has not those of ``chosen``; None where it
    has, or none fits.

    ``frameworks`` are read only where they are needed. Of several with the same areas it is the one
    of the year and the meeting that the title names, else the one that is usual.
    """
    headings = _headings(document)
    if len(headings) < _FEWEST or _share(headings, chosen, close=0) > _MISSES:
        return None
    title = document.head.title
    fits = [one for one in frameworks if _share(headings, one) >= _FITS]
    return max(
        fits,
        key=lambda one: (_share(headings, one), *_named(title, one), one.usual, one.year),
        default=None,
    )


def titled_framework(
    document: Document, chosen: FrameworkSpec | None, frameworks: Iterable[FrameworkSpec]
) -> FrameworkSpec | None:
    """The framework of the year and the meeting that the title names, where the paper was read with
    none, or with one of another year or meeting; None where its areas are others. ``frameworks``
    are read only where the title names both."""
    title = document.head.title
    if not (re.search(r"20\d\d", title) and re.search("(?:民主|组织)生活会", title)):
        return None
    if chosen is not None and all(_named(title, chosen)):
        return None
    headings = _headings(document)
    fits = [
        one
        for one in frameworks
        if all(_named(title, one))
        and not one.collective
        and (len(headings) < _FEWEST or _share(headings, one) >= _FITS)
    ]
    return max(fits, key=lambda one: (_share(headings, one), one.usual), default=None)


def _headings(document: Document) -> list[str]:
    """The headings of the areas of the problems."""
    return [
        section.heading
        for part in document.parts
        if part.role == "problems"
        for section in part.sections
    ]


def _share(
    headings: Sequence[str], framework: FrameworkSpec | None, *, close: float = _CLOSE
) -> float:
    """How many of the headings mean an area of the framework, at least as surely as ``close``."""
    areas = areas_of(framework)
    met = {
        match.area.name
        for heading in headings
        if (match := best_match(heading, areas)) and match.score >= close
    }
    return len(met) / len(headings) if headings else 0


def _named(title: str, framework: FrameworkSpec) -> tuple[bool, bool]:
    """Whether a title names the framework's year, and its meeting."""
    year = re.search(r"20\d\d", title)
    meeting = "民主生活会" if framework.meeting_kind == "minzhu" else "组织生活会"
    return bool(year and int(year[0]) == framework.year), meeting in title
