"""A paper that is the library's words with some of them exchanged."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.library_share import USUAL, share_of


def run(context: Context) -> Iterable[Hit]:
    """Each such sentence (advice); the first one counts for the paper where there are too many of
    them, those that were not changed included. Where these alone are too many, another check has
    said so."""
    most = context.framework.max_library_share if context.framework is not None else USUAL
    plain = share_of(context.said, context.borrowed)
    both = share_of(context.said, (*context.borrowed, *context.reworded))
    over = both.exceeds(most) and not plain.exceeds(most)
    for number, one in enumerate(context.reworded):
        start, end = one.sentence.start, one.sentence.end
        if over and not number:
            yield Hit(
                start,
                end,
                f"全文有 {both.percent}% 的文字同素材库一样，或者只换了几个词，事情还不是自己的。",
                f"换词不如换事：{_ASKED}",
            )
        else:
            yield Hit(
                start,
                end,
                "这一句同素材库只差几个词，用过同一条素材的人都会这样写。",
                f"用自己的一件事来写：{_ASKED}",
                None,
                "advice",
            )


_ASKED = "是什么时候、哪一件、谁看见了或者谁受了影响，自己当时怎么想"
_FRAME = "一、存在的问题\n（一）在理论学习方面\n"
CHECK = Check(
    id="library-reworded",
    rank=702,
    title="素材的话只换了几个词",
    severity="warning",
    why="把素材里的“自己”换成“本人”、“没有”换成“没”，事情还是别人的。会上问一句“是哪一次”，就答不上来。",
    source="照镜的约定：素材库的句子用自己的话重写；审核常见退回理由第10条：网上拼凑",
    run=run,
    good=(
        Example(
            f"{_FRAME}一是学习靠通知推着走。二月领的四本书，到年底只翻完一本，其余三本没有拆封，心里总觉得手头的活更急。"
        ),
    ),
    bad=(
        Example(
            f"{_FRAME}一是学习靠通知推着走。支部发啥材料本人就读啥材料，集中学习一结束就将本子合上，很少给自己另外列题目。个人学习计划订得很笼统，读到哪里、读了多少从没核对，落下的篇目愈积愈多。",
            (
                "支部发啥材料本人就读啥材料，集中学习一结束就将本子合上，很少给自己另外列题目。",
                "个人学习计划订得很笼统，读到哪里、读了多少从没核对，落下的篇目愈积愈多。",
            ),
        ),
        Example(
            f"{_FRAME}一是学习靠通知推着走。集中学习一结束便把本子合上，很少给自己另列题目，支部发什么材料我就读什么材料。",
            ("集中学习一结束便把本子合上，很少给自己另列题目，支部发什么材料我就读什么材料。",),
        ),
    ),
)
