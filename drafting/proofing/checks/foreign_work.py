"""Words of another line of work: 车间 in a school, 学生 in a court."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Words that belong to one kind of unit, by accounts.codes.UNIT_KINDS.
_WORDS: Final = {
    "school": r"备课|教研组?|班主任|晚自习|学生家长|课堂|教案|教学|教材|家访|学生|授课|作业批改",
    "hospital": r"医患|查房|处方|门诊量?|住院病人|护士站|患者|病历|病房|诊疗|手术|临床|科室医生",
    "enterprise": r"车间|班组长?|生产线|董事会|利润指标|产值|流水线|产品质量|安全生产线|营业额|市场份额",
    "village": r"农家书屋|低保户|田间地头|村民小组?|宅基地|村集体|农户|春耕|秸秆",
    "window": r"办件量?|一次性告知|窗口办事|叫号|办事群众|审批事项|网格员",
}
#: Which other kinds use a kind's words too.
_SHARED: Final = {
    "government": tuple(_WORDS),
    "community": ("village", "window"),
    "village": ("window",),
    "new_org": ("enterprise", "window"),
    "police": ("window", "village"),
    "finance": ("enterprise", "window"),
    "research": ("school", "enterprise"),
}
#: What tells an author's line of work where nothing else does.
_CLAIMS: Final = {
    "school": r"作为一?[名个位]?[^，。；、\n]{0,8}(?:教师|老师|班主任|辅导员|教授|讲师)|我校|我班的学生",
    "hospital": r"作为一?[名个位]?[^，。；、\n]{0,8}(?:医生|医师|护士|护士长|医务工作者|药师|主治医师)|我科(?=收|的患|患)",
    "enterprise": r"作为一?[名个位]?[^，。；、\n]{0,8}(?:车间主任|班组长|工人|企业职工|技术员|营销员)|我公司|我厂",
    "village": r"作为一?[名个位]?[^，。；、\n]{0,8}(?:村干部|村支书|村党支部书记|村委会主任|驻村第一书记|农民党员)|我村",
    "window": r"作为一?[名个位]?[^，。；、\n]{0,8}(?:窗口工作人员|窗口人员|社区工作者|网格员)",
}
#: Different words that tell a unit's, and that give a borrowed text away.
_KNOWN, _LEAST = 3, 2


def run(context: Context) -> Iterable[Hit]:
    """Words of a kind of unit that the author does not belong to: two different ones where the
    account tells the unit; where only the text does, one that stands against it."""
    found = {kind: list(re.finditer(words, context.text)) for kind, words in _WORDS.items()}
    # of a kind that an installation has added nothing is known here
    told = context.unit_type in _WORDS or context.unit_type in _SHARED
    own = {context.unit_type} if told else _told(context.text, found)
    if not own:
        return
    near = own.union(*(_SHARED.get(kind, ()) for kind in own))
    for kind, matches in found.items():
        words = {match.group() for match in matches}
        if kind not in near and (len(words) >= _LEAST or (words and not told)):
            for match in matches:
                message = f"“{match.group()}”不像本单位的用语。"
                yield Hit(match.start(), match.end(), message, "核对是不是从别处抄来的")


def _told(text: str, found: Mapping[str, Sequence[re.Match[str]]]) -> set[str]:
    """The one kind of unit that the text claims or, without a claim, has three words of."""
    claimed = {kind for kind, claim in _CLAIMS.items() if re.search(claim, text)}
    if claimed:
        return claimed if len(claimed) == 1 else set()
    many = {kind for kind, ms in found.items() if len({match.group() for match in ms}) >= _KNOWN}
    return many if len(many) == 1 else set()


CHECK = Check(
    id="foreign-work",
    rank=850,
    title="别的行业的用语",
    severity="advice",
    why="学校的材料里出现车间、班组长，多半套用了别的单位的范文。",
    source="审核常见退回理由第10条：套用外单位名称",
    run=run,
    good=(
        Example("备课不细，对学生家长听得少。", (), {"unit_type": "school"}),
        Example("备课不细，对学生家长听得少。", (), {"unit_type": "shaonian"}),
        Example("作为一名教师，我备课不细，对学生听得少。"),
        Example("我帮学生补过课，也去车间看过，没有向患者学习。"),
    ),
    bad=(
        Example("深入车间少，同班组长谈得少。", ("车间", "班组长"), {"unit_type": "school"}),
        Example("作为一名护士，我对病房巡视不够，教案也写得不细。", ("教案",)),
        Example("查房不细，病历写得慢，对患者少解释，教育引导学生不够。", ("学生",)),
    ),
)
