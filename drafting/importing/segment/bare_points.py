"""Causes and measures written as paragraphs without numbers, each opening with its claim
sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.document.model import Point
from drafting.importing.segment.announcements import only_announces
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.points import Cuts, make_point, opens_with_claim
from drafting.importing.segment.rows import Cut

#: How a paragraph begins that leads in to the others or sums them up.
_LEADING = re.compile(
    r"(针对|对于?上述|围绕|对照|通过|以上|上述|经过|今后|下一?步|接下来|为此|归根结底|究其原因|剖析|深刻剖析|反思|我将|本人将|结合)"
)
_LONGEST_CLAIM = 30
_LONGEST_SENTENCE = 80
#: A lead in sentence says what follows, or is all there is in its paragraph.
_ANNOUNCES = re.compile(
    r"(如下|以下|几个?方面|主要(是|有)|原因|整改|努力|改进|反思|剖析|问题|差距)"
)
_SUMS_UP = re.compile(r"(总之|综上|总的来说|以上|同时|此外|因此|这些)")


def bare_points(pen: Pen, chunks: Sequence[Cut]) -> tuple[Cuts, list[Point]]:
    """The lead, and a point for each paragraph that reads "claim。text"; no points where the
    paragraphs are no such list."""
    if announced := _after_colon(pen, chunks):
        return announced
    shape = _shape(pen.text, chunks)
    first = next((n for n, cut in enumerate(chunks) if shape.opens(n, pen.text, cut)), None)
    if first is None or not _is_list(pen.text, chunks, shape.listed, first):
        return list(chunks), []
    points = []
    for group in _groups(shape.goes_on, first):
        point = make_point(pen, None, [chunks[index] for index in group])
        if len(group) > 1 + shape.titled[group[0]]:
            pen.doubt(point.id, "这一条后面的段落没有序号，已并入这一条，请核对。")
        points.append(point)
    return list(chunks[:first]), points


@dataclass(frozen=True, slots=True)
class _Shape:
    """Of each paragraph whether it is a claim on a line of its own, opens with a claim, belongs to
    a list, and goes on the one before it."""

    titled: Sequence[bool]
    shaped: Sequence[bool]
    listed: Sequence[bool]
    goes_on: Sequence[bool]

    def opens(self, index: int, text: str, cut: Cut) -> bool:
        """Whether a list may begin with a paragraph."""
        return self.shaped[index] and not _leads(text, cut)


def _shape(text: str, chunks: Sequence[Cut]) -> _Shape:
    titled = [_is_title(text, chunks, index) for index in range(len(chunks))]
    below = [False, *titled][: len(titled)]
    shaped = [
        title or opens_with_claim(text, cut) for title, cut in zip(titled, chunks, strict=True)
    ]
    listed = [shape or under for shape, under in zip(shaped, below, strict=True)]
    goes_on = [
        under or (not shape and _goes_on(text, cut))
        for under, shape, cut in zip(below, shaped, chunks, strict=True)
    ]
    return _Shape(titled, shaped, listed, goes_on)


def _groups(goes_on: Sequence[bool], first: int) -> list[list[int]]:
    """The indexes from ``first`` on, those that go on the one before them with it."""
    groups: list[list[int]] = []
    for index in range(first, len(goes_on)):
        if groups and goes_on[index]:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _after_colon(pen: Pen, chunks: Sequence[Cut]) -> tuple[Cuts, list[Point]] | None:
    """A lead that ends in a colon, and a point for each of the single sentences behind it; None
    where there are no such."""
    texts = [pen.text[slice(*cut)].strip() for cut in chunks]
    if len(texts) < 3 or not texts[0].endswith(("：", ":")):
        return None
    if any(
        len(text) > _LONGEST_SENTENCE or "。" in text[:-1] or text[-1] not in "。；"
        for text in texts[1:]
    ):
        return None
    return [chunks[0]], [make_point(pen, None, [cut]) for cut in chunks[1:]]


def _is_title(text: str, chunks: Sequence[Cut], index: int) -> bool:
    """Whether a paragraph is a claim on a line of its own: short, without a stop, and a longer
    paragraph below it."""
    inner = text[slice(*chunks[index])].strip()
    if index + 1 == len(chunks) or len(inner) > _LONGEST_CLAIM or inner[-1:] in "。：；，:;,":
        return False
    return "。" not in inner and len(text[slice(*chunks[index + 1])].strip()) > _LONGEST_CLAIM


def _leads(text: str, cut: Cut) -> bool:
    """Whether a paragraph introduces what follows, though its first sentence is short."""
    inner = text[slice(*cut)]
    first = inner.partition("。")[0]
    leading = bool(_LEADING.match(first) and _ANNOUNCES.search(first))
    return leading or inner.endswith(("：", ":")) or only_announces(inner)


def _is_list(text: str, chunks: Sequence[Cut], shaped: Sequence[bool], first: int) -> bool:
    """Whether the paragraphs from ``first`` on are points: most open with a claim, and what stands
    before them leads in."""
    rest = shaped[first:]
    if len(rest) == 1:
        return len(text[slice(*chunks[first])].partition("。")[0]) <= _LONGEST_CLAIM
    return 2 * sum(rest) > len(rest) and first <= 2


def _goes_on(text: str, cut: Cut) -> bool:
    """Whether a paragraph that opens with no claim belongs to the one before it."""
    inner = text[slice(*cut)]
    return bool(_SUMS_UP.match(inner)) or "。" not in inner[:-1]
