"""A marker that the sentence before it runs into: ……还有差距二是……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.common.numerals import SIGNS, value_of
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: 唯一是, 每周二是, 大二是: part of a word, not a marker.
_MARK = re.compile(
    rf"(?<![第之其唯统万专单划惟周期初周高大百零同不逐{SIGNS}])([{SIGNS}])是(?!否|不是|\1)"
)
_STOPS = "。；：！？;:，、"


def run(context: Context) -> Iterable[Hit]:
    """Find 二是, 三是 … right after a character where the marker before it stands earlier in the
    paragraph.

    A marker that the position makes is none that the author goes on from.
    """
    automatic = {span.start for span in context.outline.automatic()}
    for line in context.paragraphs:
        seen = 0
        for match in _MARK.finditer(line.text):
            if line.start + match.start() in automatic:
                continue
            value = value_of(match[1]) or 0
            behind = _behind_text(line.text, match.start())
            last = line.text[max(0, behind - 1) : behind]
            if value == 1 or value == seen + 1:
                if value > 1 and last and last not in _STOPS + "”’）》…\n":
                    at = line.start + match.start()
                    yield Hit(
                        at - 1,
                        at + 2,
                        f"“{match.group()}”前面缺句号。",
                        f"在“{match.group()}”前加句号",
                        f"{last}。{match.group()}" if behind == match.start() else None,
                    )
                seen = value


def _behind_text(text: str, place: int) -> int:
    """The place behind the last character before ``place`` that is no blank."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


CHECK = Check(
    id="marker-stop",
    rank=230,
    title="序号前缺少标点",
    severity="error",
    why="“一是”“二是”各起一条，前一条没有结束标点，两条就连成了一句。",
    source="GB/T 15834—2011 第4.1条：句号表示陈述句末尾的停顿",
    run=run,
    good=(
        Example("一是学得不深。二是联系实际不紧；三是检验的标准之一是群众满不满意。"),
        Example("一是学习，二是实践，这两条我都做得不够。"),
        Example("汇报要有一是一、有二是二，我做得不够。"),
        Example("一是学习不够。每周二是党日，大二是最松的一年，我都没有抓紧。"),
    ),
    bad=(Example("一是学得不深，满足于读过二是联系实际不紧。", ("过二是",)),),
)
