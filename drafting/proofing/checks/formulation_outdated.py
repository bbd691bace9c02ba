"""Formulations that are no longer said, with the year from which."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context


def run(context: Context) -> Iterable[Hit]:
    """What is not said any more in the year of the material (all of it where the year is not known)."""
    for row in context.formulations.of("outdated"):
        for start, end in row.places(context.text):
            message = f"“{context.text[start:end]}”自{row.since_text}起不再这样提。（{row.source}）"
            yield Hit(start, end, message, f"改为{row.use}", None, row.severity, row.basis)


CHECK = Check(
    id="formulation-outdated",
    title="过时的提法",
    severity="warning",
    why="照搬往年材料最容易留下旧提法和已经废止的规定。",
    source="fixtures/proofing/formulations.json，每行注明从哪一年起改变、依据什么",
    run=run,
    good=(
        Example("推动高质量发展，落实《中国共产党廉洁自律准则》。"),
        Example("推进新常态下的改革。", (), {"year": 2016}),
    ),
    bad=(Example("推动又快又好发展，适应新常态。", ("又快又好发展", "新常态")),),
)
