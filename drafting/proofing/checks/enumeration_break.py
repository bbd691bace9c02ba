"""、 where a new clause begins: ……、又要……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_BREAK = re.compile(
    r"、(?=(?:又要|也要|还要|更要|但是|而且|并且|因此|所以|从而|导致|致使|甚至没有|却))"
)


def run(context: Context) -> Iterable[Hit]:
    """、 before a conjunction that opens a clause."""
    for match in _BREAK.finditer(context.text):
        yield Hit(match.start(), match.end(), "后面是一个新的分句，这里用逗号。", "，", "，")


CHECK = Check(
    id="enumeration-break",
    rank=370,
    title="分句之间用了顿号",
    severity="warning",
    why="顿号只用在并列的词语之间，分句之间用逗号。",
    source="GB/T 15834—2011 第4.4、4.5条",
    run=run,
    good=(Example("既要学得深，又要用得好，把学、思、用贯通起来。"),),
    bad=(Example("既要当好联络员、又要当好服务员。", ("、",)),),
)
