"""Words that do not go together: 执行力不严."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.wordings import Wording, rows_within

#: What the rows of words that are said twice give as their reason.
_TWICE = "重复"


def run(context: Context) -> Iterable[Hit]:
    """Every row of the table of collocations that fits."""
    for row in rows_within(context.tables.collocations, context.text):
        for start, end in row.places(context.text):
            if _by_chance(context, row, start, end):
                continue
            yield Hit(
                start,
                end,
                f"“{row.wrong}”搭配不当{'：' + row.why if row.why else ''}。",
                row.right,
                row.right,
                "advice" if row.gentle else None,
            )


def _by_chance(context: Context, row: Wording, start: int, end: int) -> bool:
    """Whether the last characters belong to another word (认识不强求一律), or the first of words that
    are said twice (达到目的的办法). A noun may well be the end of a longer word (服务意识不高), and a row that
    asks for what follows knows it."""
    ends = row.after is None and context.cuts_word(end)
    return ends or (_TWICE in row.why and context.cuts_word(start))


CHECK = Check(
    id="collocation",
    rank=530,
    title="搭配不当",
    severity="warning",
    why="水平说高低，能力说强弱，纪律说松严；配错了就成病句。",
    source="fixtures/proofing/collocations.json；《现代汉语实词搭配词典》",
    run=run,
    good=(
        Example("政治执行力不强，服务水平不高，执行纪律不严，提高了工作水平。"),
        Example("达到目的的办法不多，认识不大一致，学习不严谨，投诉被受理后没有再问。"),
    ),
    bad=(
        Example("政治纪律执行力不严，业务水平不强，增强办事效率。", ("执行力", "水平不强", "增强")),
    ),
)
