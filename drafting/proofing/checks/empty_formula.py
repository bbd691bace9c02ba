"""Points that are nothing but a stock phrase: 学习不够深入。"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.document.text import characters
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_STOCK = re.compile(
    r"(?:学习|服务|工作|作风|担当|创新|宗旨|责任|理论|党性|纪律|政治|廉洁|大局)[^，。；]{0,8}(?:不够|不足|不强|不高|不深|有待|欠缺|薄弱|不到位|还需|需要)"
)
_LEAST = 45


def run(context: Context) -> Iterable[Hit]:
    """Points of the problems that end after the stock phrase."""
    for division in context.outline.of_role("problems"):
        for point in division.all_points():
            if characters(point.whole.text) < _LEAST and _STOCK.search(point.whole.text):
                yield Hit(
                    point.whole.start,
                    point.whole.end,
                    "只有一句空话，没有表现和事例。",
                    "写清平时怎么做的、怎么想的，再举一件事",
                )


CHECK = Check(
    id="empty-formula",
    rank=760,
    title="套话空话",
    severity="advice",
    why="“学习不够深入”“服务意识不强”放在谁身上都一样，等于没有写。",
    source="审核要求：只有套话、没有事例的要扣分",
    run=run,
    good=(
        Example(
            "一、存在的问题\n（一）在理论学习方面。一是学习不够深入。"
            + "读原著只读标题，" * 6
            + "5月的笔记是抄来的。"
        ),
    ),
    bad=(
        Example(
            "一、存在的问题\n（一）在理论学习方面。一是学习不够深入，还需加强。二是理论联系实际不够。",
            ("一是学习不够深入，还需加强。", "二是理论联系实际不够。"),
        ),
    ),
)
