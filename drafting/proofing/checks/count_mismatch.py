"""A count that is announced and not kept: 从六个方面……, and three follow."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from drafting.common.numerals import SIGNS, like, value_of
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan

_COUNT = (
    rf"([{SIGNS}两]{{1,2}}|[1-9][0-9]?)(?:个|大)?(?:方面|问题|不足|原因|根源|措施|差距|点|条|项)"
)
#: 从…、有以下…、存在…: only such words make a number an announcement of what follows.
_LEAD = re.compile(
    rf"(?:从|以下|如下|下列|这|主要有|存在|着重抓好|归纳为|表现为|概括为|做好|抓好)(?:以下|下列|这)?(?:的)?{_COUNT}"
)
#: At the end of what stands before the points: 我有四个方面的不足：.
_AT_END = re.compile(rf"{_COUNT}[^，。；\n]{{0,12}}[：:]\s*$")
#: “三个不”：不学、不问、不改.
_SAME = re.compile(
    rf"“([{SIGNS}两])个([\u4e00-\u9fff])”[：:，]?((?:\2[\u4e00-\u9fff]{{1,6}}[、，]){{1,9}}\2[\u4e00-\u9fff]{{1,6}})(?![\u4e00-\u9fff、])"
)
_COLON = re.compile(rf"{_COUNT}[^。\n]{{0,12}}[：:]\s*(?=一是)")
_OWN_LIST = re.compile(r"[^。\n]{0,12}[：:。]\s*一是")
_POINT = re.compile(rf"(?:^|[。；：:！？;\n])\s*([{SIGNS}]{{1,2}}是)(?!否|不是)")
_AREAS = re.compile(
    rf"(?:围绕|对照|从|按照|明确|这)[^。]{{0,60}}?{_COUNT.replace('|问题|不足|原因|根源|措施|差距|点|条|项', '')}"
)


def run(context: Context) -> Iterable[Hit]:
    """Compare announcements before areas and points, and those before a list inside the author's
    own text, with what follows."""
    for division in context.outline.divisions:
        real = len(division.areas) or len(division.points)
        for lead in division.leads:
            yield from _differing(_LEAD, lead, real)
            if division.role == "problems":
                yield from _differing(_AREAS, lead, len(division.areas))
        for area in division.areas:
            yield from _differing(_LEAD, area.lead, len(area.points))
            yield from _differing(_AT_END, area.lead, len(area.points))
    yield from _of_one_word(context.text)
    for text in context.outline.texts():
        for line in _lines(text):
            yield from _differing_list(line)
    problems = context.outline.of_role("problems")
    if problems and problems[0].areas:
        for line in context.outline.opening:
            yield from _differing(_AREAS, line, len(problems[0].areas))


def _of_one_word(text: str) -> Iterator[Hit]:
    """Sets named by a number and the character that each of them begins with."""
    for match in _SAME.finditer(text):
        said, real = value_of(match[1]), len(re.split("[、，]", match[3]))
        if said is not None and said != real:
            message = f"这里说“{match[1]}个{match[2]}”，后面列了{real}项。"
            yield Hit(match.start(), match.end(), message, "核对数目")


def _lines(text: TextSpan) -> Iterator[TextSpan]:
    at = text.start
    for line in text.text.split("\n"):
        yield TextSpan(at, at + len(line), line)
        at += len(line) + 1


def _differing(pattern: re.Pattern[str], span: TextSpan, real: int) -> Iterator[Hit]:
    for match in pattern.finditer(span.text):
        # what stands before a list in the same text speaks of that
        if not _OWN_LIST.match(span.text, match.end()):
            yield from _hits(span, match, real)


def _differing_list(line: TextSpan) -> Iterator[Hit]:
    """Announcements before a list in the same line, with the points that follow there."""
    announced = list(_COLON.finditer(line.text))
    starts = [match.start(1) for match in _POINT.finditer(line.text)] if announced else []
    for match in announced:
        yield from _hits(line, match, len(starts) - bisect_left(starts, match.end()))


def _hits(span: TextSpan, match: re.Match[str], real: int) -> Iterator[Hit]:
    said = value_of(match[1])
    if said is None or real < 2 or said == real:
        return
    start = span.start + match.start(1)
    wanted = "两" if real == 2 and not match[1].isdecimal() else like(match[1], real)
    text = span.text[match.start(1) : match.end()]
    yield Hit(
        start,
        span.start + match.end(),
        f"这里说“{text}”，下文只列出{real}项。"
        if said > real
        else f"这里说“{text}”，下文列出了{real}项。",
        text.replace(match[1], wanted, 1),
    )


CHECK = Check(
    id="count-mismatch",
    rank=220,
    title="说的数目与列的条数不一致",
    severity="warning",
    why="先说“从六个方面”，下面只写三条，多半是从别处拿来没有改完。",
    source="真实材料审校所见",
    run=run,
    good=(
        Example(
            "二、原因剖析\n针对上述问题，从两个方面剖析原因。\n一是信念不牢。平时学得少。\n二是宗旨不牢。平时下得少。"
        ),
        Example("一、问题\n存在三个问题：一是学得少。二是想得浅。三是用得差。"),
    ),
    bad=(
        Example(
            "二、原因剖析\n针对上述问题，从六个方面剖析原因。\n一是信念不牢。平时学得少。\n二是宗旨不牢。平时下得少。",
            ("六个方面",),
        ),
        Example("一、问题\n主要表现为三个不足：一是学得少。二是想得浅。", ("三个不足",)),
        Example("我归为“三个不”：不学、不问、不改、不想。", ("“三个不”：不学、不问、不改、不想",)),
    ),
)
