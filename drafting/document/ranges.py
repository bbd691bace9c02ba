"""Ranges of a text: characters from a start to an end, which is excluded; and whose they are.

Everything that stands for a stretch of some text is a ``Ranged``; where its characters are counted
(in a field, in a printed text, in a file), its own docstring says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING


class Ranged:
    """What has a ``start`` and an ``end`` in a text; both are given or worked out by who inherits."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def start(self) -> int:
            """The place of the first character."""

        @property
        def end(self) -> int:
            """The place behind the last one."""

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Its characters in the text that it is a range of."""
        return text[self.start : self.end]

    def holds(self, place: int) -> bool:
        """Whether the character at a place is one of it."""
        return self.start <= place < self.end

    def overlaps(self, other: Ranged) -> bool:
        """Whether some character is of both. An empty range has none, and yet overlaps what goes on
        at both sides of it."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class TextRange(Ranged):
    """A bare range."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldRange(Ranged):
    """A range and the field of the node that it belongs to."""

    node_id: str
    field: str
    start: int
    end: int


def replaced(text: str, changes: Iterable[tuple[Ranged, str]]) -> str:
    """A text with others in the place of ranges of it, which are in order and do not overlap."""
    pieces, at = [], 0
    for place, new in changes:
        pieces += [text[at : place.start], new]
        at = place.end
    return "".join([*pieces, text[at:]])
