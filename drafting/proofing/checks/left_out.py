"""Words of which a character was left out, told by what stands around them: 在服务群众面，下去的次不多."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.tokens import Token

#: What a word of one character was meant to be, by what stands around it.
_FRAMES: Final = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (
            r"(?<=[\u4e00-\u9fff]的)次(?=(?:还|也|都)?(?:不多|不够|偏少|较少|很少|太少|少[，。；、\n]))",
            "次数",
        ),
        (r"(?<=一定|很大|明显|较大|显著)的?高(?=[，。；、！\n]|$)(?<!高高)", "提高"),
        (r"(?<=[\u4e00-\u9fff]{2}不)位(?=[，。；、！\n]|$)", "到位"),
        (
            r"(?<=服务|工作|学习|参与|活动|生活)的热(?=(?:还|也|都)?(?:不高|不够|不足|不减))",
            "的热情",
        ),
        (
            r"(?<=[病群学患客旅][人众生者户客]|同志|老人|家属|职工)的解(?=(?:还|也|都)?(?:不够|不足|不耐心|不细))",
            "的解释",
        ),
        (
            r"(?<=合格|优秀|先进|党员|模范|工作|质量|服务|廉洁)标(?=[，。；、\n]|$|还有|相比)",
            "标准",
        ),
        (
            r"(?<=[\u4e00-\u9fff])执(?=三会一课|“三会一课|规定|制度|纪律|上级|决议|政策|任务)(?<![固各偏争父手允秉])",
            "执行",
        ),
        (r"(?<=主要|全部|更多|大量|过多)精(?=放在?|用[在于]|投入|集中|都)", "精力"),
        (r"遵(?=公司|单位|会议|制度|纪律|规定|医院|学校|章程)", "遵守"),
        (r"(?<=先进)典(?=学习|的|引|示范|宣传)", "典型"),
        (r"(?<![与和、及同])批评自我批评(?!的武器是)", "批评和自我批评"),
        (r"急难险(?=任务|工作|的任务)", "急难险重"),
        (r"(?<!难)急愁盼|急难愁(?=问题|的问题)", "急难愁盼"),
        (
            r"(?<=[党学集民])[\u4e00-\u9fff]{0,4}(?:学习|主题|志愿|组织)(?:党日)?活(?=我|的|没|不|，|。|缺)",
            "",
        ),
        (r"(?<=[查寻发]摆|查找|剖析|发现|解决)题(?=[，。；、]|$)", "问题"),
    )
)
#: 面 behind what a clause is about; the tops, sides and grounds of things are no 方面.
_ASPECT: Final = re.compile(
    r"(?:在|从)[^，。；：、\n]{2,16}(?P<one>面)(?=[，。；]|上[，存我有做还])"
)
_SIDES: Final = (
    "方层全表上下里外正反场局片路地水版桌台墙封背前后两双对颜情脸门书界断侧谱纸见当出一平立球镜"
)


def run(context: Context) -> Iterable[Hit]:
    """Every place where such a word stands alone."""
    for pattern, meant in _FRAMES:
        for match in pattern.finditer(context.text):
            one = match.group()
            yield _hit(match.start(), match.end(), one, meant or f"{one}动")
    yield from _aspects(context)


def _aspects(context: Context) -> Iterator[Hit]:
    for match in _ASPECT.finditer(context.text):
        at = match.start("one")
        index = context.token_at.get(at)
        if index is None or context.text[at - 1] in _SIDES:
            continue
        here, before = context.tokens[index], context.tokens[index - 1]
        if here.text == "面" and _names_work(before):
            yield _hit(at, at + 1, "面", "方面")


def _names_work(token: Token) -> bool:
    """Whether a word names what one does or what for."""
    return len(token.text) > 1 and token.tag.startswith(("v", "n", "a", "i", "l"))


def _hit(start: int, end: int, one: str, meant: str) -> Hit:
    return Hit(start, end, f"“{one}”疑漏字，应为“{meant}”。", meant, meant)


CHECK = Check(
    id="left-out",
    rank=525,
    title="漏字",
    severity="warning",
    why="手快时漏打一个字，剩下的那个字不能单独这样用。",
    source="真实材料审校所见",
    run=run,
    good=(
        Example("在服务群众方面，下去的次数不多，认识不到位，有了一定的提高。"),
        Example("从表面看，在全国层面、在水面上，有一定高度，座位不位于前排，在会场前面。"),
        Example("我解决题库里的错题，第三次不多。"),
        Example("开展批评和自我批评，群众急难愁盼的问题，合格党员标准，严格执行制度。"),
    ),
    bad=(
        Example("在服务群众面，下去的次不多，认识不位。", ("面", "次", "位")),
        Example("思想有了一定高，没有认真查摆题。", ("高", "题")),
        Example("对照合格党员标，没有严格执三会一课制度。", ("标", "执")),
        Example("参与志愿服务的热不高，主要精放在业务上。", ("的热", "精")),
        Example("批评自我批评怕伤和气，急愁盼的事办得少。", ("批评自我批评", "急愁盼")),
    ),
)
