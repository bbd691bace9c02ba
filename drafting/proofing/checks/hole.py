"""Holes of library phrasing that were not filled: {时间}."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.gaps import Lack, holes_in
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """Every pair of braces."""
    for hole in holes_in(context.text):
        yield Hit(hole.start, hole.end, f"“{hole.name or '空项'}”还没有填写。", "换成自己的事实")


CHECK = Check(
    id="hole",
    rank=110,
    title="没有填写的空项",
    severity="error",
    why="素材里的 {时间}{事项} 要由本人填上事实，留着就不能生成正式稿。",
    source="照镜的约定：留有空项不能生成正式稿",
    run=run,
    lack=Lack.HOLE,
    good=(Example("2024年5月走访时，没有问到孩子上学的难处。"),),
    bad=(Example("比如，{时间}走访{地点}时，没有问到难处。", ("{时间}", "{地点}")),),
)
