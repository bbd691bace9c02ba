"""Measures without a time, a number or a sign of completion."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan

_CONCRETE = re.compile(
    r"\d|每(?:天|日|周|月|季|年|半年|两周|学期)|[一二两三四五六七八九十](?:次|篇|天|户|件|项|小时|个月)|月底前|年底前|季度|为准|为标志|为标准|验收|销号|台账|考核|完成时限|立即|即日"
)


def run(context: Context) -> Iterable[Hit]:
    """Every measure (area, else point) that gives nothing to hold it to."""
    for division in context.outline.of_role("measures"):
        pieces: list[tuple[TextSpan, tuple[TextSpan, ...]]] = [
            (area.heading, (area.heading, area.lead, *(point.said for point in area.points)))
            for area in division.areas
        ] or [(point.said, (point.said,)) for point in division.points]
        for heading, texts in pieces:
            # numbers left out: 2. is no sign of completion
            if not any(_CONCRETE.search(text.text) for text in texts):
                yield Hit(
                    heading.start,
                    heading.end,
                    "这条措施没有时限，也没有完成的标志。",
                    "写明做什么、到什么时候、怎样算做到",
                )


CHECK = Check(
    id="measure-vague",
    rank=790,
    title="措施没有时限和标志",
    severity="advice",
    why="“加强学习、提高认识”无从检查；措施要能对账销号。",
    source="审核常见退回理由第8条：措施空泛，没有时限和抓手",
    run=run,
    mended_in="elaboration",
    good=(Example("一、整改措施\n（一）抓实理论学习。2025年6月底前写4篇笔记，由支部书记检查。"),),
    bad=(Example("一、整改措施\n（一）抓实理论学习。认真学习，提高认识。", ("抓实理论学习",)),),
)
