"""Areas that the notice asks for and the material lacks."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from drafting.progress.gaps import Lack
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """Required areas of the framework that no heading comes near."""
    if context.framework is None or not context.complete:
        return
    for division in context.outline.of_role("problems")[:1]:
        names = [area.name for area in division.areas]
        for area in context.framework.areas():
            if area.required and all(
                max(fuzz.ratio(name, area.name), fuzz.partial_ratio(name, area.name)) < 70
                for name in names
            ):
                at = division.heading
                yield Hit(
                    at.start,
                    at.end,
                    f"缺少“{area.name}”方面。",
                    f"补写“{area.heading or area.name}”",
                    wanted=area.key,
                )


CHECK = Check(
    id="area-missing",
    rank=650,
    title="缺少规定的方面",
    severity="error",
    why="通知列出的方面一个不能少，没有问题也要说明查摆的情况。",
    source="会议通知（框架）；审核常见退回理由第1条",
    run=run,
    lack=Lack.AREA,
    good=(Example("一、存在的问题\n（一）在理论学习方面。读得少。"),),
    bad=(),
)
