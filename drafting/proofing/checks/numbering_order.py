"""Numbers that skip or repeat: 一、三、四；一是、二是、二是。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafting.common.numerals import SIGNS, like, value_of
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.inline_lists import counted, lists_in, starts_anew
from drafting.proofing.core.outline import Ordinal, PointLine
from drafting.proofing.core.source import TextSpan

_TYPED = re.compile(
    rf"([{SIGNS}]{{1,3}})(?:是|、)(?![{SIGNS}])|[（(]([{SIGNS}]{{1,3}})[）)]、?|第([{SIGNS}]{{1,3}})[，、：:]|([0-9]{{1,2}})[.．、](?![0-9])"
)


def run(context: Context) -> Iterable[Hit]:
    """Compare each run of numbers with the positions in it: those of the outline, then the lists
    inside the author's own texts.

    Ordinals of points begin anew in every area, and at each 一是. A number that the position makes is
    never wrong.
    """
    outline = context.outline
    yield from _compare([d.number for d in outline.divisions if d.number])
    for division in outline.divisions:
        yield from _compare([area.number for area in division.areas if area.number])
    for place in outline.places():
        text = TextSpan.cut(context.text, place.heading.end, place.whole.end)
        for sequence in _restarting([point.marker for point in place.points if point.marker]):
            yield from _compare(sequence, text)
        yield from _doubled(place.points)
    for text in outline.texts():
        yield from _compare_lists(text)


def _restarting(ordinals: Sequence[Ordinal]) -> Iterator[Sequence[Ordinal]]:
    run: list[Ordinal] = []
    for ordinal in ordinals:
        if starts_anew(run, ordinal):
            yield run
            run = []
        run.append(ordinal)
    yield run


def _compare_lists(text: TextSpan) -> Iterator[Hit]:
    """What is wrong in the lists inside a text of the author's own, as warnings."""
    for sequence in lists_in(text):
        for hit in _compare(sequence, text):
            yield replace(hit, severity="warning")


def _compare(sequence: Sequence[Ordinal], text: TextSpan | None = None) -> Iterator[Hit]:
    """What is wrong in a sequence; in ``text``, which holds it, 首先 and 其次 count too."""
    expected, before, behind = 0, 0, text.start if text else 0
    for ordinal in sequence:
        expected += 1
        between = text.text[behind - text.start : ordinal.span.start - text.start] if text else ""
        if ordinal.automatic or _bridged(between, expected, ordinal.value):
            expected = ordinal.value
        elif ordinal.value != expected:
            yield _wrong(ordinal, expected, "重复" if ordinal.value == before else "不连续")
        before, behind = ordinal.value, ordinal.span.end


def _bridged(between: str, expected: int, value: int) -> bool:
    """Whether the text between two numbers counts on by itself, in words or within a sentence:
    首先…二是, 一是…，二是…。三是."""
    words = all(counted(between, skipped) for skipped in range(expected, value))
    return expected < value and words and (expected == 1 or not counted(between, 1))


def _wrong(ordinal: Ordinal, expected: int, what: str) -> Hit:
    right = like(ordinal.digits.text, expected)
    wanted = ordinal.span.text.replace(ordinal.digits.text, right, 1)
    message = f"序号“{ordinal.digits.text}”{what}，按顺序应为“{right}”。"
    return Hit(ordinal.span.start, ordinal.span.end, message, wanted, wanted)


def _doubled(points: Sequence[PointLine]) -> Iterator[Hit]:
    """Numbers typed before a claim that gets the same one by its position."""
    for point in points:
        typed = _TYPED.match(point.said.text) if point.automatic and point.marker else None
        if (
            typed is None
            or point.marker is None
            or value_of(typed[typed.lastindex or 1]) != point.marker.value
        ):
            continue
        # 一是……，二是……: a list inside the point
        if not counted(point.said.text[typed.end() :], point.marker.value + 1):
            yield Hit(
                point.said.start,
                point.said.start + typed.end(),
                f"“{point.marker.span.text}”会自动编排，这里又写了“{typed.group()}”，印出来就重复了。",
                f"删去“{typed.group()}”",
                "",
                "warning",
            )


CHECK = Check(
    id="numbering-order",
    rank=210,
    title="序号跳号、重号",
    severity="error",
    why="序号不连续，读的人会以为漏了一条；删改段落之后最容易留下。各方面的“一是”重新起算，不算重号。",
    source="GB/T 9704—2012 第7.3.3条：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注",
    run=run,
    good=(
        Example(
            "一、存在的问题\n（一）在学习方面。一是读得少。二是想得浅。\n（二）在作风方面。一是不够细。二是不够实。\n二、原因剖析"
        ),
        Example("一、努力方向\n认真学习党的二十届二中、三中全会精神。"),
        Example(
            "一、存在的问题\n（一）在学习方面。首先，读得少，有书不看。二是想得浅，不联系自己。"
        ),
        Example("一、存在的问题\n（一）在学习方面。一是读得少，二是想得浅。三是用得差。"),
    ),
    bad=(
        Example(
            "一、存在的问题\n（一）在学习方面。一是读得少。主要有两点：一是不挤时间；三是不做笔记。二是想得浅。",
            ("三是",),
        ),
        Example(
            "一、存在的问题\n（一）在学习方面。一是读得少。二是想得浅。二是用得差。\n三、原因剖析",
            ("二是", "三、"),
        ),
        Example(
            "一、存在的问题\n（一）在学习方面。读得少。\n（三）在作风方面。跑得少。", ("（三）",)
        ),
    ),
)
