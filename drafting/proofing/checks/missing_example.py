"""Areas without a single example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from drafting.progress.concreteness import concreteness
from drafting.progress.gaps import Lack, nodes_with_example
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.outline import Division, PointLine
from drafting.proofing.core.source import TextSpan

#: What a reviewer would ask.
_ASKED: Final = "是什么时候、哪一件、谁看见了或者谁受了影响，自己当时怎么想"
#: A shorter text is hardly a part; that is said elsewhere.
_LEAST: Final = 40


def run(context: Context) -> Iterable[Hit]:
    """Areas of the problems, problems that stand in no areas, and points of either that have an
    example elsewhere (advice).

    What stands in a document's own field for an example is one, however it is worded, unless it
    says only what holds at any time.
    """
    given = nodes_with_example(context.document)
    divisions = context.outline.of_role("problems")
    for division in divisions:
        for area in division.areas:
            body = area.whole.text[area.heading.end - area.whole.start :]
            if area.node_id not in given and (hit := _untold(area.heading, body, "这一方面")):
                yield hit
            else:
                yield from _points(context, area.points, given)
    yield from _without_areas(context, divisions, given)


def _without_areas(
    context: Context, divisions: Sequence[Division], given: AbstractSet[str]
) -> Iterator[Hit]:
    """The same of problems that were written without areas, all parts of them together."""
    if not divisions or any(division.areas for division in divisions):
        return
    texts = [text for division in divisions for text in division.texts()]
    body = "\n".join(text.text for text in texts)
    points = [point for division in divisions for point in division.points]
    if not body.strip() or given.isdisjoint(
        node for point in points if (node := context.node_at(point.claim.start))
    ):
        place = divisions[0].heading if divisions[0].heading.text.strip() else texts[0]
        if len(body) >= _LEAST and (hit := _untold(place, body, "“问题”部分")):
            yield hit
            return
    yield from _points(context, points, given)


def _untold(place: TextSpan, body: str, where: str) -> Hit | None:
    """What is said of a text that tells no case; None of one that does."""
    found = concreteness(body)
    if found.tells_a_case:
        return None
    said = (
        f"{where}只有数目，没有一件具体的事：这些数换个人也能写。"
        if found.tallies
        else f"{where}没有一件具体的事。"
    )
    return Hit(place.start, place.end, said, f"写一件自己的事：{_ASKED}")


def _points(
    context: Context, points: Iterable[PointLine], given: AbstractSet[str]
) -> Iterator[Hit]:
    for point in points:
        said = concreteness(point.said.text)
        if context.node_at(point.claim.start) not in given and not said.tells_a_case:
            yield Hit(
                point.claim.start,
                point.claim.end,
                "这一条只有数目，没有具体的事。" if said.tallies else "这一条没有具体事例。",
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
        Example(
            "一、存在的问题\n支部的课补不上，第三季度两次都是听老周转述的；8月16日夜里道闸坏了，我怕麻烦没有下楼登记来车。"
        ),
        Example("一、存在的问题\n（一）在理论学习方面。学得少。比如，5月的专题学习我只听了一半。"),
    ),
    bad=(
        Example(
            "一、存在的问题\n学习的自觉性不够，有时以工作忙为由放松学习。创新意识不强，习惯用老办法解决新问题，作风不够细致。",
            ("存在的问题",),
        ),
        Example(
            "一、存在的问题\n（一）在理论学习方面。学得少，如何学深想得不多。", ("在理论学习方面",)
        ),
        Example(
            "一、存在的问题\n（一）在理论学习方面。今年以来参加集中学习5次，撰写心得体会2篇，自学仍然偏少。",
            ("在理论学习方面",),
        ),
    ),
)
