"""One person speaking in the paper of a whole body: 我 and 本人 where 我们 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.collective import is_collective
from drafting.proofing.core.context import Context

#: I, not 我们, our unit (我局, 我支部) or a fixed phrase (忘我, 自我).
_ONE = re.compile(
    r"(?<![自忘无唯舍大小])我(?!们|区|市|县|省|国|局|院|校|党|镇|乡|村|公司|单位|部|处|科|办|委|社区|街道|厂|班子|支|馆|所"
    r"|站|中心|军|方)|本人(?!的?(?:意见|同意|签字|申请))"
)
#: In what somebody else has said, it is theirs.
_QUOTED = re.compile(r"[“「『][^”」』\n]*$")


def run(context: Context) -> Iterable[Hit]:
    """In the problems, causes and measures of a committee's paper, outside quotations."""
    if not is_collective(context):
        return
    for division in context.outline.divisions:
        if division.role not in ("problems", "causes", "measures"):
            continue
        text, at = division.whole.text, division.whole.start
        for match in _ONE.finditer(text):
            if _QUOTED.search(text[: match.start()].rpartition("\n")[2]):
                continue
            yield Hit(
                at + match.start(),
                at + match.end(),
                f"集体的材料里说“{match.group()}”，成了个人的问题。",
                "改为“我们”“支委会”或者“班子”",
                "我们",
            )


_TITLE = "支部班子对照检查材料\n"
CHECK = Check(
    id="collective-person",
    rank=712,
    title="集体材料用了个人口吻",
    severity="warning",
    why="班子的对照检查材料写集体的问题，用“我们”“支委会”“班子”说话；个人的问题写在本人的材料里。",
    source="审核要求：班子材料查摆集体的问题，不以个人问题代替班子问题",
    run=run,
    good=(
        Example("一、存在的问题\n我读原著少，满足于听别人讲。"),
        Example(f"{_TITLE}一、存在的问题\n我们对流动党员联系少，支委会没有专门研究。"),
        Example(
            f"{_TITLE}一、存在的问题\n有党员提出“我想多参加活动”，支委会没有回应，自我批评不够。"
        ),
    ),
    bad=(
        Example(
            f"{_TITLE}一、存在的问题\n支委会学习抓得松。\n二、原因剖析\n认识不到位。"
            "\n三、整改措施\n我每月讲一次党课，由本人负责。",
            ("我", "本人"),
        ),
    ),
)
