"""Objective reasons given as excuses: 由于工作忙……"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit, Severity
from drafting.proofing.core.context import Context

_BUSY = re.compile(
    r"(?:由于|因为?|鉴于)[^，。；：\n]{0,8}(?:工作|事务|任务|业务)[^，。；\n]{0,4}(?:繁忙|太忙|较忙|忙|繁重|太重|较重|太多|较多)|(?:由于|因为?)[^，。；\n]{0,6}(?:人手|人员|经费|时间)(?:不足|紧张|有限|少)"
)
_AGE = re.compile(
    r"(?:由于|因为?|随着)[^，。；\n]{0,4}(?:年龄|年纪)[^，。；\n]{0,4}(?:增长|增大|偏大|较大|大了|大)|(?:客观上|客观原因)[^，。；\n]{2,20}(?:忙|重|少|难)"
)
#: Who names an excuse as an excuse does not make one.
_OWNED = re.compile(r"借口|为由|理由|挡箭牌|认为|觉得|以为|强调|推说|归结|归咎|总说|心想|念头|拿|当作|当成")

_KINDS: Final[tuple[tuple[re.Pattern[str], Severity | None], ...]] = ((_BUSY, None), (_AGE, "advice"))


def run(context: Context) -> Iterable[Hit]:
    """Outside the measures; sentences that own up to the excuse are left alone."""
    for pattern, severity in _KINDS:
        for match in pattern.finditer(context.text):
            sentence = context.sentence_at(match.start())
            if sentence and not _OWNED.search(sentence.text):
                yield Hit(
                    match.start(),
                    match.end(),
                    "强调客观原因，像是在找理由。",
                    "从思想认识上找原因",
                    None,
                    severity,
                )


CHECK = Check(
    id="excuse",
    title="强调客观原因",
    severity="warning",
    why="工作忙、年龄大、人手少都是客观条件，根子要从主观上找。",
    source="审核常见退回理由第6条：强调客观原因",
    run=run,
    good=(Example("总拿工作忙当借口，学习能拖就拖。以工作繁忙为由推掉了三次党课。"),),
    bad=(
        Example("由于工作繁忙，放松了理论学习。", ("由于工作繁忙",)),
        Example("随着年龄的增长，干劲小了。", ("随着年龄的增长",)),
    ),
)
