"""Formulations that are no longer said, with the year from which."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.own_time import of_its_time


def run(context: Context) -> Iterable[Hit]:
    """What is not said any more in the year of the material (all of it where the year is not
    known). What is told as of its own time is right; what is certain (又快又好发展) never is."""
    for row in context.formulations.of("outdated"):
        context.tick()
        for start, end in row.places(context.text):
            sentence = context.sentence_at(start)
            if not row.certain and sentence and of_its_time(sentence.text, row.since):
                continue
            message = f"“{context.text[start:end]}”自{row.since_text}起不再这样提。（{row.source}）"
            yield Hit(start, end, message, f"改为{row.use}", None, row.severity, row.basis)


CHECK = Check(
    id="formulation-outdated",
    rank=430,
    title="过时的提法",
    severity="warning",
    why="照搬往年材料最容易留下旧提法和已经废止的规定。",
    source="fixtures/proofing/formulations.json，每行注明从哪一年起改变、依据什么",
    run=run,
    good=(
        Example("推动高质量发展，落实《中国共产党廉洁自律准则》。"),
        Example("推进新常态下的改革。", (), {"year": 2016}),
        Example("2018年我在村里做精准扶贫，建档立卡贫困户的情况记得清楚。", (), {"year": 2024}),
        Example("新冠肺炎疫情期间，我在卡口值守。", (), {"year": 2024}),
    ),
    bad=(
        Example("推动又快又好发展，适应新常态。", ("又快又好发展", "新常态")),
        Example(
            "我对建档立卡贫困户关心少，对新冠肺炎防控想得浅。",
            ("建档立卡贫困户", "新冠肺炎"),
            {"year": 2024},
        ),
    ),
)
