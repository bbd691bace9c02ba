"""Official formulations quoted with one character wrong, missing or too many."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """What comes within one character of a row of the table without being it, and what the table knows as a misquotation."""
    table = context.formulations
    headings = [area.heading for division in context.outline.divisions for area in division.areas]
    for near, row in table.near(context.text):
        # the heading of an area is worded by the notice, whatever the table says
        if any(heading.holds(near.start) for heading in headings):
            continue
        message = f"规范表述是“{row.text}”。（{row.source}）"
        yield Hit(near.start, near.end, message, row.text, row.text, basis=row.basis)
    for row in table.of("misused"):
        for start, end in row.places(context.text):
            message = f"“{context.text[start:end]}”应核对提法。（{row.source}）"
            yield Hit(start, end, message, row.use, None, row.severity, row.basis)


CHECK = Check(
    id="formulation-misquoted",
    title="规范表述引用有误",
    severity="warning",
    why="中央文件的固定提法一字不能错；多一字、少一字都是退回的理由。",
    source="fixtures/proofing/formulations.json，每行注明出处",
    run=run,
    good=(
        Example(
            "坚持以人民为中心的发展思想，发扬踏石留印、抓铁有痕的劲头，落实中央八项规定及其实施细则精神。"
        ),
        Example("学习习近平总书记关于党的建设的重要思想，把握“十三个方面成就”和“六个必须坚持”。"),
    ),
    bad=(
        Example("坚持以人民为中心发展思想。", ("以人民为中心发展思想",)),
        Example(
            "缺少踏石有印的劲头，学习“十三方面成就”“六个坚持”。", ("踏石有印", "十三方面成就", "“六个坚持”")
        ),
        Example("学习党的二十届山中全会精神。", ("二十届山中全会",)),
    ),
)
