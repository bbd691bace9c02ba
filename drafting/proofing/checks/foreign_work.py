"""Words of another line of work: 车间 in a school, 学生 in a court."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Words that belong to one kind of unit, by accounts.codes.UnitType.
_WORDS: Final = {
    "school": r"备课|教研组|班主任|晚自习|学生家长",
    "hospital": r"医患|查房|处方|门诊量|住院病人|护士站",
    "enterprise": r"车间|班组长|生产线|董事会|利润指标",
    "village": r"农家书屋|低保户|田间地头|村民小组|宅基地",
    "window": r"办件量|一次性告知|窗口办事|叫号",
}
#: Which other kinds use a kind's words too.
_SHARED: Final = {
    "government": tuple(_WORDS),
    "community": ("village", "window"),
    "village": ("window",),
    "new_org": ("enterprise", "window"),
}
_LEAST = 2


def run(context: Context) -> Iterable[Hit]:
    """Two or more different words of a kind of unit that the author does not belong to."""
    if not context.unit_type:
        return
    near = {context.unit_type, *_SHARED.get(context.unit_type, ())}
    for kind, words in _WORDS.items():
        found = list(re.finditer(words, context.text))
        if kind not in near and len({match.group() for match in found}) >= _LEAST:
            for match in found:
                yield Hit(
                    match.start(),
                    match.end(),
                    f"“{match.group()}”不像本单位的用语。",
                    "核对是不是从别处抄来的",
                )


CHECK = Check(
    id="foreign-work",
    title="别的行业的用语",
    severity="advice",
    why="学校的材料里出现车间、班组长，多半套用了别的单位的范文。",
    source="审核常见退回理由第10条：套用外单位名称",
    run=run,
    good=(Example("备课不细，对学生家长听得少。", (), {"unit_type": "school"}),),
    bad=(Example("深入车间少，同班组长谈得少。", ("车间", "班组长"), {"unit_type": "school"}),),
)
