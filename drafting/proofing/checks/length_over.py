"""A paper, a part or an area that is longer than the framework wants it."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.gaps import Lack, too_long
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.sizes import sizes


def run(context: Context) -> Iterable[Hit]:
    """Compare with the framework's upper limits."""
    for size in sizes(context):
        if too_long(size.limits, size.characters):
            most = size.limits.max_characters
            message = f"{size.what}{size.characters}字，建议不超过{most}字。"
            yield Hit(size.place.start, size.place.end, message, "精简")


CHECK = Check(
    id="length-over",
    rank=670,
    title="篇幅偏长",
    severity="advice",
    why="篇幅太长，要害不突出，会上也念不完；限度由通知和会议设定。",
    source="各单位关于篇幅的要求",
    run=run,
    lack=Lack.EXCESS,
    good=(Example("一、存在的问题\n学得少。"),),
    bad=(),
)
