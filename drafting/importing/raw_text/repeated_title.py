"""A title that stands twice before the text: as the name of a web page or on a cover, and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from drafting.importing.raw_text.line_starts import BEGINS
from drafting.importing.reading import BLANKS, SourceLine

_TITLE: Final = re.compile(
    r"(?:材料|提纲|报告|清单|台账|剖析|检查|发言稿?|总结|方案|承诺书|情况|汇报|体会)(?:[（(][^（）()]{1,12}[）)])?$"
)
_SENTENCE: Final = re.compile(r"[。；！？，]")
#: Non-blank lines at the beginning among which both stand, and the most lines that one has.
_AMONG: Final = 14
_MOST_LINES: Final = 4
_LONGEST: Final = 120
_SHORTEST: Final = 6


def title_once(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines with the title where it stands first; the sentence quotes what was left out."""
    solid = [index for index, line in enumerate(lines) if line.text.strip(BLANKS)][:_AMONG]
    texts = [_squeezed(lines[index].text) for index in solid]
    for start, end in _titles(texts):
        wanted = "".join(texts[start:end])
        for again in range(end, len(texts)):
            stop = _same(texts, again, wanted)
            if stop:
                taken = set(solid[again:stop])
                kept = [line for index, line in enumerate(lines) if index not in taken]
                return kept, [f"标题写了两遍，只留下前一处，没有重复读入：{wanted}"]
    return lines, []


def _titles(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The runs of lines that may be a title, the longest first."""
    runs = [
        (start, end)
        for start in range(len(texts))
        for end in range(start + 1, min(start + _MOST_LINES, len(texts)) + 1)
        if _TITLE.search(texts[end - 1])
        and _SHORTEST <= sum(map(len, texts[start:end])) <= _LONGEST
        and not any(_SENTENCE.search(t) or BEGINS.match(t) for t in texts[start:end])
    ]
    return sorted(runs, key=lambda run: run[0] - run[1])


def _same(texts: Sequence[str], start: int, wanted: str) -> int:
    """Behind which line the title that begins at ``start`` is whole; 0 where there is none."""
    said = ""
    for place in range(start, min(start + _MOST_LINES, len(texts))):
        said += texts[place]
        if said == wanted:
            return place + 1
        if not wanted.startswith(said):
            return 0
    return 0


def _squeezed(text: str) -> str:
    return "".join(char for char in text if char not in BLANKS)
