"""Words that do not go together: 执行力不严."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.wordings import rows_within


def run(context: Context) -> Iterable[Hit]:
    """Every row of the table of collocations that fits."""
    for row in rows_within(context.tables.collocations, context.text):
        for start, end in row.places(context.text):
            yield Hit(
                start,
                end,
                f"“{row.wrong}”搭配不当{'：' + row.why if row.why else ''}。",
                row.right,
                row.right,
                "advice" if row.gentle else None,
            )


CHECK = Check(
    id="collocation",
    rank=530,
    title="搭配不当",
    severity="warning",
    why="水平说高低，能力说强弱，纪律说松严；配错了就成病句。",
    source="fixtures/proofing/collocations.json；《现代汉语实词搭配词典》",
    run=run,
    good=(Example("政治执行力不强，服务水平不高，执行纪律不严，提高了工作水平。"),),
    bad=(
        Example("政治纪律执行力不严，业务水平不强，增强办事效率。", ("执行力", "水平不强", "增强")),
    ),
)
