"""Areas whose names differ from the notice, or from the list in the opening."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import fuzz

from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.outline import Area

_LISTED = re.compile(
    r"((?:[\u4e00-\u9fff]{4}、){2,7}[\u4e00-\u9fff]{4})(?=[”“]?(?:等|这|[一二两三四五六七八九]个?方面))"
)
_MARKS = re.compile(r"[，、；“”\s]")
#: 担当作用 and 担当作为 share three characters of four.
_CLOSE: Final = 70


def run(context: Context) -> Iterable[Hit]:
    """Compare the areas of the problems with the framework's; without one with those that the
    opening lists, or the usual six."""
    problems = [division for division in context.outline.of_role("problems") if division.areas]
    names = _names(context) if problems else ()
    for division in problems:
        taken = {area.name for area in division.areas} & set(names)
        free = [name for name in names if name not in taken]
        for area in division.areas:
            yield from _misnamed(area, free)


def _names(context: Context) -> tuple[str, ...]:
    if context.framework is not None:
        return tuple(area.name for area in context.framework.areas())
    for line in context.outline.opening:
        if match := _LISTED.search(line.text):
            return tuple(match[1].split("、"))
    written = {
        area.name for division in context.outline.of_role("problems") for area in division.areas
    }
    # the usual six count only for a material that plainly follows them
    return TAXONOMY_AREAS if len(written & set(TAXONOMY_AREAS)) >= 3 else ()


def _misnamed(area: Area, free: list[str]) -> Iterator[Hit]:
    name = area.name
    best = max(free, key=lambda other: fuzz.ratio(name, other), default="")
    if not best or _same(name, best) or fuzz.ratio(name, best) < _CLOSE:
        return
    at = area.heading.start + area.heading.text.find(name)
    yield Hit(at, at + len(name), f"这一方面的名称与要求不一致，应为“{best}”。", best, best)


def _same(name: str, best: str) -> bool:
    """Whether a heading has the name, whatever marks stand in it, and with or without the 情况 that
    方面 stands for."""
    bare, wanted = _MARKS.sub("", name), _MARKS.sub("", best)
    return wanted in bare or wanted.removesuffix("情况") == bare


CHECK = Check(
    id="area-name",
    rank=640,
    title="方面名称与要求不一致",
    severity="error",
    why="查摆的方面由上级通知定，名称要照抄，差一个字也会被退回。",
    source="审核常见退回理由第1条：缺少方面，或者方面名称与通知不符",
    run=run,
    good=(
        Example("一、存在的问题\n（一）在理论学习方面。读得少。\n（二）在担当作为方面。做得少。"),
        Example(
            "围绕理论学习、政治素质、联系群众三个方面查摆。\n一、存在的问题\n（一）在理论学习方面。读得少。\n（二）在联系、群众方面。做得少。"
        ),
    ),
    bad=(
        Example(
            "围绕理论学习、政治素质、担当作为三个方面查摆。\n一、存在的问题\n（一）在理论学习方面。读得少。\n（二）在担当作用方面。做得少。",
            ("担当作用",),
        ),
    ),
)
