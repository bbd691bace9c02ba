"""The measures of a paper, as promises to be ticked off a year later. [pure]"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drafting.document.model import Document, Part, Point
from drafting.document.numbering import says_something
from drafting.document.text import STOPS, paragraphs

_SENTENCE = re.compile(r"[^。！？；\n]+")
#: 一是, （一）, 1. before a sentence of running text.
_MARK = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}是要?|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、])\s*"
)
#: Characters of a promise as it is quoted.
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of an earlier paper: its id there, and all that it says, the claim first."""

    id: str
    text: str

    @property
    def promise(self) -> str:
        """What was promised, in a sentence without a stop."""
        return promise_in(self.text)


def measures_of(document: Document) -> tuple[Measure, ...]:
    """The measures of a paper in reading order. Those written as running text count by paragraph:
    their ids are made from the words."""
    found: dict[str, Measure] = {}
    for part in document.parts:
        if part.role == "measures":
            found |= {measure.id: measure for measure in _measures(part)}
    return tuple(found.values())


def promise_in(text: str) -> str:
    """The sentence of a measure's text that names it: its first one, without number and stop."""
    first = _SENTENCE.search(_MARK.sub("", text, count=1) if _MARK.match(text) else text)
    sentence = first[0].strip().rstrip(STOPS + "，、,") if first else ""
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}…"


def _measures(part: Part) -> Iterator[Measure]:
    points = [*part.points, *(point for section in part.sections for point in section.points)]
    living = [point for point in points if says_something(point)]
    for point in living:
        yield Measure(point.id, text_of(point))
    if not living:
        for line in paragraphs(part.lead):
            yield Measure(hashlib.sha256(line.encode()).hexdigest()[:16], line)


def text_of(point: Point) -> str:
    """All that a point says, a paragraph for each of its fields."""
    return "\n".join(
        filter(None, (point.claim.strip(), point.elaboration.strip(), point.example.strip()))
    )
