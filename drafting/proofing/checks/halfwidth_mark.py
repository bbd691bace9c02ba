"""Half-width punctuation and straight quotation marks in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_WIDE: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_MARK = re.compile(
    r"(?<=[\u4e00-\u9fff”’）》])(?:[,;:?!]|\.(?=[\u4e00-\u9fff“《\n]|$))(?!\d)", re.MULTILINE
)
_QUOTED = re.compile(r"\"([^\"\n]{1,40})\"|(?<![A-Za-z])'([^'\n]{1,40})'")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def run(context: Context) -> Iterable[Hit]:
    """Marks of ASCII right after a Chinese character, and straight quotation marks around Chinese
    text."""
    for match in _MARK.finditer(context.text):
        wide = _WIDE[match.group()]
        yield Hit(match.start(), match.end(), f"中文里用全角“{wide}”。", wide, wide)
    for match in _QUOTED.finditer(context.text):
        inner = match[1] or match[2]
        if _HAN.search(inner):
            yield Hit(match.start(), match.end(), "引号应为“ ”。", f"“{inner}”", f"“{inner}”")


CHECK = Check(
    id="halfwidth-mark",
    rank=330,
    title="标点用了半角",
    severity="warning",
    why="中文输入法没有切换，逗号、句号就成了半角，行文疏密不匀。",
    source="GB/T 15834—2011 第5.1.8条",
    run=run,
    good=(Example("会议定于9:30召开，请登录www.example.cn学习，合格率99.5%。"),),
    bad=(
        Example("学习不够深入,联系实际不紧;措施不细.", (",", ";", ".")),
        Example('存在"差不多"思想。', ('"差不多"',)),
    ),
)
