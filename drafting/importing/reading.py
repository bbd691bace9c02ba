"""What a reader gives: the lines of a file before their places are known. [pure]"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

#: What counts as blank at the ends of a paragraph: what Python strips, and what is invisible.
BLANKS: Final = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u2060"
    + "".join(map(chr, range(0x2000, 0x200B)))
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A paragraph before its place is known; see ``source.SourceParagraph``. ``cell``: it stands in
    a table's cell, where lines are not broken by hand. ``item``: a sign set it off as one of a
    list."""

    text: str
    level: int | None = None
    centred: bool = False
    cell: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file."""

    lines: tuple[SourceLine, ...]
    notices: tuple[str, ...] = ()


class Reader(Protocol):
    """A source format: one module in ``readers`` with an instance of this."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of such files, lower case, with the dot."""

    def read(self, content: bytes, suffix: str) -> Reading:
        """The paragraphs in ``content``. Raises UnreadableFile with one sentence where they cannot
        be had."""
