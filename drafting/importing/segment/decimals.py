"""Outlines in decimals (1 存在问题, 1.1 理论学习方面, 1.1.1 …), as Word counts the levels of a list. [pure]"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafting.importing.segment.rows import AREA, PART, SourceRow, Token

_DECIMAL: Final = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){0,3})(?:[.．、](?!\d)\s*|[ \t\u3000\xa0]+|(?=[\u4e00-\u9fff“《]))"
    r"(?!(?:个|次|名|条|年|月|日|万|亿|元|倍|公里|小时|平方|％|%))(?=\S)"
)
#: A heading of the first level is no longer.
_LONGEST: Final = 45
Path = tuple[int, ...]


def with_decimals(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """The paragraphs, those of an outline in decimals with numbers of parts, areas and points; as
    they are where there is none. Such an outline counts on from 1, 1.1, without a gap."""
    found = _outline(rows)
    if not any(len(path) > 1 for path, _ in found.values()):
        return list(rows)
    # below 一、 the first level is that of areas
    chaptered = any(row.token and row.token.rank <= PART for row in rows)
    top = AREA if chaptered else PART
    return [
        replace(row, token=_token(*found[place], top)) if place in found else row
        for place, row in enumerate(rows)
    ]


def _outline(rows: Sequence[SourceRow]) -> dict[int, tuple[Path, re.Match[str]]]:
    """The paths of the paragraphs that go on an outline, by place."""
    found: dict[int, tuple[Path, re.Match[str]]] = {}
    last: Path = ()
    for place, row in enumerate(rows):
        match = _DECIMAL.match(row.text)
        if match is None:
            continue
        path = tuple(map(int, re.split("[.．]", match[1])))
        if len(path) == 1 and len(row.text) > _LONGEST:
            continue
        if path in _following(last):
            found[place] = path, match
            last = path
    return found


def _following(last: Path) -> set[Path]:
    """What may stand behind a path: its first child, or the next of it or of what is above it."""
    nexts = {(*last[: size - 1], last[size - 1] + 1) for size in range(1, len(last) + 1)}
    return {*nexts, (*last, 1)}


def _token(path: Path, match: re.Match[str], top: int) -> Token:
    return Token(top + len(path) - 1, match[1], path[-1], match.end(), match[0].rstrip())
