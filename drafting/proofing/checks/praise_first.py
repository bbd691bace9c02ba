"""Praise before the problem: 虽然取得一定成绩，但……"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Severity

_STRONG = re.compile(
    r"(?:(?:虽然|尽管)[^。；\n]{0,60}?|[^。，；\n]{0,24})(?:取得了?[^，。；]{0,8}(?:成绩|成效|进步"
    r"|成果|荣誉)|受到[^，。；]{0,10}(?:好评|表彰|肯定|表扬)|"
    r"总(?:体上?|的来说|体来说)[，]?(?:都)?(?:是好的|较好|不错)|较好地完成了|圆满完成了?"
    r"|得到[^，。；]{0,10}(?:认可|肯定|好评))[^。；\n]{0,20}[，,](?:但|然而|不过|可是|却)"
)
_WEAK = re.compile(
    r"(?:虽然?|尽管|(?:自己|我|本人)?(?:能够|始终|一直|往往注重|做到了|基本能|都能|"
    r"能(?=[按认积自较坚做严服主正及遵带])|较好地?|坚持|积极参加|按时|比较注重|注重"
    r"|认真))[^。；\n]{0,60}?[，。](?:但是?|然而|不过|可是|只是|却)"
)

_KINDS: Final[tuple[tuple[re.Pattern[str], Severity | None], ...]] = (
    (_STRONG, None),
    (_WEAK, "advice"),
)


def run(context: Context) -> Iterable[Hit]:
    """In problems and causes only; what merely concedes something is advice."""
    for division in context.outline.divisions:
        if division.role not in ("problems", "causes"):
            continue
        for pattern, severity in _KINDS:
            for match in pattern.finditer(division.whole.text):
                at = division.whole.start
                yield Hit(
                    at + match.start(),
                    at + match.end(),
                    "先讲成绩再说问题，是先扬后抑。",
                    "删去前面的肯定，直接写问题",
                    None,
                    severity,
                )


CHECK = Check(
    id="praise-first",
    rank=720,
    title="先扬后抑",
    severity="warning",
    why="“虽然……但是……”冲淡了问题，审核的人要求直奔问题。",
    source="审核常见退回理由第5条：先扬后抑，讲成绩",
    run=run,
    good=(Example("一、存在的问题\n虽说每周都学，笔记是抄的。工作不细，群众有意见。"),),
    bad=(
        Example(
            "一、存在的问题\n工作取得了一定成绩，但离要求还有差距。", ("工作取得了一定成绩，但",)
        ),
        Example(
            "一、存在的问题\n虽然每天都到窗口值班，但很少主动问群众。",
            ("虽然每天都到窗口值班，但",),
        ),
    ),
)
