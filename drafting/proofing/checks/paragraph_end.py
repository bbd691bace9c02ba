"""A paragraph of text that ends without a stop."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_INNER_STOP = re.compile(r"[。！？；]")
_ENDS = "。！？：；…”’）》】:;!?"


def run(context: Context) -> Iterable[Hit]:
    """Paragraphs with a sentence inside, or long ones with commas, that end in a character or a
    comma."""
    headings = {place.heading.end for place in context.outline.places()}
    for line in context.paragraphs:
        last = line.text[-1]
        inside = line.text[:-1]
        if last in _ENDS or (context.outline.title and line.start == context.outline.title.start):
            continue
        # a heading may be long, commas and all (the notice words it), and has no stop
        long = "，" in inside and len(inside) > 40 and line.end not in headings
        if not (_INNER_STOP.search(inside) or long):
            continue
        if last in "，、,":
            stop = "：" if line.text[:-1].endswith("如下") else "。"
            yield Hit(line.end - 1, line.end, f"段落末尾应是“{stop}”。", stop, stop, "error")
        else:
            yield Hit(line.end - 1, line.end, "段落末尾缺少标点。", f"{last}。", f"{last}。")


CHECK = Check(
    id="paragraph-end",
    rank=350,
    title="段末缺少标点",
    severity="warning",
    why="一段话说完要有句号；没有，多半是漏了，也可能后面的话没有粘贴全。",
    source="GB/T 15834—2011 第4.1条",
    run=run,
    good=(Example("一、存在的问题\n学习不够深入。满足于读过。\n张三\n2024年12月30日"),),
    bad=(
        Example("一、存在的问题\n学习不够深入。满足于读过，没有往心里去", ("去",)),
        Example("学习不够深入。联系不紧，", ("，",)),
    ),
)
