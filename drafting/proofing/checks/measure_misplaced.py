"""Measures among the problems: 今后我将加强学习。"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.ownership import FAULT, OWNED
from drafting.proofing.core.source import TextSpan, sentences_of

_PLAN = re.compile(
    r"(?:今后|下一步|下步|接下来|下一阶段|在今后的[^，。；\n]{2,8}中|以后|从现在起"
    r"|从今往后)[，,]?(?:我|本人|自己)?[，,]?(?:一定|必须|决心|还)?"
    r"(?:将|要|会|需要?|争取|打算|准备)[^，。；\n]{2,24}|(?:我|本人)(?:将|决心|一定要|一定会|保证)(?!军)[^，。；\n]{4,24}"
)
_PAST = re.compile(
    r"曾|当时|原来|说过|承诺|答应|表态|表示|计划|想着|总想|想过|本来|最后|结果|却|至今|后来|仍"
)


def run(context: Context) -> Iterable[Hit]:
    """Sentences of the problems that only say what is to be done, where the paper has a part for
    the measures."""
    if not context.outline.of_role("measures"):
        return
    for division in context.outline.of_role("problems"):
        for sentence in sentences_of(division.whole):
            yield from _planned(sentence)


def _planned(sentence: TextSpan) -> Iterable[Hit]:
    match = _PLAN.search(sentence.text)
    text = sentence.text
    if match and not any(pattern.search(text) for pattern in (_PAST, OWNED, FAULT)):
        start = sentence.start + match.start()
        message = "这是整改措施，写进了查摆问题的部分。"
        yield Hit(start, sentence.start + match.end(), message, "移到整改措施部分")


CHECK = Check(
    id="measure-misplaced",
    rank=855,
    title="查摆问题时写措施",
    severity="warning",
    why="问题、原因、措施各归各的部分；在问题里表态，问题就没有说透。",
    source="材料结构要求：问题、原因、措施分开写",
    run=run,
    good=(
        Example("一、存在的问题\n我说过今后要改，至今没有改。\n二、整改措施\n今后我将每周读书。"),
        Example("一、存在的问题\n总想着以后再学，拖到年底。\n二、整改措施\n每周学。"),
    ),
    bad=(
        Example(
            "一、存在的问题\n学得少。今后我将加强理论学习。\n二、整改措施\n每周学。",
            ("今后我将加强理论学习",),
        ),
        Example(
            "一、存在的问题\n跑得少。下一步，我要经常深入基层。\n二、整改措施\n每周学。",
            ("下一步，我要经常深入基层",),
        ),
        Example(
            "一、存在的问题\n我保证认真对待每一位患者。\n二、整改措施\n每周学。",
            ("我保证认真对待每一位患者",),
        ),
    ),
)
