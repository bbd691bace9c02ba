"""The text under proof, cut into paragraphs, sentences and clauses with exact offsets. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.document.ranges import TextRange

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’）》]*")
_CLAUSE = re.compile(r"[^，。；：！？,;!?…\n]+")
_BLANKS = " \t\r\xa0\u3000"


@dataclass(frozen=True, slots=True)
class TextSpan(TextRange):
    """A range of the text with what stands there."""

    text: str

    @classmethod
    def cut(cls, whole: str, start: int, end: int) -> TextSpan:
        """The range of ``whole``."""
        return cls(start, end, whole[start:end])


def paragraphs_of(text: str) -> tuple[TextSpan, ...]:
    """The lines that say something, without the blanks around them."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        inner = line.strip(_BLANKS)
        if inner:
            start = match.start() + line.index(inner)
            found.append(TextSpan(start, start + len(inner), inner))
    return tuple(found)


def sentences_of(span: TextSpan) -> Iterator[TextSpan]:
    """The sentences of a stretch, with their stop."""
    yield from _pieces(_SENTENCE, span)


def clauses_of(span: TextSpan) -> Iterator[TextSpan]:
    """The clauses of a stretch, without the marks between them (、 does not part clauses)."""
    yield from _pieces(_CLAUSE, span)


def _pieces(pattern: re.Pattern[str], span: TextSpan) -> Iterator[TextSpan]:
    for match in pattern.finditer(span.text):
        yield TextSpan(span.start + match.start(), span.start + match.end(), match.group())
