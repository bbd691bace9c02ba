"""What colleagues of the branch have handed in too."""

from __future__ import annotations

from drafting.proofing.core.alike_places import ALONE, hits_of, stands_elsewhere
from drafting.proofing.core.base import Check

CHECK = Check(
    id="alike-colleague",
    rank=702,
    title="与本支部他人材料相近",
    severity="warning",
    why="同一个支部的人写的事可以相同，写法和想法不会相同。这里只告诉本人，不说同谁相近；提交以后，书记看到的是两份材料的对照。",
    source="审核常见退回理由第10条：与他人雷同、从网上拼凑或者套用外单位名称",
    run=hits_of(
        "colleague",
        "这一处与本支部他人的材料相近。",
        "写自己的事：哪一天、什么事、自己当时怎么做、怎么想；同一件事也写自己的那一份",
    ),
    good=(ALONE,),
    bad=(stands_elsewhere("colleague"),),
)
