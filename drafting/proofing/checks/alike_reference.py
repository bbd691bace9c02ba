"""What a text says that goes round, as the unit has loaded it."""

from __future__ import annotations

from drafting.proofing.core.alike_places import ALONE, hits_of, stands_elsewhere
from drafting.proofing.core.base import Check

CHECK = Check(
    id="alike-reference",
    rank=704,
    title="与参考文本相近",
    severity="warning",
    why="参考文本是本单位载入、用来比对的文字，多半是网上流传的范文。照着改写的，会上一念就听得出来。",
    source="审核常见退回理由第10条：与他人雷同、从网上拼凑或者套用外单位名称",
    run=hits_of(
        "reference",
        "这一处与本单位载入的参考文本相近。",
        "把借来的话去掉，从自己的事写起",
    ),
    good=(ALONE,),
    bad=(stands_elsewhere("reference"),),
)
