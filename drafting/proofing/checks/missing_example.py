"""Areas without a single example."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from drafting.progress.concreteness import concreteness
from drafting.progress.gaps import Lack, nodes_with_example
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: What a reviewer would ask.
_ASKED: Final = "是什么时候、哪一件、谁看见了或者谁受了影响，自己当时怎么想"


def run(context: Context) -> Iterable[Hit]:
    """Areas of the problems, and points of areas that have an example elsewhere (advice).

    What stands in a document's own field for an example is one, however it is worded, unless it
    says only what holds at any time.
    """
    given = nodes_with_example(context.document)
    for division in context.outline.of_role("problems"):
        for area in division.areas:
            body = area.whole.text[area.heading.end - area.whole.start :]
            found = concreteness(body)
            if area.node_id not in given and not found.tells_a_case:
                yield Hit(
                    area.heading.start,
                    area.heading.end,
                    "这一方面只有数目，没有一件具体的事：这些数换个人也能写。"
                    if found.tallies
                    else "这一方面没有一件具体的事。",
                    f"写一件自己的事：{_ASKED}",
                )
                continue
            for point in area.points:
                node = context.node_at(point.claim.start)
                said = concreteness(point.said.text)
                if node not in given and not said.tells_a_case:
                    yield Hit(
                        point.claim.start,
                        point.claim.end,
                        "这一条只有数目，没有具体的事。"
                        if said.tallies
                        else "这一条没有具体事例。",
                        f"补一件自己的事：{_ASKED}",
                        None,
                        "advice",
                    )


CHECK = Check(
    id="missing-example",
    rank=750,
    title="没有具体事例",
    severity="warning",
    why="见人见事才见思想；只有结论没有事例，是最常见的退回理由。“如何”不是举例。",
    source="审核常见退回理由第2条：问题空泛，没有具体事例",
    run=run,
    lack=Lack.EXAMPLE,
    good=(
        Example("一、存在的问题\n（一）在理论学习方面。学得少。比如，5月的专题学习我只听了一半。"),
    ),
    bad=(
        Example(
            "一、存在的问题\n（一）在理论学习方面。学得少，如何学深想得不多。", ("在理论学习方面",)
        ),
        Example(
            "一、存在的问题\n（一）在理论学习方面。今年以来参加集中学习5次，撰写心得体会2篇，自学仍然偏少。",
            ("在理论学习方面",),
        ),
    ),
)
