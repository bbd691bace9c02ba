"""The share of problems and causes in the whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from drafting.document.text import characters
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Problems and causes are at least half of a material where nobody says otherwise (units ask for
#: 1/2 or 3/4), in per cent.
_SHARE: Final = 50
_LEAST: Final = {50: "一般不少于一半"}
#: Below this a text is no whole material whose proportions mean anything.
_WHOLE: Final = 800


def run(context: Context) -> Iterable[Hit]:
    """Compare with what the meeting asks for, else with a half."""
    total = characters(context.text)
    if not context.complete or total < _WHOLE:
        return
    parts = [d for role in ("problems", "causes") for d in context.outline.of_role(role)]
    wanted = context.framework.min_problem_share if context.framework is not None else _SHARE
    share = sum(characters(d.whole.text) for d in parts) / total
    if parts and share * 100 < wanted:
        at = parts[0].heading
        yield Hit(
            at.start,
            at.end,
            # rounded down: half of it would not be too little
            f"问题和原因只占全文的{int(share * 100)}%，{_LEAST.get(wanted, f'这次会议要求不少于{wanted}%')}。",
            "把问题写具体，压缩其他部分",
        )


CHECK = Check(
    id="problem-share",
    rank=680,
    title="问题和原因占比不够",
    severity="advice",
    why="对照检查重在查问题、挖原因，这两部分占比不够会被退回；比重由通知和会议设定。",
    source="各单位关于比重的要求；审核常见退回理由第17条",
    run=run,
    good=(Example("一、存在的问题\n学得少。"),),
    bad=(
        Example(
            "一、存在的问题\n学得少。\n二、整改措施\n"
            + "每周学习一次，写一篇笔记，由支部书记检查。" * 45,
            ("存在的问题",),
        ),
    ),
)
