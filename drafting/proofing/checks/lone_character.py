"""Characters that are no word by themselves, standing alone: 对困难职工慰少, 整改的措不实."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.tokens import Token
from drafting.proofing.typing.features import SURNAMES

#: In 33,000 right sentences (official writing, news, our own) none of these ever stood alone, those
#: of the last row only in classical verse. Left out is what plain speech may use alone (扭, 译, 裁,
#: 谨).
_NEVER_ALONE: Final = frozenset(
    "究况础措析励恢括艰巩厉誉胞衔裕馈殖械哲歧妨胁氛幻峻滋"
    "愉浏讼滞琐阐匆辐恳衷沃奠赁慨侦惕怖隙衍祉蚀纤敷嚣"
    "捍崛楷湛缚慑铛碌锻逻帜僚垃圾惰懦诿"
    "惫恪贿赂赃诫馁"
    "慰辅彻履谐"
)
#: What stands beside names, and in lists of single characters (学、思、践、悟).
_NAMES: Final = ("nr", "ns", "nt", "nz")
_AROUND: Final = frozenset("、“”‘’《》·—（）")


def run(context: Context) -> Iterable[Hit]:
    """Every such character between words that are no names."""
    tokens = context.tokens
    for place, token in enumerate(tokens):
        if token.text in _NEVER_ALONE and _stands_alone(tokens, place):
            yield Hit(
                token.start,
                token.end,
                f"“{token.text}”不单独成词，前后疑有漏字、错字或颠倒。",
                "核对前后的字",
            )


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[max(0, place - 1) : place]
    if before and before[0].text in SURNAMES:
        return False
    beside = [*before, *tokens[place + 1 : place + 2]]
    return not any(one.tag.startswith(_NAMES) or one.text in _AROUND for one in beside)


CHECK = Check(
    id="lone-character",
    rank=526,
    title="落单的字",
    severity="warning",
    why="有的字从不单独成词（慰、究、础），单独留在句子里，不是漏了一个字，就是旁边的字打错了。",
    source="jieba 词典（349,000 条）；真实材料审校所见",
    run=run,
    good=(
        Example("慰问困难职工时考虑不周，研究问题的基础不牢，遵守纪律、履行职责不严。"),
        Example("做到学、思、践、悟，马培同志和王慰都提过意见，读过《畏》。"),
        Example("译了两页就搁下，裁了三块牌子，扭了脚，心里怯，谨此汇报。"),
        Example("心存敬畏，行有所止；辅导了两次，培训了三天，括号没有写全。"),
    ),
    bad=(
        Example("对困难职工只慰文过一次。", ("慰",)),
        Example("整改的措不实，拖了一个月。", ("措",)),
        Example("对新同志辅倒不够，调查究研不深。", ("辅", "究")),
    ),
)
