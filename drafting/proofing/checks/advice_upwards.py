"""Advice and wishes to the organisation in a paper about oneself: 建议党委多组织……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_WHOM = (
    r"(?:(?:我们?)?(?:院|局|校|厂|所|公司|集团|镇|乡|街道|县|市|区|村|社区|医院|学校|机关|本单位|上级|基层|有关|相关|各级)?"
    r"(?:党委|党组|党总支|总支|党支部|支部|党组织|组织|组织上|领导|领导班子|班子|部门|科室|单位"
    r"|上级|机关|政府|公司|医院|学校|院里|局里|校里|厂里|所里|支委|书记)"
    r"|[\u4e00-\u9fff]{1,4}?(?:党委|党组|党总支|党支部|党组织|领导)|国家|政府|各位领导)"
)
_ADVICE = re.compile(
    rf"(?:^|(?<=[。；！？，：\n是]))[ \u3000]*(?:同时|另外|此外|最后)?[，,]?(?:我|本人|也)?(?:诚恳地?|真心|衷心|强烈)?"
    rf"(?:如果{_WHOM}(?=能|可以|多)|(?:建议|希望|恳请|请求|请|盼望|期待|期望|呼吁|提议|盼|要求){_WHOM}|建议(?=进一步|加强"
    rf"|完善|多|减少|增加|尽快|适当|定期|今后|以后|提高|改善|建立|把|对|在))(?:今后|以后|能够?|可以"
    rf"|要|应当?|进一步|尽快|适当|经常|"
    rf"在[^，。；\n]{{1,12}})*(?=[\u4e00-\u9fff])(?P<what>[^。；\n]{{2,40}})",
    re.MULTILINE,
)
#: Asked for oneself in the way a member does.
_MODEST = re.compile(
    r"批评|指正|监督|提醒|督促|帮助(?!解决)|检查(?!评比|考核|填表|次数)|提意见|意见|抽查|评议|帮教|敲打|教育我|指出|考察|考验"
)


def run(context: Context) -> Iterable[Hit]:
    """In a paper but not in its closing words. To be criticised and reminded may be asked for."""
    if not context.outline.divisions:
        return
    closing = {line.start for line in context.outline.closing}
    for match in _ADVICE.finditer(context.text):
        line = context.paragraph_at(match.start("what"))
        if not _MODEST.search(match["what"]) and not (line and line.start in closing):
            start = match.start() + len(match.group()) - len(match.group().lstrip(" \u3000"))
            message = "对照检查写自己的问题，不向组织提要求、提建议。"
            yield Hit(start, match.end(), message, "删去，建议可在征求意见时提出")


CHECK = Check(
    id="advice-upwards",
    rank=741,
    title="向组织提建议、提要求",
    severity="warning",
    why="对照检查材料是向组织交账，不是提意见书；要求组织怎样做，就把自己的问题放过了。",
    source="审核要求：写自己的问题，不写组织的问题",
    run=run,
    good=(
        Example("三、整改措施\n请支部书记每季度检查我的笔记。希望同志们多批评、多提醒。"),
        Example("恳请组织和同志们批评指正。我对领导布置的工作想得少。"),
        Example("希望群众满意，是我改进的方向；我向支部提建议少。"),
    ),
    bad=(
        Example("一、存在的问题\n建议局党委多搞培训。", ("建议局党委多搞培训",)),
        Example(
            "一、存在的问题\n希望组织今后多关心我们的生活。", ("希望组织今后多关心我们的生活",)
        ),
        Example(
            "一、存在的问题\n学得少。恳请上级党组织增加活动经费。", ("恳请上级党组织增加活动经费",)
        ),
        Example("一、存在的问题\n同时，希望领导能够安排轮岗。", ("同时，希望领导能够安排轮岗",)),
    ),
)
