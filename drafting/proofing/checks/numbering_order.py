"""Numbers that skip or repeat: 一、三、四；一是、二是、二是。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.numerals import like, value_of
from drafting.proofing.core.outline import Ordinal
from drafting.proofing.core.source import Span

_DIGIT_HEAD = re.compile(r"([0-9]{1,2})[.．、](?![0-9])\s*")


def run(context: Context) -> Iterable[Hit]:
    """Compare each run of numbers with the positions in it. Ordinals of points begin anew in every area, and at each 一是."""
    for sequence in _sequences(context):
        yield from _compare(sequence)


def _sequences(context: Context) -> Iterator[list[Ordinal]]:
    outline = context.outline
    yield [d.number for d in outline.divisions if d.number]
    for division in outline.divisions:
        yield [area.number for area in division.areas if area.number]
        yield from _restarting([p.marker for p in division.points if p.marker])
        for area in division.areas:
            yield from _restarting([p.marker for p in area.points if p.marker])
        yield from _restarting(list(_digit_heads(context.paragraphs, division.whole)))


def _digit_heads(lines: Sequence[Span], whole: Span) -> Iterator[Ordinal]:
    for line in lines:
        match = _DIGIT_HEAD.match(line.text) if whole.holds(line.start) else None
        if match and (value := value_of(match[1])):
            span = Span(line.start, line.start + match.end(), match.group())
            yield Ordinal(span, Span(line.start, line.start + match.end(1), match[1]), value)


def _restarting(ordinals: list[Ordinal]) -> Iterator[list[Ordinal]]:
    run: list[Ordinal] = []
    for ordinal in ordinals:
        # 一是 right after 一是 is the same number twice, not a new beginning
        if ordinal.value == 1 and len(run) > 1:
            yield run
            run = []
        run.append(ordinal)
    yield run


def _compare(sequence: list[Ordinal]) -> Iterator[Hit]:
    if len(sequence) < 2 and not (sequence and sequence[0].value > 1):
        return
    before = 0
    for position, ordinal in enumerate(sequence, start=1):
        if ordinal.value != position:
            wanted = ordinal.span.text.replace(ordinal.digits.text, like(ordinal.digits.text, position), 1)
            what = "重复" if ordinal.value == before else "不连续"
            yield Hit(
                ordinal.span.start,
                ordinal.span.end,
                f"序号“{ordinal.digits.text}”{what}，按顺序应为“{like(ordinal.digits.text, position)}”。",
                wanted,
                wanted,
            )
        before = ordinal.value


CHECK = Check(
    id="numbering-order",
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
    ),
    bad=(
        Example(
            "一、存在的问题\n（一）在学习方面。一是读得少。二是想得浅。二是用得差。\n三、原因剖析",
            ("二是", "三、"),
        ),
        Example("一、存在的问题\n（一）在学习方面。读得少。\n（三）在作风方面。跑得少。", ("（三）",)),
    ),
)
