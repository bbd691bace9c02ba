"""Objective reasons given as excuses: 由于工作忙……"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Severity

_BUSY = re.compile(
    r"(?:由于|因为?|鉴于)[^，。；：\n]{0,8}(?:工作|事务|任务|业务)[^，。；\n]{0,4}(?:繁忙|太忙"
    r"|较忙|忙|繁重|太重|较重|太多|较多)|(?:由于|因为?)[^，。；\n]{0,6}(?:人手|人员|经费"
    r"|时间)(?:不足|紧张|有限|少)|(?:由于|因为?|鉴于)(?:平时|我|平常|近年来?|单位|科室|长期|经常|工作中)?[^，。；、\n]{0,2}?"
    r"(?:值班|加班|出差|会议|事情|杂事|检查|下乡|出警|手术|课时|病人|任务)(?:比较|较|太|很|过)?(?:多|频繁|密集)(?=，)"
)
_AGE = re.compile(
    r"(?:由于|因为?|随着)[^，。；\n]{0,4}(?:年龄|年纪)[^，。；\n]{0,4}(?:增长|增大|偏大|较大|大了"
    r"|大)|(?:客观上|客观原因)[^，。；\n]{2,20}(?:忙|重|少|难)"
)
#: What is given as the reason without 由于, and what is said to follow from it.
_BURDEN = re.compile(
    r"(?:(?:任务|工作|业务|临床|教学|科研|课业|学业|事务|家务|农活|活儿?|头绪"
    r"|压力)[^，。；、\n]{0,4}?(?:比较|较|很|太|过于|特别|非常|十分|相当|也)?"
    r"(?:繁重|繁忙|繁杂|重|忙|多|大|紧张)(?!要|视|点|大|申|复|新|于|数|心|看|读|问|想|学)"
    r"|(?:压力|负荷)(?:比较|较|很|太)?(?:大|重)|(?:党员|年轻人|青壮年|骨干|劳力|懂行的人)(?:比较"
    r"|较|很|太)?(?:少|老龄化)|(?:上级|组织|单位|领导|局里|院里|学校|公司)[^，。；、\n]{0,4}?(?:培训|指导|学习机会|支持|关心|要求)(?:比较|较|很|太)?(?:少|不够|不足|不多|不明确|太高)|工学矛盾(?:突出"
    r"|较大|大)?|(?:人手|人员|编制|经费|时间|精力|力量)(?:比较|较|很|太|严重"
    r"|相对)?(?:少|不足|紧张|紧|不够|短缺|有限|缺乏)"
    r"|(?:年龄|年纪|岁数)[^，。；\n]{0,4}(?:大|高|偏大|增长|增大|不饶人)|上了(?:年纪|岁数)|(?:文化"
    r"|学历|底子|基础)(?:水平|程度|层次|知识)?(?:比较|较|很|太|偏|又|相对)?(?:低|不高|浅|薄|差"
    r"|有限)"
    r"|(?:身体|健康)(?:状况)?(?:比较|较|很|一直|又)?(?:不好|差|欠佳|不佳)|(?:家庭|孩子|家里"
    r"|家中)[^，。；\n]{0,6}(?:负担重|拖累|牵扯|太小|还小|事多|走不开)|(?:路途|离家|住得"
    r"|距离)(?:较|很|太|比较)?远|(?:条件|设备|环境)(?:比较|较|很|太)?(?:差|艰苦|简陋|有限|老化"
    r"|落后))"
    r"[^，。；\n]{0,6}(?:、[^，。；\n]{1,8})?[，,](?P<then>[^。；\n]{2,40})"
)
_FOLLOWS = re.compile(
    r"所以|因此|导致|致使|使得|以致|落空|应付|少|没|不(?!是|在于)|难|挤|请假|缺席|补|放松|松|忽|淡|拖|断|停|减|搁|影响|力不从心"
)
_LIFE = re.compile(
    r"(?:由于|因为?|受|鉴于|限于|碍于)(?:我|本人|自己)?[^，。；\n]{0,8}(?:家里|家庭|老人|孩子|小孩"
    r"|身体|疾病|生病|怀孕|疫情|退休|刚参加工作|新入职|刚到|刚调|"
    r"调整岗位|岗位调整|轮岗|条件|经费|天气|环境|大环境|体制|机制不|政策|路途|距离|学历|文化"
    r"|专业不|非科班|经验不足|性格|编制|人情)"
    r"[^，。；\n]{0,12}[，,](?P<then>[^。；\n]{2,40})"
)
_NO_TIME = re.compile(
    r"(?:是|因)(?:为)?[^，。；\n]{0,8}(?:任务|工作|业务|事务)[^，。；\n]{0,4}(?:重|忙|多"
    r"|杂)[^，。；\n]{0,4}(?:造成|导致|引起|所致)的?|"
    r"(?:没有?|抽不出|挤不出|腾不出|缺乏|缺少)(?:足够的|更多的?|完整的)?(?:时间|空闲|功夫|工夫|精力)(?:去|来|静下心来?|坐下来)?"
    r"(?:好好|系统|认真|深入)?(?:学|看书|读|参加|思考|研究|走访|下基层|下乡|调研|充电|钻研)[^，。；\n]{0,8}"
)
#: Who names an excuse as an excuse does not make one.
_OWNED = re.compile(
    r"借口|为由|理由|挡箭牌|不在于|不是因为|认为|觉得|以为|强调|推说|归结|归咎|总说|心想|念头|拿|当作|当成"
)

_KINDS: Final[tuple[tuple[re.Pattern[str], Severity | None], ...]] = (
    (_BUSY, None),
    (_AGE, "advice"),
)


def run(context: Context) -> Iterable[Hit]:
    """Outside the measures; sentences that own up to the excuse are left alone."""
    owned: dict[int, bool] = {}  # by where the sentence begins, since one may have many
    for pattern, severity in _KINDS:
        for match in pattern.finditer(context.text):
            sentence = context.sentence_at(match.start())
            if sentence and sentence.start not in owned:
                owned[sentence.start] = bool(_OWNED.search(sentence.text))
            if sentence and not owned[sentence.start]:
                yield Hit(
                    match.start(),
                    match.end(),
                    "强调客观原因，像是在找理由。",
                    "从思想认识上找原因",
                    None,
                    severity,
                )
    yield from _burdens(context, owned)


def _burdens(context: Context, owned: dict[int, bool]) -> Iterable[Hit]:
    """A burden in one clause and what it is to excuse in the next, outside the measures."""
    for division in context.outline.divisions:
        if division.role in ("measures", "statement"):
            continue
        burdens = [
            match
            for pattern in (_BURDEN, _LIFE)
            for match in pattern.finditer(division.whole.text)
            if _FOLLOWS.search(match["then"])
        ]
        for match in (*burdens, *_NO_TIME.finditer(division.whole.text)):
            start = division.whole.start + match.start()
            sentence = context.sentence_at(start)
            if sentence is None:
                continue
            if not owned.setdefault(sentence.start, bool(_OWNED.search(sentence.text))):
                end = division.whole.start + match.end()
                message = "把任务重、人手少、年龄大等客观条件当作原因。"
                yield Hit(start, end, message, "从思想认识上找原因", None, "advice")


CHECK = Check(
    id="excuse",
    rank=730,
    title="强调客观原因",
    severity="warning",
    why="工作忙、年龄大、人手少都是客观条件，根子要从主观上找。",
    source="审核常见退回理由第6条：强调客观原因",
    run=run,
    good=(
        Example("总拿工作忙当借口，学习能拖就拖。以工作繁忙为由推掉了三次党课。"),
        Example("一、存在的问题\n根子不在于任务重，而在于懒，没有时间是假话。"),
        Example("一、存在的问题\n压在群众身上的负担重，我走访得少。"),
    ),
    bad=(
        Example(
            "一、存在的问题\n支部人手少，学习抓得时紧时松，没有时间谈心。",
            ("人手少，学习抓得时紧时松，没有时间谈心",),
        ),
        Example("一、存在的问题\n我文化程度低，文件看不懂。", ("文化程度低，文件看不懂",)),
        Example("一、存在的问题\n我长年跑外勤，抽不出时间学习理论。", ("抽不出时间学习理论",)),
        Example("由于工作繁忙，放松了理论学习。", ("由于工作繁忙",)),
        Example("因为单位出差频繁，读书就少。", ("因为单位出差频繁",)),
        Example(
            "一、存在的问题\n单位指导少，我对新政策不熟悉。", ("单位指导少，我对新政策不熟悉",)
        ),
        Example("随着年龄的增长，干劲小了。", ("随着年龄的增长",)),
    ),
)
