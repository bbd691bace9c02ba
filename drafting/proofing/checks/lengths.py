"""Lengths of parts and areas, and the share of problems and causes in the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import fuzz

from drafting.document.model import containers
from drafting.document.text import characters
from drafting.frameworks.spec import Limits
from drafting.progress.tasklist import length_of, length_of_document
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import Span

#: Problems and causes are at least half of a material where nobody says otherwise (units ask for 1/2 or 3/4), in per cent.
_SHARE: Final = 50
_LEAST: Final = {50: "一般不少于一半"}
#: Below this a text is no whole material whose proportions mean anything.
_WHOLE: Final = 800


def run(context: Context) -> Iterable[Hit]:
    """Compare with the framework's limits where there is one; the share always."""
    if not context.complete:
        return
    if context.framework is not None:
        yield from _limits(context)
    total = characters(context.text)
    parts = [d for role in ("problems", "causes") for d in context.outline.of_role(role)]
    wanted = context.framework.min_problem_share if context.framework is not None else _SHARE
    share = sum(characters(d.whole.text) for d in parts) / total if total else 0
    if parts and total >= _WHOLE and share * 100 < wanted:
        at = parts[0].heading
        yield Hit(
            at.start,
            at.end,
            # rounded down: half of it would not be too little
            f"问题和原因只占全文的{int(share * 100)}%，{_LEAST.get(wanted, f'这次会议要求不少于{wanted}%')}。",
            "把问题写具体，压缩其他部分",
        )


def _limits(context: Context) -> Iterator[Hit]:
    framework = context.framework
    assert framework is not None  # noqa: S101 - the caller asked
    if context.document is not None:
        said, fix = _too(length_of_document(context.document), framework.limits, "全文")
        if said:
            yield Hit(len(context.text), len(context.text), said, fix)
    for division in context.outline.divisions:
        part = framework.part(division.role)
        if part:
            yield from _compare(context, division.heading, division.whole, part.limits)
        for area in division.areas:
            spec = max(
                (part.areas if part else ()), key=lambda a: fuzz.ratio(a.name, area.name), default=None
            )
            if spec and fuzz.ratio(spec.name, area.name) >= 70:
                yield from _compare(context, area.heading, area.whole, spec.limits)


def _compare(context: Context, heading: Span, whole: Span, limits: Limits) -> Iterator[Hit]:
    said, fix = _too(_size(context, heading, whole), limits, "这一部分")
    if said:
        yield Hit(heading.start, heading.end, said, fix)


def _too(size: int, limits: Limits, what: str) -> tuple[str, str]:
    """What to say of a length and what to do; two empty strings where it is within the limits."""
    if limits.min_characters and size < limits.min_characters:
        return f"{what}{size}字，建议不少于{limits.min_characters}字。", "补充具体内容"
    if limits.max_characters and size > limits.max_characters:
        return f"{what}{size}字，建议不超过{limits.max_characters}字。", "精简"
    return "", ""


def _size(context: Context, heading: Span, whole: Span) -> int:
    """Characters as the wizard counts them: neither the heading nor, where the document is known, numbers and added stops."""
    if context.document is not None:
        places = {container.id: container for container in containers(context.document)}
        around = [
            node for node, start, end in context.spans if node in places and start <= heading.start < end
        ]
        if around:  # the innermost comes last
            return length_of(places[around[-1]])
    return characters(context.text[heading.end : whole.end].lstrip("。：:"))


CHECK = Check(
    id="lengths",
    title="篇幅和比重",
    severity="advice",
    why="篇幅太短说不清问题，问题部分占比不够会被退回；限度由通知和会议设定。",
    source="各单位关于篇幅和比重的要求；审核常见退回理由第17条",
    run=run,
    good=(Example("一、存在的问题\n学得少。"),),
    bad=(
        Example(
            "一、存在的问题\n学得少。\n二、整改措施\n" + "每周学习一次，写一篇笔记，由支部书记检查。" * 45,
            ("存在的问题",),
        ),
    ),
)
