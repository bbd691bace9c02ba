"""Brackets of different widths in one pair, and half-width brackets around Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_MIXED = re.compile(r"（[^（）()\n]{0,40}\)|\([^（）()\n]{0,40}）")
_HALF = re.compile(r"\(([^（）()\n]{0,40}[\u4e00-\u9fff][^（）()\n]{0,40})\)")


def run(context: Context) -> Iterable[Hit]:
    """Pairs that open in one width and close in the other; pairs of half width are advice."""
    for match in _MIXED.finditer(context.text):
        wanted = f"（{match.group()[1:-1]}）"
        yield Hit(match.start(), match.end(), "括号一边是全角、一边是半角。", wanted, wanted)
    for match in _HALF.finditer(context.text):
        yield Hit(
            match.start(),
            match.end(),
            "中文里的括号用全角。",
            f"（{match[1]}）",
            f"（{match[1]}）",
            "advice",
        )


CHECK = Check(
    id="bracket-mix",
    rank=310,
    title="括号全角半角混用",
    severity="error",
    why="一对括号宽窄不一，打印出来一眼可见；多是中英文输入法切换时留下的。",
    source="GB/T 15834—2011 第5.1.8条：标点符号占一个字的位置",
    run=run,
    good=(
        Example("（一）在学习方面。认真学习党章（2022年修改）。"),
        Example("使用了Excel(2016版)软件f(x)。", ("(2016版)",)),
    ),
    bad=(Example("（一)在学习方面。", ("（一)",)), Example("(二）在作风方面。", ("(二）",))),
)
