"""A paper, a part or an area that is shorter than the framework wants it."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.lacking import Lack, too_short
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.sizes import sizes


def run(context: Context) -> Iterable[Hit]:
    """Compare with the framework's lower limits."""
    for size in sizes(context):
        if too_short(size.limits, size.characters):
            least = size.limits.min_characters
            message = f"{size.what}{size.characters}字，建议不少于{least}字。"
            yield Hit(size.place.start, size.place.end, message, "补充具体内容")


CHECK = Check(
    id="lengths",
    rank=660,
    title="篇幅偏短",
    severity="advice",
    why="篇幅太短，说不清问题和事情的经过；限度由通知和会议设定。",
    source="各单位关于篇幅的要求；审核常见退回理由第17条",
    run=run,
    lack=Lack.LENGTH,
    good=(Example("一、存在的问题\n学得少。"),),
    bad=(),
)
