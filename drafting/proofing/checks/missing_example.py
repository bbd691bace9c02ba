"""Areas without a single example."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: 如何, 如果, 如此, 如同 are no examples; 如 before a comma, a colon, 在 or a time is.
_EXAMPLE = re.compile(
    r"比如|例如|譬如|再如(?!何)|如(?=[：:，,]|在(?!何)|对|[去今前]年|\d|[一二三四五六七八九十]+月)|以[^，。；]{2,20}为例|举例|"
    r"\d{4}年|\d{1,2}月|\d+(?:次|个|人|户|件|项|份|天|小时|起|篇|本|场|名|位|公里|万元|元|%)|[一二两三四五六七八九十]+(?:次|户|件|份|天|场|名)|有一次|那次|当时|上个月|去年|今年|上半年|下半年|年初|年底"
)


def run(context: Context) -> Iterable[Hit]:
    """Areas of the problems, and points of areas that have an example elsewhere (advice)."""
    for division in context.outline.of_role("problems"):
        for area in division.areas:
            body = area.whole.text[area.heading.end - area.whole.start :]
            if not _EXAMPLE.search(body):
                yield Hit(
                    area.heading.start,
                    area.heading.end,
                    "这一方面没有一件具体的事。",
                    "写一件自己的事：时间、事情、当时怎么想、结果怎样",
                )
                continue
            for point in area.points:
                if not _EXAMPLE.search(point.whole.text):
                    yield Hit(
                        point.claim.start,
                        point.claim.end,
                        "这一条没有具体事例。",
                        "补一件自己的事",
                        None,
                        "advice",
                    )


CHECK = Check(
    id="missing-example",
    title="没有具体事例",
    severity="warning",
    why="见人见事才见思想；只有结论没有事例，是最常见的退回理由。“如何”不是举例。",
    source="审核常见退回理由第2条：问题空泛，没有具体事例",
    run=run,
    good=(Example("一、存在的问题\n（一）在理论学习方面。学得少。比如，5月的专题学习我只听了一半。"),),
    bad=(Example("一、存在的问题\n（一）在理论学习方面。学得少，如何学深想得不多。", ("在理论学习方面",)),),
)
