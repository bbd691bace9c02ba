"""Words taken for one another by sound or shape, given away by their neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import log
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.tokens import likelihood
from drafting.proofing.core.wordings import Wording, rows_within

#: Wrong wordings from this length on stand in no sentence by chance.
_LONG: Final = 4
#: How many characters beside the word are read with it.
_BESIDE: Final = 6
#: How many times likelier the sentence with the right word must be than the words that the cut
#: makes: measured on all texts of the project, right ones (另存再导入) stayed below 1,700.
_LIKELIER: Final = log(5000)


def run(context: Context) -> Iterable[Hit]:
    """Every row of the table of confusions that fits."""
    for row in rows_within(context.tables.confusions, context.text):
        for start, end in row.places(context.text):
            if context.standing.hold(start, end) or _by_chance(context, row, start, end):
                continue
            yield Hit(
                start,
                end,
                f"“{row.wrong}”疑为“{row.right}”{'：' + row.why if row.why else ''}。",
                row.right,
                row.right,
                "advice" if row.gentle else None,
            )


def _by_chance(context: Context, row: Wording, start: int, end: int) -> bool:
    """Whether the characters only meet where two words meet: 题高 in 问题高举.

    The dictionary has many rare words (拆过), so that a typing error may be cut in two as well:
    投拆过 is 投诉过 all the same, which is far likelier than 投 beside 拆过.
    """
    if len(row.wrong) >= _LONG or not (context.cuts_word(start) or context.cuts_word(end)):
        return False
    line = context.paragraph_at(start)
    first = max(start - _BESIDE, line.start if line else 0)
    last = min(end + _BESIDE, line.end if line else end)
    before, after = context.text[first:start], context.text[end:last]
    return _gain(before + row.wrong + after, before + row.right + after) < _LIKELIER


@lru_cache(maxsize=1024)
def _gain(typed: str, meant: str) -> float:
    return likelihood(meant) - likelihood(typed)


CHECK = Check(
    id="confused-word",
    rank=510,
    title="音近、形近的词用错",
    severity="warning",
    why="拼音和五笔输入最容易选错同音、形近的词，单看都是词，看前后才知道错。",
    source="fixtures/proofing/confusions.json；《现代汉语词典》《通用规范汉字表》",
    run=run,
    good=(
        Example("名师工作室挂牌后，我按事实说话，处理好干群关系，截止日期是6月底。"),
        Example("为群众办实事，工作时先想到群众，贯彻落实上级部署。"),
        Example("问题高举轻放，自己经手的事不爱说，急的压住重的。"),
    ),
    bad=(
        Example("给村民办的事实不多，平时推进工作室，没有问过群众。", ("事实", "工作室")),
        Example(
            "把党建贯彻业务工作始终，截止目前还没有做到；自已没有反应出群众的意见。",
            ("贯彻", "截止", "自已"),
        ),
        Example(
            "我被患者家属投拆过两次，学习惯彻不够，讲理相信念多。", ("投拆", "惯彻", "理相信念")
        ),
    ),
)
