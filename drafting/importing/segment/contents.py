"""An outline of the paper (提纲, 目录) before its text: the headings alone, which come again with
their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from drafting.importing.segment.front import is_title
from drafting.importing.segment.roles import plain_heading_role
from drafting.importing.segment.rows import SourceRow

#: An outline begins among so many paragraphs, and has no more lines than this.
_AMONG: Final = 8
_MOST: Final = 60
_LONGEST: Final = 60
#: From this on a heading in the outline and one in the text are the same, of 100.
_ALIKE: Final = 85


def contents_of(rows: Sequence[SourceRow]) -> range:
    """The places of the lines of an outline before the text; empty where there is none."""
    for first in range(min(_AMONG, len(rows))):
        end = first
        while end < min(len(rows), first + _MOST) and _is_heading(rows[end]):
            end += 1
        # the heading right before the text is the text's own where there is no title between
        for stop in range(end, first + 1, -1):
            if _come_again(rows[first:stop], rows[stop:]):
                # what stands above it is its own title where the paper's comes below
                below = is_title(rows[stop]) and all(map(is_title, rows[:first]))
                return range(0 if below else first, stop)
        if end > first:
            return range(0)
    return range(0)


def _is_heading(row: SourceRow) -> bool:
    bare = row.text.rstrip("。：:")
    if len(bare) > _LONGEST or any(sign in bare for sign in "。；！？"):
        return False
    return row.token is not None or plain_heading_role(row.text) is not None


def _come_again(headings: Sequence[SourceRow], text: Sequence[SourceRow]) -> bool:
    """Whether the text has a paragraph for each heading, in this order, and more besides."""
    rest = iter(text)
    for heading in headings:
        found = next((row for row in rest if _same(heading, row)), None)
        if found is None:
            return False
    # headings and nothing else is the outline of nothing
    return len(text) > len(headings)


def _same(heading: SourceRow, row: SourceRow) -> bool:
    if (heading.token is None) != (row.token is None):
        return False
    if heading.token and row.token:
        numbers = (heading.token.rank, heading.token.value), (row.token.rank, row.token.value)
        if numbers[0] != numbers[1]:
            return False
    bare = _bare(heading)
    return bool(bare) and fuzz.ratio(bare, _bare(row)[: len(bare)]) >= _ALIKE


def _bare(row: SourceRow) -> str:
    start, _ = row.after_token
    return row.text[start - row.start :].rstrip("。：: ").replace(" ", "")
