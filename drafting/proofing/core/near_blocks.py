"""Long fixed wordings in which two characters side by side are others, missing or too many. [pure]

A slip of one character is ``near_wordings``' matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from drafting.proofing.core.near_wordings import Near
from drafting.proofing.core.stretches import Stretches

#: Wordings from this length on are looked for, by this many characters at their beginning and end.
_LEAST: Final = 6
_HOLD: Final = 3
_BLOCK: Final = 2
#: Longer ones are told by two characters at their end.
_LONG: Final = 9
#: Words without which a wording is the same.
_SHADES: Final = frozenset(
    {"坚决", "始终", "自觉", "深刻", "坚定", "切实", "全面", "扎实", "深入", "集中"}
)
_MARKS: Final = frozenset("，。、；：！？《》“”‘’（）\n \u3000")


def near_blocks(text: str, wordings: Sequence[str], covered: Stretches) -> Iterator[Near]:
    """All such places that have no mark inside the block; those in ``covered`` (fixed wordings word
    for word) left out."""
    for wanted in wordings:
        if len(wanted) < _LEAST:
            continue
        at = text.find(wanted[:_HOLD])
        while at >= 0:
            if not text.startswith(wanted, at) and (end := _end(text, at, wanted)):
                standing = covered.at(at + _HOLD)
                if standing is None or end > standing[1]:
                    yield Near(at, end, wanted)
            at = text.find(wanted[:_HOLD], at + 1)


def _end(text: str, at: int, wanted: str) -> int | None:
    """Where the wording that begins at a place ends, if it differs in a block of two."""
    same = _same(text[at : at + len(wanted) + _BLOCK], wanted)
    for missing in range(_BLOCK + 1):
        for more in range(_BLOCK + 1):
            rest = wanted[same + missing :]
            begin = at + same + more
            if max(missing, more) < _BLOCK:
                continue
            got, lost = text[at + same : begin], wanted[same : same + missing]
            if (got == "" and lost in _SHADES) or not _holds(wanted, got, lost, rest):
                continue
            if text.startswith(rest, begin) and got[-1:] != lost[-1:]:
                return None if _MARKS & set(got + lost) else begin + len(rest)
    return None


def _holds(wanted: str, got: str, lost: str, rest: str) -> bool:
    """Whether enough of the wording is left behind the block to know it by: next to nothing where
    two characters only changed places, little where nothing is lost."""
    if rest and got == lost[::-1]:
        return True
    if not lost:
        return len(rest) >= _BLOCK
    if len(wanted) < _LONG - 1:
        return False
    return len(rest) >= (_BLOCK if len(wanted) > _LONG else _HOLD)


def _same(got: str, wanted: str) -> int:
    pairs = zip(got, wanted, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(got), len(wanted)))
