"""Words taken for one another by sound or shape, given away by their neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.wordings import rows_within


def run(context: Context) -> Iterable[Hit]:
    """Every row of the table of confusions that fits."""
    for row in rows_within(context.tables.confusions, context.text):
        for start, end in row.places(context.text):
            if (
                context.standing.hold(start, end)
                or context.cuts_word(start)
                or context.cuts_word(end)
            ):
                continue
            yield Hit(
                start,
                end,
                f"“{row.wrong}”疑为“{row.right}”{'：' + row.why if row.why else ''}。",
                row.right,
                row.right,
                "advice" if row.gentle else None,
            )


CHECK = Check(
    id="confused-word",
    rank=510,
    title="音近、形近的词用错",
    severity="warning",
    why="拼音和五笔输入最容易选错同音、形近的词，单看都是词，看前后才知道错。",
    source="fixtures/proofing/confusions.json；《现代汉语词典》《通用规范汉字表》",
    run=run,
    good=(
        Example("名师工作室挂牌后，我按事实说话，处理好干群关系，截止日期是6月底。"),
        Example("为群众办实事，工作时先想到群众，贯彻落实上级部署。"),
    ),
    bad=(
        Example("给村民办的事实不多，平时推进工作室，没有问过群众。", ("事实", "工作室")),
        Example(
            "把党建贯彻业务工作始终，截止目前还没有做到；自已没有反应出群众的意见。",
            ("贯彻", "截止", "自已"),
        ),
    ),
)
