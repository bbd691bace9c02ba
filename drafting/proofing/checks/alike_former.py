"""What the author's own paper of an earlier year says."""

from __future__ import annotations

from drafting.proofing.core.alike_places import ALONE, hits_of, stands_elsewhere
from drafting.proofing.core.base import Check

CHECK = Check(
    id="alike-former",
    rank=703,
    title="与往年材料相同",
    severity="warning",
    why="问题可以没有改完，情况总有变化。照搬往年的话，等于说这一年什么也没有发生。",
    source="审核常见退回理由第9条：与上年度材料雷同",
    run=hits_of(
        "former",
        "这一处与您往年的材料相同或者相近。",
        "写今年的新情况、新例子；还没有改好的，写改到了哪一步、为什么没有改好",
    ),
    good=(ALONE,),
    bad=(stands_elsewhere("former"),),
)
