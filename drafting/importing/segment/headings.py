"""Where the heading of an area ends: on its own line, or run in before the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.frameworks.spec import AreaSpec
from drafting.importing.segment.areas import Match, best_match, looks_like_area
from drafting.importing.segment.rows import Cut, SourceRow

_STOP = re.compile(r"。(?![”’])")
#: 理论学习方面：一是…, 理论学习方面一是…, 理论学习方面存在的问题 一是…
_BEFORE_POINT = re.compile(r"[：:，,；;\s]*(?=(?:一是|其一))")
_LONGEST_BEFORE_COLON = 30
#: The longest name of an area that a notice had is 135 characters.
_LONGEST_NAME = 250
#: Without a number a heading must be this short to be one.
_LONGEST_PLAIN = 60


def split_heading(text: str, cut: Cut) -> tuple[Cut, Cut | None]:
    """The heading at the beginning of a numbered paragraph, its stop included, and what stands
    behind it."""
    inner = text[slice(*cut)]
    stop = _STOP.search(inner)
    end = stop.end() if stop else len(inner)
    for match in _BEFORE_POINT.finditer(inner, 1, min(end, _LONGEST_NAME)):
        before = inner[: match.start()]
        if match[0] or re.search(r"(方面|问题|不足|差距)$", before):
            end = match.end()
            break
    colon = re.search(r"[：:]", inner[:end])
    if colon and colon.start() <= _LONGEST_BEFORE_COLON and inner[colon.end() :].strip():
        end = min(end, colon.end())
    return (cut[0], cut[0] + end), ((cut[0] + end, cut[1]) if end < len(inner) else None)


def plain_area(
    row: SourceRow, areas: Sequence[AreaSpec], *, taken: Sequence[str] = ()
) -> tuple[Cut, Cut | None] | None:
    """Heading and rest of a paragraph without a number that can only be the heading of an area;
    None for any other."""
    text = row.text
    end = re.search(r"[。：:](?![”’])", text)
    point = re.search(r"(?<=方面)[，,\s]*(?=一是)", text[:_LONGEST_PLAIN])
    place = point.start() if point else end.start() if end else len(text)
    heading = text[:place]
    match = best_match(heading, areas)
    if not match or match.area.name in taken:
        return None
    own_line = place >= len(text) - 1
    if not _is_area_name(heading, match, own_line=own_line):
        return None
    behind = point.end() if point else min(place + 1, len(text))
    rest = (row.start + behind, row.end) if behind < len(text) else None
    return (row.start, row.start + behind), rest


def _is_area_name(heading: str, match: Match, *, own_line: bool) -> bool:
    """Whether words without a number name an area surely enough."""
    if looks_like_area(heading) and (len(heading) <= _LONGEST_PLAIN or own_line):
        return match.score >= 0.75
    return own_line and match.sure and "，" not in heading.replace(match.area.name, "")
