"""Duties that a plain member does not have: 管党治党, 一岗双责."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_DUTIES = re.compile(
    r"管党治党|一岗双责|全面从严治党(?:主体|第一)?责任|第一责任人(?:职责|责任)?|党风廉政建设主体责任|抓班子|带队伍|分管(?:领域|部门|干部)|选人用人|班子建设"
)
_PLAIN = re.compile(
    r"作为一?名?(?:普通|基层|一线|学生|退休)[^，。；]{0,4}(?:党员|教师|职工|干部|群众)"
)
#: A member may well speak of those who have them.
_OTHERS = re.compile(r"(?:书记|班子|领导|组织|党委|支部|上级|通报|案例|学习|文件)[^，。；]{0,10}$")
_MEMBERS = ("member", "probationary", "retired", "mobile", "student")


def run(context: Context) -> Iterable[Hit]:
    """For members without office, as the role says or the text itself."""
    if context.role not in _MEMBERS and not (not context.role and _PLAIN.search(context.text)):
        return
    for division in context.outline.divisions:
        if division.role not in ("problems", "causes", "measures"):
            continue
        for match in _DUTIES.finditer(division.whole.text):
            before = division.whole.text[max(0, match.start() - 14) : match.start()]
            if not _OTHERS.search(before):
                at = division.whole.start
                yield Hit(
                    at + match.start(),
                    at + match.end(),
                    f"“{match.group()}”是领导干部的职责，与本人身份不符。",
                    "写自己岗位上的责任",
                )


CHECK = Check(
    id="role-terms",
    rank=820,
    title="用语与身份不符",
    severity="warning",
    why="普通党员没有管党治党、一岗双责的职责，这样写说明套用了领导干部的材料。",
    source="审核要求：普通党员不写领导干部的职责",
    run=run,
    good=(
        Example("一、存在的问题\n落实“一岗双责”不够。", (), {"role": "leader"}),
        Example("一、存在的问题\n支部书记讲管党治党时，我没有认真听。", (), {"role": "member"}),
    ),
    bad=(
        Example(
            "一、存在的问题\n落实一岗双责不够，管党治党不严。",
            ("一岗双责", "管党治党"),
            {"role": "member"},
        ),
    ),
)
