"""Fixed rows that are given out of order."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """Sentences that have every item of a row, each once, in another order."""
    for row in context.formulations.of("order"):
        for sentence in context.sentences:
            places = [sentence.text.find(item) for item in row.items]
            if (
                min(places, default=-1) < 0
                or places == sorted(places)
                or any(sentence.text.count(i) > 1 for i in row.items)
            ):
                continue
            last = max(zip(places, row.items, strict=True))
            start, end = sentence.start + min(places), sentence.start + last[0] + len(last[1])
            if end - start <= 3 * len(row.text):
                yield Hit(start, end, f"通行的次序是“{row.text}”。", row.text, basis=row.basis)


CHECK = Check(
    id="formulation-order",
    rank=440,
    title="固定表述的次序不对",
    severity="warning",
    why="“增强、坚定、做到”“判断力、领悟力、执行力”各有固定次序。",
    source="fixtures/proofing/formulations.json，kind 为 order 的各行",
    run=run,
    good=(Example("不断提高政治判断力、政治领悟力、政治执行力。"),),
    bad=(
        Example(
            "不断提高政治领悟力、政治判断力、政治执行力。", ("政治领悟力、政治判断力、政治执行力",)
        ),
    ),
)
