"""Places that stand in the library as they are, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.similarity.library_text import Borrowed

#: Characters of the library in one place from which on it is worth a word: more than a sentence.
_LEAST: Final = 40


def run(context: Context) -> Iterable[Hit]:
    """Each stretch of sentences that follow one another and that the library has."""
    for group in _groups(context):
        fixed = sum(borrowed.fixed for borrowed in group)
        if fixed >= _LEAST:
            yield Hit(
                group[0].sentence.start,
                group[-1].sentence.end,
                "这一处同素材库的文字一字不差，用过同一条素材的人都会这样写。",
                "换成自己的话，写自己的事",
            )


def _groups(context: Context) -> Iterator[list[Borrowed]]:
    """Those that follow one another in a paragraph."""
    numbers = {sentence.start: number for number, sentence in enumerate(context.said)}
    group: list[Borrowed] = []
    for borrowed in context.borrowed:
        if group and not _follows(context, numbers, group[-1], borrowed):
            yield group
            group = []
        group.append(borrowed)
    if group:
        yield group


def _follows(context: Context, numbers: dict[int, int], last: Borrowed, borrowed: Borrowed) -> bool:
    one, other = last.sentence, borrowed.sentence
    together = "\n" not in context.text[one.end : other.start]
    return together and numbers[other.start] == numbers[one.start] + 1


_FRAME = "一、存在的问题\n（一）在理论学习方面\n"
CHECK = Check(
    id="alike-library",
    rank=705,
    title="与素材库文字相同",
    severity="advice",
    why="素材是提示和句架，不是现成的话。几个人照用同一条，材料就雷同了，算占比时也算在内。",
    source="照镜的约定：素材库的句子用自己的话重写",
    run=run,
    good=(
        Example(
            f"{_FRAME}一是学习靠通知推着走。二月领的四本书，到年底只翻完一本，其余三本没有拆封，心里总觉得手头的活更急。"
        ),
    ),
    bad=(
        Example(
            f"{_FRAME}一是学习靠通知推着走，自觉补课不够。支部发什么材料我就读什么材料，集中学习一结束便把本子合上，很少给自己另列题目。",
            (
                "学习靠通知推着走，自觉补课不够。支部发什么材料我就读什么材料，集中学习一结束便把本子合上，很少给自己另列题目。",
            ),
        ),
    ),
)
