"""A paper, a part or an area that is shorter than the framework wants it."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.progress.concreteness import tells_a_case
from drafting.progress.gaps import Lack, nodes_with_example, too_short
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.outline import PointLine
from drafting.proofing.core.sizes import sizes


def run(context: Context) -> Iterable[Hit]:
    """Compare with the framework's lower limits. Problems each of which tells a case are long
    enough."""
    told = _told(context)
    for size in sizes(context):
        if too_short(size.limits, size.characters) and size.place.start not in told:
            least = size.limits.min_characters
            message = f"{size.what}{size.characters}字，建议不少于{least}字。"
            yield Hit(
                size.place.start,
                size.place.end,
                message,
                "想想有没有该写没写的事；不必为凑字数加空话",
            )


def _told(context: Context) -> frozenset[int]:
    """Where the headings of those areas and parts of the problems begin of which each point tells a
    case."""
    found, given = set(), nodes_with_example(context.document)

    def tells(point: PointLine) -> bool:
        return context.node_at(point.claim.start) in given or tells_a_case(point.said.text)

    for division in context.outline.of_role("problems"):
        whole = []
        for area in division.areas:
            whole.append(
                all(map(tells, area.points)) if area.points else tells_a_case(area.lead.text)
            )
            if whole[-1]:
                found.add(area.heading.start)
        whole += map(tells, division.points)
        if whole and all(whole):
            found.add(division.heading.start)
    return frozenset(found)


CHECK = Check(
    id="lengths",
    rank=660,
    title="篇幅偏短",
    severity="advice",
    why="篇幅太短，说不清问题和事情的经过；限度由通知和会议设定。",
    source="各单位关于篇幅的要求；审核常见退回理由第17条",
    run=run,
    lack=Lack.LENGTH,
    good=(Example("一、存在的问题\n学得少。"),),
    bad=(),
)
