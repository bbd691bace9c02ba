"""Parallel paragraphs without numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.common.numerals import SIGNS, numeral
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.outline import Division

_CLAIM = re.compile(r"[^。！？，；：\n]{4,30}(?:，[^。！？，；：\n]{2,20})?。(?=.)")
_NUMBERED = re.compile(
    rf"[（(]?[{SIGNS}0-9]{{1,3}}[）)、.．是要]|第[{SIGNS}]|首先|其次|再次|最后"
    r"|其[一二三四五六七八九]|[①-⑳㈠-㈩⑴-⒇⒈-⒛]"
)


def run(context: Context) -> Iterable[Hit]:
    """Causes and measures given as bare paragraphs, and an area that alone among its like has no
    一是."""
    for division in context.outline.divisions:
        if (
            division.role in ("causes", "measures")
            and not division.areas
            and not any(p.marker or p.automatic for p in division.points)
        ):
            yield from _bare(division)
        if division.role == "problems":
            yield from _undivided(division)


def _bare(division: Division) -> Iterator[Hit]:
    claims = [(line, _CLAIM.match(line.text)) for line in division.paragraphs]
    claims = [(line, match) for line, match in claims if match and not _NUMBERED.match(line.text)]
    if len(claims) < 2 or len(claims) < len(division.paragraphs) - 1:
        return
    for position, (line, match) in enumerate(claims, start=1):
        if match and position <= 99:
            claim = match.group().rstrip("。")
            numbered = f"（{numeral(position)}）{claim}"
            yield Hit(
                line.start,
                line.start + len(claim),
                "并列的几段都没有序号，层次不清。",
                numbered,
                numbered,
            )


def _undivided(division: Division) -> Iterator[Hit]:
    """The areas without points where more than half have them."""
    marked = sum(bool(area.points) for area in division.areas)
    if marked * 2 <= len(division.areas):
        return
    for area in division.areas:
        if not area.points and area.lead.text:
            first = area.lead.text.split("。")[0]
            at = area.lead.start
            yield Hit(
                at,
                at + len(first),
                "这一方面没有分条，其他方面都用“一是”“二是”分条。",
                "分条写，或补足第二条",
                None,
                "advice",
            )


CHECK = Check(
    id="numbering-missing",
    rank=240,
    title="并列各段缺少序号",
    severity="warning",
    why="原因、措施分成几段而不标序号，审核时不好对照，会上也不好说“第几条”。",
    source="GB/T 9704—2012 第7.3.3条",
    run=run,
    good=(
        Example(
            "二、原因剖析\n（一）信念不够坚定。学得少，想得浅。\n（二）宗旨树得不牢。下得少，问得少。"
        ),
        Example("二、原因剖析\n反思上述问题，根子在党性不强，学得少，想得浅。"),
    ),
    bad=(
        Example(
            "二、原因剖析\n信念不够坚定。学得少，想得浅。\n宗旨树得不牢。下得少，问得少。",
            ("信念不够坚定", "宗旨树得不牢"),
        ),
    ),
)
