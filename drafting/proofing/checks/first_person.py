"""Areas in which nobody says I."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.document.text import characters
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.collective import is_collective
from drafting.proofing.core.context import Context

_SELF = re.compile(
    r"我(?!区|市|县|省|国|局|院|校|党|镇|乡|村|公司|单位|部|处|科|办|委|社区|街道|厂|班子)|本人|自己|自身"
)
#: The committee's word for itself.
_BODY = re.compile(
    r"我们|我(?=支|党|局|院|校|委|镇|乡|村|馆|班子)|支委会|委员会|班子|支部|总支|党[委组]"
)
#: A line or two may do without.
_LEAST = 120


def run(context: Context) -> Iterable[Hit]:
    """Areas of the problems without a word for oneself; in a committee's paper, for the
    committee."""
    collective = is_collective(context)
    words = _BODY if collective else _SELF
    for division in context.outline.of_role("problems"):
        for area in division.areas:
            if characters(area.whole.text) >= _LEAST and not words.search(area.whole.text):
                yield Hit(
                    area.heading.start,
                    area.heading.end,
                    "这一方面通篇没有“我们”“支委会”“班子”，看不出是谁的问题。"
                    if collective
                    else "这一方面通篇没有“我”，看不出是谁的问题。",
                    "用集体的第一人称写班子的事" if collective else "用第一人称写自己的事",
                )


CHECK = Check(
    id="first-person",
    rank=710,
    title="没有用第一人称",
    severity="advice",
    why="对照检查要把自己摆进去；没有“我”（班子材料没有“我们”）的问题写成了工作总结。",
    source="审核要求：见人见事见思想，用第一人称",
    run=run,
    good=(
        Example("一、存在的问题\n（一）在理论学习方面。" + "我读原著少，满足于听别人讲。" * 12),
        Example(
            "支部班子对照检查材料\n一、存在的问题\n（一）在理论学习方面。"
            + "我们读原著少，满足于听别人讲。" * 12
        ),
    ),
    bad=(
        Example(
            "支部班子对照检查材料\n一、存在的问题\n（一）在理论学习方面。"
            + "读原著少，满足于听别人讲。" * 12,
            ("在理论学习方面",),
        ),
        Example(
            "一、存在的问题\n（一）在理论学习方面。" + "读原著少，满足于听别人讲。" * 12,
            ("在理论学习方面",),
        ),
    ),
)
