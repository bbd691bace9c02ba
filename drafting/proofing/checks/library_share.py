"""A paper that is the library's words, not its author's."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.library_share import USUAL, share_of


def run(context: Context) -> Iterable[Hit]:
    """One hit, on the first sentence that the library has."""
    share = share_of(context.said, context.borrowed)
    most = context.framework.max_library_share if context.framework is not None else USUAL
    if not share.exceeds(most):
        return
    first = context.borrowed[0].sentence
    yield Hit(
        first.start,
        first.end,
        f"全文有 {share.percent}% 的文字同素材库一字不差{_asked(most)}，"
        "没有多少自己的话，别人的材料也会这样写。",
        "从自己的事写起：哪一天、什么事、当时怎么做怎么想、结果怎样；素材的句子用自己的话重写",
    )


def _asked(most: int) -> str:
    return "" if most == USUAL else f"（这次会议要求不超过 {most}%）"


_FRAME = "一、存在的问题\n（一）在理论学习方面\n"
CHECK = Check(
    id="library-share",
    rank=700,
    title="大多是素材库的话",
    severity="warning",
    why="素材只是提示和句架。照搬过来填上空，人人都一样，会上一念就知道不是自己写的；自己动手、不代写、不千人一面是对照检查的要求。",
    source="照镜的约定：素材库的句子一字不差的，不超过全文的三成，会议可以另定",
    run=run,
    good=(
        Example(
            f"{_FRAME}一是学习靠通知推着走。二月领的四本书，到年底只翻完一本，其余三本没有拆封，心里总觉得手头的活更急。"
        ),
    ),
    bad=(
        Example(
            f"{_FRAME}一是学习靠通知推着走，自觉补课不够。支部发什么材料我就读什么材料，集中学习一结束便把本子合上，很少给自己另列题目。个人学习计划订得笼统，读到哪里、读了多少从不核对，落下的篇目越积越多。",
            ("学习靠通知推着走，自觉补课不够。",),
        ),
    ),
)
