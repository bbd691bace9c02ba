"""Other people's problems in place of one's own: 个别干部不落实……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.collective import is_collective
from drafting.proofing.core.context import Context

_FAULT = r"(?:不|没|未|缺|存在|欠|少|较?差|较?弱|松|淡|流于)"
_WHO = (
    r"(?:党员领导干部|党员干部|党员同志|党员|干部职工|干部|同志|班子成员|职工|领导|支部委员|委员|教师|医生|护士|"
    r"同事|工作人员|年轻人|人)"
)
_OTHERS = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:部分|个别|有的|有些|一些|少数|多数|大多数|大部分|绝大部分|极少数|绝大多数|不少"
    rf"|许多|很多)(?!问题|时候)[\u4e00-\u9fff]{{0,3}}?{_WHO}"
    rf"(?!的|对我|说|批评)[^，。；\n]{{0,12}}?(?:{_FAULT}|认识|思想|[刷玩看]手机|迟到|早退|脱岗|串岗|打瞌睡|敷衍|应付|推诿|拖拉|散漫)"
    rf"|(?<![\u4e00-\u9fff])(?:支部|院|局|校|单位|上级|科室|公司|镇|村)(?:书记|领导|主任|院长|局长|校长)"
    rf"(?:抓|对(?!我))[^，。；\n]{{0,10}}?{_FAULT}"
    rf"|(?<![\u4e00-\u9fff])(?:我们|本|支部|科室|单位|局|校|院|党委|镇"
    rf"|村)?(?:领导)?班子(?:成员)?(?:之间|中|还|都|整体|总体|普遍|在|对|的)*"
    rf"[^，。；\n]{{0,14}}?{_FAULT}"
    rf"|(?<![\u4e00-\u9fff])支部委员(?:之间|中|还|都)*[^，。；\n]{{0,8}}?(?:存在|不|没有|缺)"
    rf"|(?<![\u4e00-\u9fff])(?:我们|本|我)(?:党)?(?:支部|单位|科室|部门|院|局|校)的?(?:全体|部分|有的|有些|一些|个别)?{_WHO}"
    rf"(?:们)?(?:普遍|在|对|都|还)?[^，。；\n]{{0,12}}?{_FAULT}"
    rf"|(?<![\u4e00-\u9fff])(?:支部|单位|科室|机关|村里|社区|学校|医院)的?(?:党员|干部|职工"
    rf"|同志)(?:们)?(?:对(?!我)|普遍|在|参加|学习)[^，。；\n]{{0,12}}?{_FAULT}"
    rf"|(?<![\u4e00-\u9fff]){_WHO}(?:们)?(?:普遍|大多|大都)[^，。；\n]{{0,12}}?{_FAULT}"
    rf"|(?<![\u4e00-\u9fff])(?:大家|同志们|同事们|党员们)的?(?:[\u4e00-\u9fff]{{2,4}})?(?:普遍|都|对"
    rf"|在|也)[^，。；\n]{{0,12}}?{_FAULT}"
)
#: What is said of the author by them, or of what he did about them, is about himself.
_OF_ME = re.compile(r"批评我|说我|对我|向我|找我|提醒我|指出我|劝我|问我|给我|反映我|的意见|背后")


def run(context: Context) -> Iterable[Hit]:
    """In problems and causes, where a clause has others as its subject and their failing as its
    predicate. A paper of a whole body may speak of its members."""
    if is_collective(context):
        return
    for division in context.outline.divisions:
        if division.role in ("problems", "causes"):
            for match in _OTHERS.finditer(division.whole.text):
                if _OF_ME.search(division.whole.text[match.start() : match.end() + 12]):
                    continue
                at = division.whole.start
                yield Hit(
                    at + match.start(),
                    at + match.end(),
                    "写的是别人的问题。",
                    "改写为自己的问题：我对……督促、提醒、带动不够",
                )


CHECK = Check(
    id="third-person",
    rank=740,
    title="以他人问题代替个人问题",
    severity="warning",
    why="个人材料写个人的问题；说班子、说部分同志，是把自己放在外面。",
    source="审核常见退回理由第4条：以班子或他人问题代替个人问题",
    run=run,
    good=(
        Example("一、存在的问题\n我对个别同志迟到没有提醒，同班子成员谈心少。"),
        Example("一、存在的问题\n有的同志对我有意见，我没有当面说清。"),
        Example(
            "支部班子对照检查材料\n一、存在的问题\n部分党员参加活动不积极。\n二、原因剖析\n抓得松。"
        ),
        Example(
            "县档案局党组对照检查材料\n一、存在的问题\n（一）理论学习方面。部分同志没有把学习同业务结合起来。"
        ),
    ),
    bad=(
        Example(
            "一、存在的问题\n工作中，部分同志不愿担责，班子成员之间缺少沟通。",
            ("部分同志不", "班子成员之间缺"),
        ),
        Example(
            "一、存在的问题\n有些职工上班玩手机。大部分党员学习不主动。",
            ("有些职工上班玩手机", "大部分党员学习不"),
        ),
        Example("一、存在的问题\n班子在攻坚克难上办法不多。", ("班子在攻坚克难上办法不",)),
        Example("一、存在的问题\n我们支部党员学习积极性不高。", ("我们支部党员学习积极性不",)),
        Example(
            "一、存在的问题\n有的党员同志在服务群众上缺乏耐心。", ("有的党员同志在服务群众上缺",)
        ),
    ),
)
