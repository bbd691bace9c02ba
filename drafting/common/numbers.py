"""Whole numbers as requests, addresses and arguments carry them. [pure]

``int`` takes signs, blanks, underscores, digits of every script and texts of any length, and what
takes too many digits overflows a database; a page of ours sends none of these.
"""

from __future__ import annotations

from typing import Final

#: Versions, pages and counts stay below; no more digits are read unless ``most`` says so.
MOST: Final = 999_999_999
#: Keys of rows stay below, and fit a column of 64 bits.
LARGEST_KEY: Final = 999_999_999_999_999_999


def whole_number(text: str, *, least: int = 0, most: int = MOST) -> int | None:
    """The number of ASCII digits from ``least`` to ``most`` that a text is; None for anything
    else."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        return None
    number = int(text)
    return number if least <= number <= most else None


def number_or(text: str, otherwise: int) -> int:
    """The number up to MOST that a text is; ``otherwise`` for anything else."""
    number = whole_number(text)
    return otherwise if number is None else number
