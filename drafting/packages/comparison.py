"""How a row of a package stands to the row at home, by what the package last brought. [pure]"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

#: What a row says: column -> text, of the columns that say something.
Cells = Mapping[str, str]


class Standing(StrEnum):
    """What became of a row since the package last brought it."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    HOME = "home"
    GONE = "gone"
    FAULTY = "faulty"
    SAME = "same"


#: What a curator may decide on, and what is done without a word of theirs.
TAKEN: Final[Mapping[Standing, bool]] = {
    Standing.NEW: True,
    Standing.CHANGED: True,
    Standing.CONFLICT: False,
    Standing.GONE: False,
}


def standing(base: Cells | None, mine: Cells | None, theirs: Cells | None) -> Standing:
    """How a row stands: ``base`` is what the package last brought (None where that is not known),
    ``mine`` what is there (None: nothing), ``theirs`` what the package says (None: it is gone)."""
    if mine is None:
        return Standing.NEW
    if theirs is None:
        return Standing.GONE
    if theirs == mine:
        return Standing.SAME
    if base == theirs:
        return Standing.HOME
    return Standing.CHANGED if base == mine else Standing.CONFLICT


def filled(cells: Mapping[str, str]) -> dict[str, str]:
    """The columns that say something."""
    return {name: text for name, text in cells.items() if text}
