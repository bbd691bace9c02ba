"""Measures without a time, a number or a sign of completion."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan

_CONCRETE = re.compile(
    r"\d|每(?:天|日|周|月|季|年|半年|两周|学期)|[一二两三四五六七八九十](?:次|篇|天|户|件|项|小时|个月)|月底前|年底前|季度|为准|为标志|为标准|验收|销号|台账|考核|完成时限|立即|即日"
    r"|当面|当场|当班|当天|当日|每[一回次份件户]|[领记用][^，。；]{0,4}[一多]少?[^，。；]{0,4}[领记用]|“[^”\n]{2,20}”[^。；]{0,8}[说讲念写]"
    r"|请[^，。；]{1,10}(?:看|查|监督|提醒|检查|听|签字)"
)
#: Words that promise without saying what: a measure in plain words (叫了就到) can be held to.
_PROMISE = re.compile(
    "加强|提高|提升|增强|强化|深化|树立|树牢|坚持|改进|改善|改变|完善|健全|注重|注意|重视|努力|进一步|切实|不断|积极|认真|深入|自觉|主动|牢记|筑牢"
    "|锤炼|厚植|发扬|经常|及时|合理|始终|严格|扎实|勇于|敢于|善于|全面|充分|争取|尽量|尽力|力争|学习|服务|多(?=[^，。；\\d]{1,6}(?:[，。；]|$))"
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
            said = "\n".join(text.text for text in texts)
            if _PROMISE.search(said) and not _CONCRETE.search(said):
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
    good=(
        Example("一、整改措施\n（一）抓实理论学习。2025年6月底前写4篇笔记，由支部书记检查。"),
        Example(
            "一、整改措施\n（一）手套用多少领多少。（二）家属问过的事当面答复。（三）往后手机不静音，叫了就到。"
        ),
    ),
    bad=(Example("一、整改措施\n（一）抓实理论学习。认真学习，提高认识。", ("抓实理论学习",)),),
)
