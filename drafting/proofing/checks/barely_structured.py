"""A paper that is empty, hardly begun or without parts: what cannot be checked is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.progress.gaps import Lack
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.outline import Division

_NAMES: Final = {"problems": "存在的问题", "causes": "原因剖析", "measures": "整改措施"}
_SAID = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
#: Characters below which a paper is hardly begun, and a part is empty.
_SHORT, _EMPTY = 120, 1


def run(context: Context) -> Iterable[Hit]:
    """One finding for a paper that says nothing or has no parts, one for each part without a word
    under its heading. Only whole papers are judged."""
    if not context.complete:
        return
    size = len(_SAID.findall(context.text))
    roles = {division.role for division in context.outline.divisions} & set(_NAMES)
    if not size:
        message = "材料还没有内容，没有什么可以校对。"
        yield Hit(0, 0, message, "写好以后再校对")
    elif not roles:
        message = "没有分出“存在的问题”“原因剖析”“整改措施”几个部分，多数检查做不了；没有列出意见不等于没有问题。"
        yield Hit(0, 0, message, "用“一、”“二、”标出各部分的标题")
    else:
        yield from _parts(context, roles)
        if size < _SHORT:
            message = f"全文只有{size}个字，还算不上一份材料。"
            yield Hit(0, 0, message, "补写具体的问题、原因和措施", None, "advice")


def _parts(context: Context, roles: set[str]) -> Iterator[Hit]:
    for division in context.outline.divisions:
        if division.role in _NAMES and _written(division) < _EMPTY:
            heading = division.heading
            message = f"“{_NAMES[division.role]}”部分只有标题，没有内容。"
            yield Hit(heading.start, heading.end, message, "补写这一部分")
    if len(context.outline.divisions) < 2:
        missing = "、".join(f"“{name}”" for role, name in _NAMES.items() if role not in roles)
        yield Hit(0, 0, f"只分出一个部分，没有{missing}。", "补写，并用“二、”“三、”标出标题")


def _written(division: Division) -> int:
    headings = sum(len(_SAID.findall(area.heading.text)) for area in division.areas)
    whole = division.whole
    behind = whole.text[division.heading.end - whole.start :]
    return len(_SAID.findall(behind)) - headings - 2 * len(division.areas)


CHECK = Check(
    id="barely-structured",
    rank=611,
    title="材料空白或没有分部分",
    severity="warning",
    why="没有列出意见，可能只是因为看不出结构；空白的、没有分部分的材料要先说出来。",
    source="材料结构要求：问题、原因、措施分开写",
    run=run,
    lack=Lack.PART,
    good=(
        Example(
            "一、存在的问题\n"
            + "学习抓得不紧，读书少，想得浅，遇到难题绕着走，群众反映的事拖着办。" * 3
            + "\n二、原因剖析\n根子在思想上松了。\n三、整改措施\n每周读书半天，由支部书记检查。"
        ),
        Example("我学习不够深入。", (), {"complete": False}),
    ),
    bad=(
        Example("", ("",)),
        Example("我平时读书少，开会走神。", ("",)),
        Example("一、存在的问题\n二、原因剖析\n懒。\n三、整改措施\n学。", ("", "存在的问题")),
        Example("一、存在的问题\n" + "学习抓得不紧，读书少，想得浅，遇到难题绕着走。" * 8, ("",)),
    ),
)
