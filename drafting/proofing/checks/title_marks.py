"""、 between title marks or quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_BETWEEN = re.compile(r"([》”])、([《“])")


def run(context: Context) -> Iterable[Hit]:
    """Every 、 that stands directly between two such marks."""
    for match in _BETWEEN.finditer(context.text):
        wanted = match[1] + match[2]
        yield Hit(
            match.start(), match.end(), "并列的书名号、引号之间一般不用顿号。", wanted, wanted
        )


CHECK = Check(
    id="title-marks",
    rank=380,
    title="书名号、引号之间用了顿号",
    severity="advice",
    why="标有书名号、引号的并列成分之间通常不用顿号；中间有别的词语时除外。",
    source="GB/T 15834—2011 第4.5.3.5条",
    run=run,
    good=(
        Example(
            "学习《中国共产党章程》《中国共产党纪律处分条例》，增强“四个意识”、坚定“四个自信”。"
        ),
    ),
    bad=(Example("学习《中国共产党章程》、《中国共产党纪律处分条例》。", ("》、《",)),),
)
