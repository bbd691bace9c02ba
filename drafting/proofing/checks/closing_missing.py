"""A material without closing words."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.gaps import Lack
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """A whole material whose last part is not followed by closing words, unless the framework
    leaves them open (问题清单)."""
    outline = context.outline
    asked = context.framework.part("closing") if context.framework is not None else None
    if asked is not None and not asked.required:
        return
    if context.complete and len(outline.divisions) >= 2 and not outline.closing:
        end = len(context.text)
        yield Hit(end, end, "没有结束语。", "以上是我的对照检查情况，请同志们批评指正。")


CHECK = Check(
    id="closing-missing",
    rank=630,
    title="缺少结束语",
    severity="warning",
    why="会上发言要有收尾，请同志们批评指正。",
    source="通行的材料结构",
    run=run,
    lack=Lack.CLOSING,
    good=(
        Example(
            "一、存在的问题\n学得少。\n二、整改措施\n每周学。\n以上是我的对照检查情况，请同志们批评指正。"
        ),
    ),
    bad=(Example("一、存在的问题\n学得少。\n二、整改措施\n每周学。", ("",)),),
)
