"""As what somebody deals with a paper under review. [pure]"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Capacity(StrEnum):
    """As what somebody acts: the author, the first reviewer (初审), or the superior's second one
    (复审)."""

    AUTHOR = "author"
    FIRST = "first"
    SECOND = "second"

    @property
    def label(self) -> str:
        """As refusals and the record say it."""
        return _LABELS[self]


_LABELS: Final = {
    Capacity.AUTHOR: "撰写人",
    Capacity.FIRST: "审核人",
    Capacity.SECOND: "上级复审人",
}
