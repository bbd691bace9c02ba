"""Causes and measures written as paragraphs without numbers, each opening with its claim sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.document.model import Point
from drafting.importing.segment.pen import Pen
from drafting.importing.segment.points import Cuts, make_point, opens_with_claim
from drafting.importing.segment.rows import Cut

#: How a paragraph begins that leads in to the others or sums them up.
_LEADING = re.compile(
    r"(针对|对于?上述|围绕|对照|通过|以上|上述|经过|今后|下一?步|接下来|为此|归根结底|究其原因|剖析|深刻剖析|反思|我将|本人将|结合)"
)
_LONGEST_CLAIM = 30
#: A lead in sentence says what follows, or is all there is in its paragraph.
_ANNOUNCES = re.compile(r"(如下|以下|几个?方面|主要(是|有)|原因|整改|努力|改进|反思|剖析|问题|差距)")
_SUMS_UP = re.compile(r"(总之|综上|总的来说|以上|同时|此外|因此|这些)")


def bare_points(pen: Pen, chunks: Sequence[Cut]) -> tuple[Cuts, list[Point]]:
    """The lead, and a point for each paragraph that reads "claim。text"; no points where the paragraphs are no such list."""
    titled = [_is_title(pen.text, chunks, index) for index in range(len(chunks))]
    shaped = [title or opens_with_claim(pen.text, cut) for title, cut in zip(titled, chunks, strict=True)]
    below = [bool(index) and titled[index - 1] for index in range(len(chunks))]
    first = next((i for i, cut in enumerate(chunks) if shaped[i] and not _leads(pen.text, cut)), None)
    if first is None or not _is_list(
        pen.text, chunks, [a or b for a, b in zip(shaped, below, strict=True)], first
    ):
        return list(chunks), []
    groups: list[list[int]] = []
    for index in range(first, len(chunks)):
        goes_on = below[index] or (not shaped[index] and _goes_on(pen.text, chunks[index]))
        if groups and goes_on:
            groups[-1].append(index)
        else:
            groups.append([index])
    points = []
    for group in groups:
        point = make_point(pen, None, [chunks[index] for index in group])
        if len(group) > 1 + titled[group[0]]:
            pen.doubt(point.id, "这一条后面的段落没有序号，已并入这一条，请核对。")
        points.append(point)
    return list(chunks[:first]), points


def _is_title(text: str, chunks: Sequence[Cut], index: int) -> bool:
    """Whether a paragraph is a claim on a line of its own: short, without a stop, and a longer paragraph below it."""
    inner = text[slice(*chunks[index])].strip()
    if index + 1 == len(chunks) or len(inner) > _LONGEST_CLAIM or inner[-1:] in "。：；，:;,":
        return False
    return "。" not in inner and len(text[slice(*chunks[index + 1])].strip()) > _LONGEST_CLAIM


def _leads(text: str, cut: Cut) -> bool:
    """Whether a paragraph introduces what follows, though its first sentence is short."""
    inner = text[slice(*cut)]
    first = inner.partition("。")[0]
    return bool(_LEADING.match(first) and _ANNOUNCES.search(first)) or inner.endswith(("：", ":"))


def _is_list(text: str, chunks: Sequence[Cut], shaped: Sequence[bool], first: int) -> bool:
    """Whether the paragraphs from ``first`` on are points: most open with a claim, and what stands before them leads in."""
    rest = shaped[first:]
    if len(rest) == 1:
        return len(text[slice(*chunks[first])].partition("。")[0]) <= _LONGEST_CLAIM
    return 2 * sum(rest) > len(rest) and first <= 2


def _goes_on(text: str, cut: Cut) -> bool:
    """Whether a paragraph that opens with no claim belongs to the one before it."""
    inner = text[slice(*cut)]
    return bool(_SUMS_UP.match(inner)) or "。" not in inner[:-1]
