"""Causes that say the problems again, and measures that say them the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan, clauses_of

#: Words in which any cause and any measure is put.
_STOCK: Final = re.compile(
    "进一步|切实|不断|持续|着力|努力|坚决|认真|解决|改正|克服|加强|提高|增强|提升|强化|改进|的?问题"
    "|存在|上述|主要|表现|在于|方面|因为|由于|所以|以致|出现|导致|自己|我"
)
_HAN: Final = re.compile("[\u4e00-\u9fff]")
#: Characters in a row that are the same words.
_RUN: Final = 3
#: Characters from which on a share says something, and from which share on nothing else is said.
_LEAST: Final = 14
_MOST: Final = {"causes": 0.5, "measures": 0.6}
_SAID: Final = {
    "causes": (
        "这条原因说的还是问题的表现，没有说到为什么。",
        "往下问一句：当时心里怎么想，怕什么、图什么，为什么会有第二次",
    ),
    "measures": (
        "这条措施只是把问题又说了一遍，没有说怎么改。",
        "写明做哪一件事、到什么时候、请谁来看",
    ),
}


def run(context: Context) -> Iterable[Hit]:
    """Each cause and measure (area, else point) of whose words most are those of the problems."""
    told = frozenset(
        run
        for division in context.outline.of_role("problems")
        for clause in clauses_of(division.whole)
        for run in _runs(_bare(clause.text))
    )
    for role, most in _MOST.items():
        message, suggestion = _SAID[role]
        for claim, texts in _answers(context, role):
            if told and _share([text.text for text in texts], told) >= most:
                yield Hit(claim.start, claim.end, message, suggestion)


def _answers(context: Context, role: str) -> Iterator[tuple[TextSpan, tuple[TextSpan, ...]]]:
    """Each cause or measure: where it is named, and all that it says."""
    for division in context.outline.of_role(role):
        for area in division.areas:
            yield area.heading, (area.heading, area.lead, *(point.said for point in area.points))
        for point in () if division.areas else division.points:
            yield point.claim, (point.said,)


def _share(texts: Iterable[str], told: frozenset[str]) -> float:
    """The share of the characters that stand in runs which the problems have, stock words left out;
    0 where there are too few to tell."""
    whole = same = 0
    for text in texts:
        for piece in map(_bare, _STOCK.split(text)):
            found = bytearray(len(piece))
            for at, run in enumerate(_runs(piece)):
                if run in told:
                    found[at : at + _RUN] = b"\1" * _RUN
            whole += len(piece)
            same += sum(found)
    return same / whole if whole >= _LEAST else 0.0


def _bare(text: str) -> str:
    return "".join(_HAN.findall(text))


def _runs(said: str) -> list[str]:
    return [said[at : at + _RUN] for at in range(len(said) - _RUN + 1)]


_PROBLEMS: Final = (
    "一、存在的问题\n（一）在理论学习方面。一是学习抓得不紧，读原著少，笔记靠补。\n"
    "（二）在工作作风方面。一是服务群众不够主动，坐等群众上门。\n"
)
CHECK = Check(
    id="answer-echo",
    rank=765,
    title="原因、措施重复问题",
    severity="warning",
    why="把“学习抓得不紧”当原因，又把“进一步抓紧学习”当措施，等于没有找原因、没有想办法。",
    source="审核常见退回理由第7、8条：原因与问题不对应、把表现当根源；措施空",
    run=run,
    good=(
        Example(
            f"{_PROBLEMS}二、原因剖析\n一是图轻松，觉得读不读一个样，没有想过书里的话要用在哪里。\n"
            "三、整改措施\n一是每月读一本原著，月底把笔记交书记看。"
        ),
    ),
    bad=(
        Example(
            f"{_PROBLEMS}二、原因剖析\n一是学习抓得不紧。平时读原著少，笔记靠补，学习没有抓紧。\n"
            "三、整改措施\n一是进一步加强服务群众的主动性，切实解决服务群众不够主动、坐等群众上门的问题。",
            (
                "学习抓得不紧",
                "进一步加强服务群众的主动性，切实解决服务群众不够主动、坐等群众上门的问题",
            ),
        ),
    ),
)
