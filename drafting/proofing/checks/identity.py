"""Posts that contradict each other: 支部组织委员 here, 局的主要负责人 there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Each kind of post with the words that claim it for oneself; none goes beyond 、, since 支部书记、组织委员
#: in one breath is one person with two posts.
_CLAIMS: Final = {
    "head": r"作为[^，。；、]{0,12}(?:主要负责人|主要负责同志|一把手|第一责任人|党组书记|党委书记|"
    r"局长|镇长|校长|院长|董事长|总经理)(?!助理)",
    "committee": r"作为[^，。；、]{0,8}(?:组织委员|宣传委员|纪检委员|支部委员|支委)",
    "assistant": r"(?:在|我|，)?协助(?:党委|党组|支部)?(?:书记|主要负责人|主要领导|局长|校长|院长|镇长)"
    r"(?:抓|做|落实|推进|分管|开展)[^，。；]{0,20}",
    "secretary": r"作为[^，。；、副]{0,10}(?:支部书记|总支书记)",
    "plain": r"作为一?名?[^，。；、]{0,6}(?:普通党员|普通干部|普通职工|一般干部|办事员)",
    "student": r"作为一?名?[^，。；、]{0,6}(?:学生党员|在校学生|研究生党员)",
    "retired": r"作为一?名?[^，。；、]{0,6}(?:退休党员|离退休党员|老党员、退休)",
}
_AGAINST: Final = (
    ("head", "committee"), ("head", "assistant"), ("head", "plain"), ("secretary", "plain"),
    ("committee", "secretary"),
    ("secretary", "student"), ("head", "student"), ("head", "retired"), ("student", "retired"),
    ("committee", "plain"),
)  # fmt: skip
_PATTERNS: Final = {kind: re.compile(pattern) for kind, pattern in _CLAIMS.items()}
#: Said of somebody else, or of what is asked: no claim.
_HYPOTHETIC = re.compile(r"身边|别人|其他|同事|他|要求$|希望$")
_NOT_YET = re.compile(
    r"(?:作为|身为|我是|我作为)(?:支部的?|单位的?)?一?[名个位]?(?:学生)?"
    r"(?:入党积极分子|拟?发展对象"
    r"|入党申请人|积极分子|共青团员|团员|民主党派成员|无党派人士|非党员|普通群众)"
    r"(?!时|期间|的?培养|的?联系|的?介绍|代表|阶段|的时候|那时|工作|以来)"
)
_PROBATION = re.compile(
    r"(?:作为|身为|我是|我作为)(?:支部的?)?一?[名个位]?预备党员(?!时|期间|的?培养|的?时候|那时)"
)
#: Whoever has these is a full member.
_FULL = re.compile(
    r"按期转正|转正(?:以后|后|以来|至今|已)|转为正式党员|作为一?名?(?:正式党员|老党员|支部书记"
    r"|党小组长|支部委员|组织委员|宣传委员|纪检委员)|入党(?:以来)?(?:已)?(?:[2-9]|[1-6]\d|两|三"
    r"|[四五六七八九十]+)(?:多|余)?年|党龄"
)
_MEMBERS_PAPER = re.compile(r"组织生活会|民主生活会|党员|民主评议")


def run(context: Context) -> Iterable[Hit]:
    """All claims of posts of which two cannot be one person's, and claims of not being a member
    yet in a member's paper."""
    yield from _pretended(context)
    claims = [
        (match.start(), match.end(), kind)
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(context.text)
        if not _HYPOTHETIC.search(context.text[max(0, match.start() - 4) : match.start()])
    ]
    kinds = {kind for _, _, kind in claims}
    wrong = {kind for pair in _AGAINST if set(pair) <= kinds for kind in pair}
    for start, end, kind in sorted(claims):
        if kind in wrong:
            yield Hit(start, end, "文中几处写的职务互相矛盾。", "统一为本人的真实职务")


def _pretended(context: Context) -> Iterable[Hit]:
    head = context.text[:200]
    full = bool(_FULL.search(context.text))
    member = full or bool(_MEMBERS_PAPER.search(head))
    for pattern, wrong in ((_NOT_YET, member), (_PROBATION, full)):
        for match in pattern.finditer(context.text) if wrong else ():
            message = "身份写错了：对照检查的人已经是党员，或者已经转正。"
            yield Hit(match.start(), match.end(), message, "写本人现在的真实身份")


CHECK = Check(
    id="identity",
    rank=810,
    title="身份前后矛盾",
    severity="warning",
    why="一处是组织委员，一处是主要负责人，说明几份材料拼在了一起。",
    source="审核常见退回理由第16条：与本人身份、岗位不符",
    run=run,
    good=(
        Example(
            "2024年度组织生活会材料\n作为入党积极分子的培养联系人，我谈话少；我是群众选出来的。"
        ),
        Example("作为支部组织委员，我发展党员把关不严；作为组织委员，我没有协助书记开好党课。"),
    ),
    bad=(
        Example(
            "2024年度组织生活会对照检查材料\n作为一名入党积极分子，我学得少。",
            ("作为一名入党积极分子",),
        ),
        Example("作为一名预备党员，我想得浅。转正以后，劲头小了。", ("作为一名预备党员",)),
        Example(
            "作为支部宣传委员，我学得少。作为分公司主要负责人，我管得松。",
            ("作为支部宣传委员", "作为分公司主要负责人"),
        ),
    ),
)
