"""Posts that contradict each other: 支部组织委员 here, 局的主要负责人 there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Each kind of post with the words that claim it for oneself; none goes beyond 、, since 支部书记、组织委员 in one
#: breath is one person with two posts.
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
    ("head", "committee"), ("head", "assistant"), ("head", "plain"), ("secretary", "plain"), ("committee", "secretary"),
    ("secretary", "student"), ("head", "student"), ("head", "retired"), ("student", "retired"), ("committee", "plain"),
)  # fmt: skip
_PATTERNS: Final = {kind: re.compile(pattern) for kind, pattern in _CLAIMS.items()}
#: Said of somebody else, or of what is asked: no claim.
_HYPOTHETIC = re.compile(r"身边|别人|其他|同事|他|要求$|希望$")


def run(context: Context) -> Iterable[Hit]:
    """All claims of posts of which two cannot be one person's."""
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


CHECK = Check(
    id="identity",
    title="身份前后矛盾",
    severity="warning",
    why="一处是组织委员，一处是主要负责人，说明几份材料拼在了一起。",
    source="审核常见退回理由第16条：与本人身份、岗位不符",
    run=run,
    good=(Example("作为支部组织委员，我发展党员把关不严；作为组织委员，我没有协助书记开好党课。"),),
    bad=(
        Example(
            "作为支部宣传委员，我学得少。作为分公司主要负责人，我管得松。",
            ("作为支部宣传委员", "作为分公司主要负责人"),
        ),
    ),
)
