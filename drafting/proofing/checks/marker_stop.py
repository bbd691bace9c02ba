"""A marker that the sentence before it runs into: ……还有差距二是……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.numerals import DIGITS, value_of

_MARK = re.compile(rf"(?<![第之唯统{DIGITS}])([{DIGITS}])是(?![否不])")
_STOPS = "。；：！？;:，、"


def run(context: Context) -> Iterable[Hit]:
    """Find 二是, 三是 … right after a character where the marker before it stands earlier in the paragraph."""
    for line in context.paragraphs:
        seen = 0
        for match in _MARK.finditer(line.text):
            value = value_of(match[1]) or 0
            before = line.text[: match.start()].rstrip()
            if value == 1 or value == seen + 1:
                if value > 1 and before and before[-1] not in _STOPS + "”’）》…\n":
                    at = line.start + match.start()
                    yield Hit(
                        at - 1,
                        at + 2,
                        f"“{match.group()}”前面缺句号。",
                        f"在“{match.group()}”前加句号",
                        f"{before[-1]}。{match.group()}" if before == line.text[: match.start()] else None,
                    )
                seen = value


CHECK = Check(
    id="marker-stop",
    title="序号前缺少标点",
    severity="error",
    why="“一是”“二是”各起一条，前一条没有结束标点，两条就连成了一句。",
    source="GB/T 15834—2011 第4.1条：句号表示陈述句末尾的停顿",
    run=run,
    good=(
        Example("一是学得不深。二是联系实际不紧；三是检验的标准之一是群众满不满意。"),
        Example("一是学习，二是实践，这两条我都做得不够。"),
    ),
    bad=(Example("一是学得不深，满足于读过二是联系实际不紧。", ("过二是",)),),
)
