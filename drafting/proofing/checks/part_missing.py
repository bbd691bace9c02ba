"""Parts that a material must have: problems, causes, measures, and what the framework and the
meeting ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from drafting.progress.gaps import ALWAYS_ASKED, Lack
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_NAMES: Final = {
    "previous": "上年度整改落实情况", "problems": "存在的问题", "cases": "典型案例剖析", "causes": "原因剖析",
    "measures": "努力方向和整改措施", "statement": "需要说明的事项",
}  # fmt: skip


def run(context: Context) -> Iterable[Hit]:
    """What is missing is reported at the end of the text, for that is where one looks for it
    last."""
    outline = context.outline
    if not context.complete or len(outline.divisions) < 2:
        return
    there = {division.role for division in outline.divisions}
    opening = "".join(line.text for line in outline.opening)
    if "上年度" in opening or "上一年度" in opening:
        there.add("previous")
    for role in _wanted(context):
        if role not in there and not (
            role == "causes" and any("原因" in d.heading.text for d in outline.divisions)
        ):
            end = len(context.text)
            message = f"没有“{_NAMES[role]}”部分。"
            yield Hit(end, end, message, "补写这一部分", wanted=role)


def _wanted(context: Context) -> Iterable[str]:
    """What always belongs to a material, except what this framework, as the meeting asks it,
    expressly leaves open."""
    parts = context.framework.parts if context.framework is not None else ()
    required = [part.role for part in parts if part.required]
    left_open = {part.role for part in parts} - set(required)
    always = [role for role in ALWAYS_ASKED if role not in left_open]
    return dict.fromkeys(role for role in (*always, *required) if role in _NAMES)


CHECK = Check(
    id="part-missing",
    rank=620,
    title="缺少规定的部分",
    severity="warning",
    why="问题、原因、措施缺一不可；会议要求的上年度整改、案例剖析、说明事项也要写。",
    source="会议通知（框架）；审核常见退回理由第15条",
    run=run,
    lack=Lack.PART,
    good=(Example("一、存在的问题\n学得少。\n二、原因剖析\n想得浅。\n三、整改措施\n每周学。"),),
    bad=(Example("一、存在的问题\n学得少。\n二、整改措施\n每周学。", ("",)),),
)
