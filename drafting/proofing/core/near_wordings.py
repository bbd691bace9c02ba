"""Fixed wordings missed by one character: one replaced, left out or put in. [pure]

An edit of one character leaves one half of the wording whole, so only places with a whole half are
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.document.ranges import TextRange
from drafting.proofing.core.sounds import alike
from drafting.proofing.core.stretches import Stretches
from drafting.proofing.core.tokens import is_word


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fixed wording and its halves."""

    text: str
    first: str
    second: str

    @classmethod
    def of(cls, text: str) -> Pattern:
        """The wording cut in two."""
        middle = (len(text) + 1) // 2
        return cls(text, text[:middle], text[middle:])


@dataclass(frozen=True, slots=True)
class Near(TextRange):
    """A stretch of text that is ``wanted`` but for one character."""

    wanted: str


def near_misses(text: str, patterns: Sequence[Pattern], covered: Stretches) -> list[Near]:
    """All near misses, the places inside ``covered`` (fixed wordings word for word) left out."""
    found: dict[tuple[int, int], Near] = {}
    for pattern in patterns:
        for start, end in _candidates(text, pattern):
            change = _change(text[start:end], pattern.text)
            if change is None or not _meant(text, start, end, pattern.text, change):
                continue
            place = start + change
            standing = covered.at(place)
            # 政治判断力 inside a longer row is only a piece of the wording
            if standing is None or text[slice(*standing)] in pattern.text:
                found.setdefault((start, end), Near(start, end, pattern.text))
    return sorted(found.values(), key=lambda near: (near.start, -near.end))


def _candidates(text: str, pattern: Pattern) -> Iterator[tuple[int, int]]:
    size = len(pattern.text)
    at = text.find(pattern.first)
    while at >= 0:
        if not text.startswith(pattern.text, at):
            yield from (
                (at, at + length)
                for length in (size, size - 1, size + 1)
                if at + length <= len(text)
            )
        at = text.find(pattern.first, at + 1)
    at = text.find(pattern.second)
    while at >= 0:
        end = at + len(pattern.second)
        if not text.endswith(pattern.text, 0, end):
            yield from (
                (end - length, end) for length in (size, size - 1, size + 1) if end >= length
            )
        at = text.find(pattern.second, at + 1)


def _change(got: str, wanted: str) -> int | None:
    """Where the only difference lies, counted in ``got``; None where there is more than one or
    none."""
    same = 0
    for a, b in zip(got, wanted, strict=False):
        if a != b:
            break
        same += 1
    if len(got) == len(wanted):
        return same if same < len(got) and got[same + 1 :] == wanted[same + 1 :] else None
    if len(got) < len(wanted):
        return same if 0 < same < len(got) and got[same:] == wanted[same + 1 :] else None
    return same if 0 < same < len(wanted) and got[same + 1 :] == wanted[same:] else None


def _meant(text: str, start: int, end: int, wanted: str, change: int) -> bool:
    """Whether the wording was meant: what differs is a Chinese character, and at either end one
    that looks or sounds alike; a wording of four characters is only recognised by sound or
    shape."""
    got = text[start:end]
    if len(got) == len(wanted):
        new, old = got[change], wanted[change]
        if not (_han(new) and _han(old)):
            return False
        if alike(new, old):
            return True
        if len(wanted) <= 4:
            # 踏石 is no word: only one wording has it, so what stands beside it was meant to be that
            # wording
            whole = wanted[2:] if change < 2 else wanted[:2]
            return change in (1, 2) and not is_word(whole)
        return len(wanted) >= 6 or change not in (0, len(wanted) - 1)
    if len(wanted) <= 5:
        return False
    if len(got) > len(wanted):
        # 严肃的党内政治生活 is the same wording, said more fully
        return _han(got[change]) and got[change] != "的"
    return _han(wanted[change])


def _han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
