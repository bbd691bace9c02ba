"""The text under proof, cut into paragraphs, sentences and clauses with exact offsets. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’）》]*")
_CLAUSE = re.compile(r"[^，。；：！？,;!?…\n]+")
_BLANKS = " \t\r\xa0\u3000"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: characters from ``start``, ``end`` excluded."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, whole: str, start: int, end: int) -> Span:
        """A stretch of ``whole``."""
        return cls(start, end, whole[start:end])

    def holds(self, place: int) -> bool:
        """Whether a place lies inside."""
        return self.start <= place < self.end


def paragraphs_of(text: str) -> tuple[Span, ...]:
    """The lines that say something, without the blanks around them."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        inner = line.strip(_BLANKS)
        if inner:
            start = match.start() + line.index(inner)
            found.append(Span(start, start + len(inner), inner))
    return tuple(found)


def sentences_of(span: Span) -> Iterator[Span]:
    """The sentences of a stretch, with their stop."""
    yield from _pieces(_SENTENCE, span)


def clauses_of(span: Span) -> Iterator[Span]:
    """The clauses of a stretch, without the marks between them (、 does not part clauses)."""
    yield from _pieces(_CLAUSE, span)


def _pieces(pattern: re.Pattern[str], span: Span) -> Iterator[Span]:
    for match in pattern.finditer(span.text):
        yield Span(span.start + match.start(), span.start + match.end(), match.group())
