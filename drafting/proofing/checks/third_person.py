"""Other people's problems in place of one's own: 个别干部不落实……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_OTHERS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:部分|个别|有的|有些|一些|少数|多数|大多数)(?:党员干部|党员|干部|同志|班子成员|职工|领导|支部委员)(?:还|都|依然|仍|仍然|中)?(?:存在|不|没|缺|对[^，。；]{1,12}(?:不|没|缺)|认识|思想|工作|学习)"
    r"|(?<![\u4e00-\u9fff])(?:班子成员|班子|支部委员)(?:之间|中|还|都)?(?:存在|不|没有|缺)"
)


def run(context: Context) -> Iterable[Hit]:
    """In problems and causes, where a clause has others as its subject and their failing as its predicate."""
    for division in context.outline.divisions:
        if division.role in ("problems", "causes"):
            for match in _OTHERS.finditer(division.whole.text):
                at = division.whole.start
                yield Hit(
                    at + match.start(),
                    at + match.end(),
                    "写的是别人的问题。",
                    "改写为自己的问题：我对……督促、提醒、带动不够",
                )


CHECK = Check(
    id="third-person",
    title="以他人问题代替个人问题",
    severity="warning",
    why="个人材料写个人的问题；说班子、说部分同志，是把自己放在外面。",
    source="审核常见退回理由第4条：以班子或他人问题代替个人问题",
    run=run,
    good=(Example("一、存在的问题\n我对个别同志迟到没有提醒，同班子成员谈心少。"),),
    bad=(
        Example(
            "一、存在的问题\n工作中，部分同志不愿担责，班子成员之间缺少沟通。",
            ("部分同志不", "班子成员之间缺"),
        ),
    ),
)
