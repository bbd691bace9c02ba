"""Merits told as problems: 有时过于投入工作，忽视休息."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.progress.concreteness import KINDS, concreteness
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import sentences_of

_TOO: Final = "(?:过于|过分|过度|太过|太|过)"
_WORK: Final = "(?:加班|工作|业务|岗位|单位|病房|课堂|案子|项目|任务)"
#: What nobody is blamed for, said as a fault.
_MERIT: Final = re.compile(
    rf"{_TOO}(?:投入(?!产出)|专注|操心|负责|认真|敬业|勤奋|执着|较真|要强|追求完美|追求尽善尽美|正直|实在|老实|热心|热情|善良|坚持原则|讲原则|看重原则)"
    r"|追求(?:完美|尽善尽美)"
    rf"|(?:原则性|原则|责任心|责任感|事业心|使命感|正义感|上进心)(?:也|都|有时)?{_TOO}强"
    rf"|对(?:自己|自身)(?:的)?(?:要求|标准){_TOO}(?:高|严|苛刻)"
    rf"|(?:埋头|低头|专心)(?:苦干|实干|干活|干事|做事)[^。；]{{0,14}}(?:总结|宣传|表现|邀功|汇报成绩)"
    r"|做得多[，、]?(?:但|却|而)?说得少|只讲奉献|不计(?:较)?(?:个人)?(?:得失|报酬)"
    rf"|{_WORK}[^。；]{{0,20}}(?:忽视|忽略|顾不上|牺牲|放弃|放松|影响|忘了|亏欠|没有?时间|很少|缺少)了?"
    r"[^。；]{0,8}(?:休息|睡眠|身体|锻炼|健康|家人|家庭|家里|陪伴|节假日|孩子|父母|爱人)"
    r"|(?:坚持|讲|按)(?:原则|规定|制度)[^。；]{0,18}(?:得罪|不近人情|不讲情面|灵活|变通|不受欢迎)"
    r"|(?:敢于?|直接|当面)[^。；]{0,10}(?:指出|批评|直言)[^。；]{0,24}(?:方式|方法|下不来台|得罪|委婉|策略)"
)
#: Who names it as a pretext, or as what he took himself for, does not claim it.
_SEEN_THROUGH: Final = re.compile(
    "借口|自我安慰|说成|挂在嘴上|其实是|说到底是|真正的原因|以此|标榜|自诩|自认|总说自己|推说"
)


def run(context: Context) -> Iterable[Hit]:
    """In the problems, sentences with such words; not where the point tells what came of it for the
    work or for others."""
    for division in context.outline.of_role("problems"):
        for own in division.texts():
            if _harms(own.text):
                continue
            for sentence in sentences_of(own):
                found = _MERIT.search(sentence.text)
                if found and not _SEEN_THROUGH.search(sentence.text):
                    yield Hit(
                        sentence.start + found.start(),
                        sentence.start + found.end(),
                        f"“{found.group()}”听起来是优点。看的人会问：这给工作、给群众、给同事带来了什么不好？",
                        "写出是哪一次、谁因此受了影响；说不出来，就换一个真问题",
                    )


def _harms(text: str) -> bool:
    """Whether a point tells a case and what came of it."""
    return "后果" in concreteness(text).kinds and KINDS["后果"].search(text) is not None


_FRAME: Final = "一、存在的问题\n（一）在工作作风方面\n"
CHECK = Check(
    id="merit-as-problem",
    rank=722,
    title="把优点当问题写",
    severity="warning",
    why="“过于投入工作”“原则性太强”是换个说法夸自己，避开了真问题。审核的人一眼看得出来。",
    source="审核常见退回理由第5条：先扬后抑，讲成绩；审核要求：不避重就轻",
    run=run,
    good=(
        Example(f"{_FRAME}一是把加班当本事。我常拿工作忙当借口不回家，其实是在办公室下棋。"),
        Example(
            f"{_FRAME}一是对别人的稿子管得太细。我过于认真地改格式，10月那份通知改了七遍，结果误了下发的日子。"
        ),
        Example(f"{_FRAME}一是对群众不够热情，工作不认真，对自己要求不严，原则性不强。"),
        Example(f"{_FRAME}一是看见违规不指出。我怕得罪人，没有按规定当面提醒。"),
    ),
    bad=(
        Example(f"{_FRAME}一是有时过于投入工作，忽视休息。", ("过于投入",)),
        Example(
            f"{_FRAME}一是只会埋头苦干，不善于总结宣传。二是对自己要求过高，给同事压力大。",
            ("埋头苦干，不善于总结宣传", "对自己要求过高"),
        ),
        Example(
            f"{_FRAME}一是原则性太强。凡事坚持按规定办，难免得罪人。",
            ("原则性太强", "按规定办，难免得罪"),
        ),
        Example(f"{_FRAME}一是忙起来经常加班加点，顾不上陪伴家人。", ("加班加点，顾不上陪伴家人",)),
    ),
)
