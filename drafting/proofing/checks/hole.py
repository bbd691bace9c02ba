"""Holes of library phrasing that were not filled: {时间}."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_HOLE = re.compile(r"\{([^{}\n]{0,24})\}|｛([^｛｝\n]{0,24})｝")


def run(context: Context) -> Iterable[Hit]:
    """Every pair of braces."""
    for match in _HOLE.finditer(context.text):
        name = match[1] or match[2] or "空项"
        yield Hit(match.start(), match.end(), f"“{name}”还没有填写。", "换成自己的事实")


CHECK = Check(
    id="hole",
    title="没有填写的空项",
    severity="error",
    why="素材里的 {时间}{事项} 要由本人填上事实，留着就不能生成正式稿。",
    source="照镜的约定：留有空项不能生成正式稿",
    run=run,
    good=(Example("2024年5月走访时，没有问到孩子上学的难处。"),),
    bad=(Example("比如，{时间}走访{地点}时，没有问到难处。", ("{时间}", "{地点}")),),
)
