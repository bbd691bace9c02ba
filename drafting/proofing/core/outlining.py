"""Reading the outline off the paragraphs: numbers at the head of a line, 一是 inside. [pure]"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from drafting.importing.segment.roles import role_of
from drafting.proofing.core.numerals import DIGITS, value_of
from drafting.proofing.core.outline import Area, Division, Ordinal, Outline, PointLine
from drafting.proofing.core.source import Span

_PART = re.compile(rf"([{DIGITS}]{{1,3}})[、．]\s*")
_AREA = re.compile(rf"[（(]\s*([{DIGITS}]{{1,3}})\s*[）)]\s*")
_POINT = re.compile(rf"(?:^|(?<=[。；！？：;\n]))\s*(([{DIGITS}]{{1,3}})(?:是|要))(?![否不])")
_CLAIM = re.compile(r"[^。！？\n]*")
_CLOSING = re.compile(r"^以上|批评指正|批评帮助|恳请|请.{0,6}(同志|领导|大家)")
_TITLE_LIMIT: Final = 60
#: A number at the head of a line stands before a heading; a longer line that merely begins so is text.
_HEADING_LIMIT: Final = 60


def outline_of(text: str, lines: Sequence[Span]) -> Outline:
    """The outline of a text whose paragraphs are given."""
    title, rest = _title(lines)
    starts = [n for n, line in enumerate(rest) if _is_part(line)]
    opening = tuple(rest[: starts[0]]) if starts else tuple(rest)
    closing: tuple[Span, ...] = ()
    divisions = []
    for begin, end in pairwise([*starts, len(rest)]):
        group = list(rest[begin:end])
        if end == len(rest):
            group, closing = _split_closing(group)
        divisions.append(_division(text, group))
    return Outline(title, opening, tuple(divisions), closing)


def _title(lines: Sequence[Span]) -> tuple[Span | None, Sequence[Span]]:
    first = lines[0] if lines else None
    if first is None or len(first.text) > _TITLE_LIMIT or first.text[-1] in "。：:；，,.":
        return None, lines
    if _PART.match(first.text) or _AREA.match(first.text):
        return None, lines
    return first, lines[1:]


def _is_part(line: Span) -> bool:
    return bool(_PART.match(line.text)) and len(_CLAIM.match(line.text)[0]) <= _HEADING_LIMIT  # type: ignore[index]


def _split_closing(group: list[Span]) -> tuple[list[Span], tuple[Span, ...]]:
    """The last paragraphs of the last part that take leave of the reader."""
    cut = len(group)
    while cut > 1 and _CLOSING.search(group[cut - 1].text) and not _numbered(group[cut - 1]):
        cut -= 1
    return group[:cut], tuple(group[cut:])


def _numbered(line: Span) -> bool:
    return any(pattern.match(line.text) for pattern in (_PART, _AREA, _POINT))


def _division(text: str, group: list[Span]) -> Division:
    head, body = group[0], group[1:]
    number, heading, run_in = _head(text, head, _PART)
    body = [run_in, *body] if run_in.text else body
    starts = [n for n, line in enumerate(body) if _AREA.match(line.text)]
    own = body[: starts[0]] if starts else body
    areas = tuple(_area(text, body[a:b]) for a, b in pairwise([*starts, len(body)]))
    whole = Span.of(text, head.start, group[-1].end)
    points = tuple(p for line in own for p in _points(text, line))
    role = role_of(heading.text) or "other"
    return Division(role, number, heading, tuple(own), areas, points, whole)


def _area(text: str, group: list[Span]) -> Area:
    head = group[0]
    number, heading, run_in = _head(text, head, _AREA)
    end = group[-1].end
    whole = Span.of(text, head.start, end)
    bodies = ([run_in] if run_in.text else []) + group[1:]
    points = tuple(p for line in bodies for p in _points(text, line))
    lead_end = points[0].whole.start if points else end
    lead_start = min(run_in.start, lead_end)
    return Area(number, heading, Span.of(text, lead_start, lead_end), points, whole)


def _head(text: str, line: Span, pattern: re.Pattern[str]) -> tuple[Ordinal | None, Span, Span]:
    """Number, heading and what follows the heading in the same paragraph."""
    number = _ordinal(line, pattern.match(line.text), 0, 1)
    start = number.span.end if number else line.start
    claim = _CLAIM.match(text, start, line.end)
    end = claim.end() if claim else start
    after = end + 1 if end < line.end else line.end
    return number, Span.of(text, start, end), Span.of(text, after, line.end)


def _ordinal(line: Span, match: re.Match[str] | None, whole: int, digits: int) -> Ordinal | None:
    """The number that a pattern found in a line: its groups with the signs around it and without."""
    value = value_of(match[digits]) if match else None
    if match is None or value is None:
        return None
    span, bare = (
        Span(line.start + match.start(group), line.start + match.end(group), match[group])
        for group in (whole, digits)
    )
    return Ordinal(span, bare, value)


def _points(text: str, line: Span) -> list[PointLine]:
    marks = [mark for m in _POINT.finditer(line.text) if (mark := _ordinal(line, m, 1, 2))]
    ends = [mark.span.start for mark in marks[1:]] + [line.end] * bool(marks)
    found = []
    for mark, end in zip(marks, ends, strict=True):
        claim = _CLAIM.match(text, mark.span.end, end)
        claim_end = claim.end() if claim else end
        found.append(
            PointLine(mark, Span.of(text, mark.span.end, claim_end), Span.of(text, mark.span.start, end))
        )
    return found
