"""Praise of oneself in a sentence of its own among the problems: 工作业绩突出，得到一致好评。"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Severity
from drafting.proofing.core.ownership import FAULT, OWNED
from drafting.proofing.core.source import TextSpan, sentences_of

_STRONG = re.compile(
    r"(?:得到|受到|获得|赢得|博得)了?[^，。；\n]{0,16}(?:好评|肯定|认可|赞誉|表扬|表彰|称赞|赞扬|嘉奖|褒奖|点赞)"
    r"|被(?:评|授予|评选|评定|推选|表彰)为?[^，。；\n]{0,16}(?:先进|优秀|标兵|模范|能手|先锋|骨干|十佳|称号)"
    r"|(?:荣获|获得|获评|评为)[^，。；\n]{0,18}(?:称号|一等奖|二等奖|三等奖|奖项|荣誉|先进个人|优秀党员|优秀共产党员|标兵)"
    r"|(?:成绩|业绩|成效|效果|表现|政绩)(?:突出|显著|优异|斐然|喜人|明显|优秀)"
    r"|(?:圆满|出色|高质量|超额|较好地?)完成了?|取得了?[^，。；\n]{0,10}(?:可喜|优异|显著|突出|良好|较好|一定)的?"
    r"(?:成绩|成效|成果|效果|进步)|名列前茅|走在(?:了)?(?:全[\u4e00-\u9fff]{1,2})?前列|一致好评"
    r"|有口皆碑|深受[^，。；\n]{0,8}(?:好评|欢迎|爱戴|信任)"
)
_WEAK = re.compile(
    r"(?:我|本人|自己)?(?:一直|始终|一贯|总能?|都能|能够?|做到了?|较好地?"
    r"|平时)[^，。；\n]{0,10}(?:认真负责|兢兢业业|任劳任怨|勤勤恳恳|恪尽职守|"
    r"以身作则|率先垂范|严格要求|团结同志|乐于助人|尽职尽责|爱岗敬业|廉洁自律|遵纪守法|吃苦耐劳"
    r"|积极参加|按时参加|保持一致|任劳任怨)"
    r"|(?:始终|一直|一贯|总是|能够|都能|均能|自觉)(?:能|能够)?(?:保持|坚持|做到|遵守|严格|认真"
    r"|积极|自觉|服从|维护|落实|执行|贯彻|拥护|团结|服务)了?[^，。；\n]{2,24}(?=[，。；])"
    r"|(?:我|本人)(?:工作)?(?:认真负责|兢兢业业|任劳任怨|勤勤恳恳|恪尽职守|尽职尽责|爱岗敬业"
    r"|严于律己|吃苦耐劳|政治立场坚定|政治坚定|信念坚定)"
)


def run(context: Context) -> Iterable[Hit]:
    """In problems and causes, sentences that praise and name no fault."""
    for division in context.outline.divisions:
        if division.role in ("problems", "causes"):
            for sentence in sentences_of(division.whole):
                if not FAULT.search(sentence.text) and not OWNED.search(sentence.text):
                    yield from _praises(sentence)


def _praises(sentence: TextSpan) -> Iterable[Hit]:
    strong = list(_STRONG.finditer(sentence.text))
    matches = [*strong, *_WEAK.finditer(sentence.text)]
    if matches:
        start = sentence.start + min(match.start() for match in matches)
        end = sentence.start + max(match.end() for match in matches)
        message = "查摆问题的部分单独讲成绩、讲优点。"
        severity: Severity | None = None if strong else "advice"
        yield Hit(start, end, message, "删去，直接写问题", None, severity)


CHECK = Check(
    id="praise-alone",
    rank=721,
    title="查摆问题时讲成绩",
    severity="warning",
    why="对照检查不是总结，查摆部分讲成绩、讲荣誉，就冲淡了问题。",
    source="审核常见退回理由第5条：先扬后抑，讲成绩",
    run=run,
    good=(
        Example("一、存在的问题\n满足于得到领导好评，群众的意见听得少。"),
        Example("一、存在的问题\n总想着评为先进，工作图表面。我没有做到以身作则。"),
        Example("一、存在的问题\n学得浅。\n二、整改措施\n圆满完成全年学习任务，争取群众好评。"),
    ),
    bad=(
        Example("一、存在的问题\n我连续三年被评为优秀党员。", ("被评为优秀",)),
        Example(
            "一、存在的问题\n工作成绩突出，受到上级的充分肯定。学得少。",
            ("成绩突出，受到上级的充分肯定",),
        ),
        Example("一、存在的问题\n本人工作认真负责，团结同志。", ("本人工作认真负责",)),
        Example(
            "一、存在的问题\n全年出色完成各项任务，荣获先进个人。",
            ("出色完成各项任务，荣获先进个人",),
        ),
    ),
)
