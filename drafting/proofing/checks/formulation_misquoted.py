"""Official formulations quoted with one character wrong, missing or too many."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Severity
from drafting.proofing.core.formulations import Formulation
from drafting.proofing.core.near_wordings import Near
from drafting.proofing.core.other_words import difference, other_words
from drafting.proofing.core.sounds import alike
from drafting.proofing.core.stretches import Stretches

#: Wordings from this length on are advised even where other words are used: 自我批判 for 自我批评.
_ADVISED = 6
_QUOTED = re.compile("“([\u4e00-\u9fff]{4,8})”")


def run(context: Context) -> Iterable[Hit]:
    """What comes within one character of a row of the table without being it, and what the table
    knows as a misquotation."""
    table = context.formulations
    areas = [area for division in context.outline.divisions for area in division.areas]
    headings = Stretches((area.heading.start, area.heading.end) for area in areas)
    for near, row in (*table.near(context.text, context.standing), *_blocks(context)):
        # the heading of an area is worded by the notice, whatever the table says
        if headings.at(near.start) or _cut(context, near):
            continue
        own = _own_words(context, near)
        if own and len(near.wanted) < _ADVISED:
            continue
        message = f"规范表述是“{row.text}”。（{row.source}）"
        severity: Severity | None = "advice" if own else None
        replacement = None if own else row.text
        yield Hit(near.start, near.end, message, row.text, replacement, severity, row.basis)
    yield from _misused(context)
    yield from _counted(context)


def _misused(context: Context) -> Iterator[Hit]:
    """What the table knows as a misquotation."""
    for row in context.formulations.of("misused"):
        context.tick()
        for start, end in row.places(context.text):
            message = f"“{context.text[start:end]}”应核对提法。（{row.source}）"
            yield Hit(start, end, message, row.use, None, row.severity, row.basis)


def _counted(context: Context) -> Iterator[Hit]:
    """A set named by its number (三严三实) with a character that sounds or looks alike, in quotation
    marks."""
    names = {row.text: row for row in context.formulations.of("count")}
    for match in _QUOTED.finditer(context.text):
        got = match[1]
        meant = [row for text, row in names.items() if _one_alike(got, text)]
        if got not in names and len(meant) == 1:
            row = meant[0]
            message = f"规范表述是“{row.text}”。（{row.source}）"
            yield Hit(*match.span(1), message, row.text, row.text, None, row.basis)


def _one_alike(got: str, wanted: str) -> bool:
    """Whether all but one of the characters are the same, and that one, behind the number, sounds
    or looks alike."""
    if len(got) != len(wanted) or got[0] != wanted[0]:
        return False
    others = [(a, b) for a, b in zip(got, wanted, strict=True) if a != b]
    return len(others) == 1 and alike(*others[0])


def _blocks(context: Context) -> list[tuple[Near, Formulation]]:
    return context.formulations.near_blocks(context.text, context.standing)


def _cut(context: Context, near: Near) -> bool:
    """Whether it begins within a word: 助推高质量发展 has no 推动高质量发展 in it."""
    return context.cuts_word(near.start) and context.text[near.start] == near.wanted[0]


def _own_words(context: Context, near: Near) -> bool:
    place = near.start + difference(context.text[near.start : near.end], near.wanted)
    at = bisect_right(context.tokens, place, key=lambda token: token.start) - 1
    return other_words(near, context.text, context.tokens, at if at >= 0 else None)


CHECK = Check(
    id="formulation-misquoted",
    rank=420,
    title="规范表述引用有误",
    severity="warning",
    why="中央文件的固定提法一字不能错；多一字、少一字都是退回的理由。",
    source="fixtures/proofing/formulations.json，每行注明出处",
    run=run,
    good=(
        Example(
            "坚持以人民为中心的发展思想，发扬踏石留印、抓铁有痕的劲头，落实中央八项规定及其实施细则精神。"
        ),
        Example("学习习近平总书记关于党的建设的重要思想，把握“十三个方面成就”和“六个必须坚持”。"),
    ),
    bad=(
        Example("坚持以人民为中心发展思想。", ("以人民为中心发展思想",)),
        Example(
            "缺少踏石有印的劲头，学习“十三方面成就”“六个坚持”。",
            ("踏石有印", "十三方面成就", "“六个坚持”"),
        ),
        Example("践行“三严三时”，拓展“四个带路”。", ("三严三时",)),
        Example(
            "在中国共产党第二十届全国代表大会上，没有读全会公告。",
            ("中国共产党第二十届全国代表大会",),
        ),
        Example("学习党的二十届山中全会精神。", ("二十届山中全会",)),
    ),
)
