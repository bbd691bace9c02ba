"""Signs that set off paragraphs (◆理论学习) where no number does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafting.importing.reading import SourceLine

_ORNAMENT: Final = re.compile(
    r"[ \t\u3000\xa0]*([◆◇■▲△●▪➢➤►▶※])[ \t\u3000\xa0]*(?=[\u4e00-\u9fff])"
)
#: One may be anything.
_LEAST: Final = 2
_SAID: Final = "有些段落前面有符号（{}），已经去掉，文字都还在。"


def without_ornaments(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines without such signs, each then marked as one of a list."""
    found = {
        place: match for place, one in enumerate(lines) if (match := _ORNAMENT.match(one.text))
    }
    if len(found) < _LEAST:
        return lines, []
    plain = [
        replace(line, text=line.text[found[place].end() :], item=True) if place in found else line
        for place, line in enumerate(lines)
    ]
    return plain, [_SAID.format("、".join(dict.fromkeys(match[1] for match in found.values())))]
