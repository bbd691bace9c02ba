"""Fewer measures than areas of problems."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.gaps import any_linked
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """Compare the number of measures with that of the areas; one may answer two, so it is only
    advice.

    Where problems are linked to what answers them, the links tell (the check ``answered``), not
    numbers.
    """
    if context.document is not None and any_linked(context.document):
        return
    areas = sum(len(division.areas) for division in context.outline.of_role("problems"))
    for division in context.outline.of_role("measures"):
        measures = len(division.areas) or len(division.points)
        if measures and areas >= 3 and measures < areas:
            message = f"查摆了{areas}个方面的问题，措施只有{measures}条，可能有问题没有对应的措施。"
            yield Hit(
                division.heading.start, division.heading.end, message, "逐个方面核对，补上缺的措施"
            )


CHECK = Check(
    id="measure-count",
    rank=780,
    title="措施少于问题",
    severity="advice",
    why="每个问题都要有措施对应，缺了就对不上账。",
    source="审核要求：每个问题都有原因和具体措施对应",
    run=run,
    good=(
        Example(
            "一、存在的问题\n（一）学习方面。少。\n（二）作风方面。浮。\n二、整改措施\n（一）多学。\n（二）多跑。"
        ),
    ),
    bad=(
        Example(
            "一、存在的问题\n（一）学习方面。少。\n（二）作风方面。浮。\n（三）能力方面。弱。\n二、整改措施\n（一）多学。\n（二）多跑。",
            ("整改措施",),
        ),
    ),
)
