"""Areas in which nobody says I."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.document.text import characters
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_SELF = re.compile(
    r"我(?!区|市|县|省|国|局|院|校|党|镇|乡|村|公司|单位|部|处|科|办|委|社区|街道|厂|班子)|本人|自己|自身"
)
#: A line or two may do without.
_LEAST = 120


def run(context: Context) -> Iterable[Hit]:
    """Areas of the problems without a word for oneself."""
    for division in context.outline.of_role("problems"):
        for area in division.areas:
            if characters(area.whole.text) >= _LEAST and not _SELF.search(area.whole.text):
                yield Hit(
                    area.heading.start,
                    area.heading.end,
                    "这一方面通篇没有“我”，看不出是谁的问题。",
                    "用第一人称写自己的事",
                )


CHECK = Check(
    id="first-person",
    title="没有用第一人称",
    severity="advice",
    why="对照检查要把自己摆进去；没有“我”的问题写成了工作总结。",
    source="审核要求：见人见事见思想，用第一人称",
    run=run,
    good=(Example("一、存在的问题\n（一）在理论学习方面。" + "我读原著少，满足于听别人讲。" * 12),),
    bad=(
        Example(
            "一、存在的问题\n（一）在理论学习方面。" + "读原著少，满足于听别人讲。" * 12, ("在理论学习方面",)
        ),
    ),
)
