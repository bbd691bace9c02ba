"""Rows of the tables of easily confused words and of collocations, and where a text falls into
them. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

#: How far the neighbours of a word are looked at, in characters on either side.
REACH: Final = 16


@dataclass(frozen=True, slots=True)
class Wording:
    """One row.

    ``wrong`` stands where ``right`` is meant, if the text before it ends as ``before`` says and the
    text after it begins as ``after`` says (regular expressions; None: anything), and neither
    ``unless_before`` nor ``unless_after`` holds. ``gentle`` rows are matters of style: advice.
    """

    wrong: str
    right: str
    why: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    gentle: bool = False

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Wording:
        """A row of the JSON table; missing conditions are None."""

        def ending(name: str) -> re.Pattern[str] | None:
            return re.compile(f"(?:{row[name]})$") if row.get(name) else None

        def beginning(name: str) -> re.Pattern[str] | None:
            return re.compile(row[name]) if row.get(name) else None

        return cls(
            row["wrong"],
            row["right"],
            row.get("why", ""),
            ending("before"),
            beginning("after"),
            ending("unless_before"),
            beginning("unless_after"),
            row.get("gentle", False),
        )

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the text falls into this row."""
        at = text.find(self.wrong)
        while at >= 0:
            end = at + len(self.wrong)
            if self._fits(text[max(0, at - REACH) : at], text[end : end + REACH]):
                yield at, end
            at = text.find(self.wrong, end)

    def _fits(self, before: str, after: str) -> bool:
        before, after = before.rpartition("\n")[2], after.partition("\n")[0]
        return (
            (self.before is None or bool(self.before.search(before)))
            and (self.after is None or bool(self.after.match(after)))
            and not (self.unless_before and self.unless_before.search(before))
            and not (self.unless_after and self.unless_after.match(after))
        )


def rows_within(rows: Iterable[Wording], text: str) -> list[Wording]:
    """The rows whose words may stand in a text, told by their first two characters: of some
    thousand rows a paper has a few, and one set of pairs is sooner made than each row looked for."""
    pairs = {*text, *map("".join, pairwise(text))}
    return [row for row in rows if row.wrong[:2] in pairs]
