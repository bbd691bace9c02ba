"""Emoji in an official paper: 👍, ❤️, 1️⃣."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Those of the old planes that are shown as pictures by themselves (Emoji_Presentation); signs that
#: a paper may hold (★ √ ✓ ①) are pictures only with U+FE0F behind them.
_PICTURES: Final = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    "\u2b55"
)
_ONE: Final = (
    rf"(?:[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae\u203c-\u3299]\ufe0f|[{_PICTURES}]\ufe0f?"
    r"|[\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)"
)
_EMOJI = re.compile(rf"{_ONE}(?:\u200d?{_ONE})*")


def run(context: Context) -> Iterable[Hit]:
    """Every run of them."""
    for match in _EMOJI.finditer(context.text):
        yield Hit(match.start(), match.end(), "正式材料里不用表情符号。", "删去", "")


CHECK = Check(
    id="emoji",
    rank=391,
    title="表情符号",
    severity="error",
    why="手机输入法会带出表情符号，正式材料里不用，许多电脑上也印不出来。",
    source="GB/T 9704—2012 公文格式：正文用规范汉字和标点",
    run=run,
    good=(
        Example("𠮷姓和㐂姓的两位同志★★，①学习；√落实；№3，25℃，→下一步，Ⅱ期，×××。"),
        Example("完成率达到百分之百，按“1+3+N”推进，分值为3*4。"),
    ),
    bad=(
        Example("今后要努力👍👍，不辜负期望❤️！", ("👍👍", "❤️")),
        Example("1️⃣ 加强学习👨‍👩‍👧；✅已经完成🇨🇳。", ("1️⃣", "👨‍👩‍👧", "✅", "🇨🇳")),
    ),
)
