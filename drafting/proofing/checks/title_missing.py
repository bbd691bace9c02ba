"""A material without a title."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.gaps import Lack
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """A text in parts whose first paragraph is no title."""
    outline = context.outline
    if context.complete and outline.title is None and outline.opening and outline.divisions:
        yield Hit(0, 0, "没有标题。", "写明年度、会议名称和“个人对照检查材料”")


CHECK = Check(
    id="title-missing",
    rank=610,
    title="缺少标题",
    severity="warning",
    why="标题写明是哪一年、哪一次会议的材料，归档要靠它。",
    source="GB/T 9704—2012 第7.3.1条",
    run=run,
    lack=Lack.TITLE,
    good=(
        Example(
            "2024年度组织生活会个人对照检查材料\n按照通知要求，我查摆如下：\n一、存在的问题\n学得少。"
        ),
    ),
    bad=(Example("按照通知要求，我查摆如下：\n一、存在的问题\n学得少。", ("",)),),
)
