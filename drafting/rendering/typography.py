"""What the standard says of a paragraph by its text: its level and the faces of its runs (GB/T
9704-2012, 7.3.3).

The text decides, not where it was typed: a （一） that an author typed into running text is set like
any other （一）.
"""

from __future__ import annotations

import re
from typing import Final, Literal

#: base: the paragraph's own face. lead: a 一是…。 sentence, bold. head1 黑体 and head2 楷体: a heading run
#: in before its text. body: 仿宋 after a heading that goes on behind a colon.
Face = Literal["base", "lead", "head1", "head2", "body"]

_NUMERAL = "[一二三四五六七八九十百]"
_LEVELS: Final = (
    (1, re.compile(rf"{_NUMERAL}+、")),
    (2, re.compile(rf"[（(]{_NUMERAL}+[）)]")),
    (3, re.compile(r"[0-9０-９]{1,2}[.．、](?![0-9])")),
    (4, re.compile(r"[（(][0-9０-９]{1,2}[）)]")),
)
_HEAD_END = re.compile(r"[。：；]")
_LEAD = re.compile(r"(?:^|(?<=。))[一二三四五六七八九十]+是[^。；]{1,60}。")
#: A heading on its own line is no longer than this (characters, number included); what is longer is
#: a sentence.
LONGEST_HEADING: Final = 45


def level_of(text: str) -> int:
    """The level of the number that a text begins with: 1 for 一、, 2 for （一）, 3 for 1. and 4 for （1）;
    0 without one."""
    return next((level for level, pattern in _LEVELS if pattern.match(text)), 0)


def stands_alone(text: str) -> bool:
    """Whether a numbered text is a heading by itself: short, and nothing behind its first stop."""
    return len(text) <= LONGEST_HEADING and _head_end(text) in (0, len(text))


def with_heading_stop(text: str) -> str:
    """A heading as printed: one that is as long as a sentence is closed like a sentence."""
    return text + "。" if len(text) > LONGEST_HEADING and not _HEAD_END.search(text) else text


def faces(text: str, *, heading: bool) -> list[tuple[int, int, Face]]:
    """The faces of a paragraph's text as (start, end, face), in order and without gaps.

    ``heading``: the paragraph is set in a heading style, so that its head needs no face of its own.
    """
    level = level_of(text)
    head = 0
    if level:
        head = len(text) if stands_alone(text) else _head_end(text)
    rest: Face = "body" if heading else "base"
    head_faces: dict[int, Face] = {1: "head1", 2: "head2"}
    found: list[tuple[int, int, Face]] = []
    if head:
        found.append((0, head, "base" if heading else head_faces.get(level, "base")))
    at = head
    # behind a （一）…： a 一是 opens a sentence even without a full stop before it
    offset = head if level > 1 else 0
    for match in _LEAD.finditer(text[offset:]):
        start, end = match.start() + offset, match.end() + offset
        if start < at:
            continue
        found += [(at, start, rest), (start, end, "lead")]
        at = end
    found.append((at, len(text), rest))
    return [span for span in found if span[0] < span[1]]


def _head_end(text: str) -> int:
    """Where the first stop of a text ends; 0 where it has none."""
    match = _HEAD_END.search(text)
    return match.end() if match else 0
