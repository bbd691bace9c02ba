"""Which points say what last year's paper said, word for word but for the year (去年原文). [pure]"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from drafting.document.model import Document, Point, containers
from drafting.document.numbering import says_something

#: A year, as figures or as Chinese ones: that alone makes no new text.
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?|(?:\d\d|[一二][〇○零一二三四五六七八九]{3})年度?")
#: Not words: marks, blanks.
_NO_WORD = re.compile(r"[\W_]+")
#: Characters from which on a part of a point is taken for a copy, not for the same short phrase.
_TELLING: Final = 20


def normalised(text: str) -> str:
    """A text as its words alone: widths, blanks, marks and the number of a year left out."""
    return _NO_WORD.sub("", _YEAR.sub("", unicodedata.normalize("NFKC", text)))


def unchanged_points(document: Document, earlier: Document) -> frozenset[str]:
    """The ids of the points that an earlier paper has word for word, wherever they stand, be they
    typed, pasted or copied; what tells of last year (上年度整改情况) is left out.

    A point counts too where each of its texts is that of the same earlier point and only other
    texts of that were left out.
    """
    wholes: set[str] = set()
    pieces: list[frozenset[str]] = []
    for point in _points(earlier):
        texts = _texts(point)
        wholes.add("".join(texts))
        pieces.append(frozenset(texts))
    return frozenset(
        point.id for point in _points(document) if _is_copy(_texts(point), wholes, pieces)
    )


def _is_copy(texts: list[str], wholes: set[str], pieces: list[frozenset[str]]) -> bool:
    whole = "".join(texts)
    if not whole or whole in wholes:
        return bool(whole)
    return len(whole) >= _TELLING and any(earlier.issuperset(texts) for earlier in pieces)


def _texts(point: Point) -> list[str]:
    fields = (point.claim, point.elaboration, point.example)
    return [text for text in map(normalised, fields) if text]


def _points(document: Document) -> Iterator[Point]:
    told = {part.id for part in document.parts if part.role == "previous"}
    for container in containers(document):
        if container.id not in told:
            yield from (point for point in container.points if says_something(point))
