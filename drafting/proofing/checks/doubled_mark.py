"""Punctuation marks doubled or at odds: ，，  。； ，。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: 《 and 》 made of other signs, and rows of full stops.
_SIGNS: Final = {"<": "《", "＜": "《", ">": "》", "＞": "》", ".": "……"}
_DOUBLED = re.compile(
    r"[，。；：、,;][ \u3000]*[，。；：、,;！？]+|[！？][，。；：、]+|[。；，][”’][。；，]+"
    r"|(?<![.\d])\.{2}(?![./])|(?<!\.)\.{4,5}(?!\.)"
    r"|[＜<](?=[\u4e00-\u9fff（）]{2,30}(?:条例|准则|规定|办法|意见|通知|决定|细则|规则|章程|党章|宪法|方案|纲要|讲话|选编|读本)(?:（试行）)?[＞>])"
    r"|(?<=条例|准则|规定|办法|意见|通知|决定|细则|规则|章程|党章|宪法|方案|纲要|讲话|选编|读本)[＞>](?![＞>])"
    r"|[＜<]{2}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[＞>]{2}"
)


def run(context: Context) -> Iterable[Hit]:
    """Two marks where one belongs; the stronger one is kept."""
    for match in _DOUBLED.finditer(context.text):
        marks = match.group()
        if marks[0] in _SIGNS:
            wanted = _SIGNS[marks[0]]
        elif "”" in marks or "’" in marks:
            wanted = marks[0] + marks[1] if marks[0] == "。" else marks[1] + marks[2]
        else:
            wanted = next((m for m in "。！？；：，、" if m in marks), marks[0])
        yield Hit(match.start(), match.end(), "标点重复。", wanted, wanted)


CHECK = Check(
    id="doubled-mark",
    rank=340,
    title="标点重复",
    severity="error",
    why="删改之后两个标点挨在一起，应只留一个。",
    source="GB/T 15834—2011 标点符号用法",
    run=run,
    good=(Example("有时想：“差不多就行了。”结果越差越多……今后怎么办？！"),),
    bad=(
        Example("读了<<党章>>没有，想了想....", ("<<", ">>", "....")),
        Example("学习不深，，联系不紧。；措施不实、。", ("，，", "。；", "、。")),
    ),
)
