"""Headings whose characters were set apart by blanks (一 、 存 在 的 问 题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafting.importing.reading import SourceLine

_BLANK: Final = "[ \\t\u3000\xa0]"
_ONE: Final = "[\u3400-\u9fff（）、。：，—]"
#: So many characters in a row, each alone; two or three may be a name set wide.
_SPACED: Final = re.compile(rf"(?<![^\s、（）]){_ONE}(?:{_BLANK}{{1,2}}{_ONE}(?!\S)){{3,}}")
_BLANKS: Final = re.compile(f"{_BLANK}+")


def closed_up(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines without such blanks."""
    found = [_SPACED.sub(lambda match: _BLANKS.sub("", match[0]), line.text) for line in lines]
    if all(text == line.text for text, line in zip(found, lines, strict=True)):
        return lines, []
    closed = [replace(line, text=text) for text, line in zip(found, lines, strict=True)]
    return closed, ["有的字之间隔着空格，已经合拢，文字都还在。"]
