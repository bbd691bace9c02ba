"""Sums that do not add up: 共12条，其中工作方面8条、作风方面6条."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_UNITS: Final = (
    "条|件|次|人次|人|名|个|项|户|场|篇|份|处|起|天|小时|学时|元|万元|亩|本|封|期|节|位|批|例|台|家"
)
_COUNT: Final = rf"(\d+(?:\.\d+)?)(余|多)?({_UNITS})"
#: A whole and the parts that follow it up to the end of the sentence.
_WHOLE = re.compile(
    rf"(?:共计?|总计|合计|累计|一共|总共|全年|先后|收到|征求|征集|查摆|梳理|有|开展|发现|排查|查出|整改|走访|接待|受理|办理)"
    rf"(?:[^，。；：\d\n]{{0,14}}){_COUNT}[^，。；：\d\n]{{0,10}}"
    r"(?:[，,](?:经?梳理|经?归纳|分为|分成|涉及|归为)[^。；\n]{0,12})?"
    r"[，,：:（(](?P<how>其中|分别是|分别为|包括|包含|即|具体为)?[：:，,]?(?P<parts>[^。；\n]{2,80})"
)
_PART = re.compile(rf"(?<![\d.第]){_COUNT}")
#: Parts first, their sum after.
_SUM = re.compile(
    rf"(?P<parts>(?:[^，。；、\d\n]{{1,14}}\d+(?:\.\d+)?(?:{_UNITS})[、，]){{2,8}})"
    rf"(?:共计?|总计|合计|一共|总共){_COUNT}"
)
_DUE = re.compile(
    rf"(?:应|应该|要求|计划|需要?)(?:参加|到|完成|学习|出席|交|开展)[^，。；\d\n]{{0,8}}{_COUNT}"
    rf"[^。；\n]{{0,16}}?(?:缺席|缺勤|请假|缺了|缺|未参加|没有参加|没参加|未到|未完成|没有完成|漏了)"
    rf"[^，。；\d\n]{{0,4}}{_COUNT}"
)
_DID = re.compile(
    rf"(?:应|应该|要求|计划|需)(?:参加|到|完成|学习|出席|交|开展)?[^，。；\d\n]{{0,8}}{_COUNT}[，,]?"
    rf"(?:我|本人)?(?:实际?|只|仅)(?:参加|到|完成|学习|出席|交|开展)?了?[^，。；\d\n]{{0,4}}{_COUNT}[，,、]"
    rf"[^，。；\d\n]{{0,4}}(?:缺席|缺勤|请假|缺了?|未参加|没参加|没有参加|旷课|补学)了?[^，。；\d\n]{{0,4}}{_COUNT}"
)
_HALF: Final = r"[^，。；\d\n]{0,4}[男女][^，。；\d\n]{0,4}"
_SEXES = re.compile(rf"(\d+)(人|名)[，,（(](?:其中)?{_HALF}(\d+)\2[、，]{_HALF}(\d+)\2")
_MORE = re.compile(
    r"(?:从|由)(?:[^，。；\d\n]{0,8})(\d+(?:\.\d+)?)(%|[\u4e00-\u9fff]{1,2})?[^，。；\d\n]{0,4}?"
    r"(提高|提升|增加|上升|增长|上涨|下降|降低|减少|降)(?:到|至|为)了?(\d+(?:\.\d+)?)(?:\2)"
)
_ELSE = re.compile(
    r"其中|分别|[，,](?:现|目前|均|都)?(?:已|整改|改正|完成|办结|解决|还|尚|剩|未|没)"
)
_AMONG = re.compile(
    r"(?<![\d.])(\d+)(名|人|户|家|位)[^，。；、\d\n]{0,8}(?:中|里面?)[，,]?[^，。；、\d\n]{0,6}?(?<![\d.])(\d+)\2"
)
_DOWN: Final = ("下降", "降低", "减少", "降")


def run(context: Context) -> Iterable[Hit]:
    """Parts that are more than their whole, or not as much where all are named; more absences than
    days due; a rise to less."""
    for pattern, judge in (
        (_WHOLE, _parted), (_SUM, _summed), (_DUE, _due), (_DID, _done), (_MORE, _moved),
        (_SEXES, _halved), (_AMONG, _among),
    ):  # fmt: skip
        context.tick()
        for match in pattern.finditer(context.text):
            if hit := judge(match):
                yield hit


def _parted(match: re.Match[str]) -> Hit | None:
    # 请假4次，其中2次没有补课: the second whole has parts of its own
    # and what became of them (已改10条) is no part either
    inner = _ELSE.split(match["parts"], maxsplit=1)[0]
    same = [part for part in _PART.finditer(inner) if part[3] == match[3]]
    vague = match[2] or any(part[2] for part in _PART.finditer(match["parts"]))
    if not same or vague:
        return None
    total, whole = _total(same), float(match[1])
    if _named_all(match["how"], len(same)):
        wrong = total != whole
    else:
        wrong = total > whole and match["how"] is not None and _side_by_side(inner, len(same))
    return _hit(match, total, match[1], match[3]) if wrong else None


def _named_all(how: str | None, number: int) -> bool:
    """Whether all parts are named, so that their sum has to be the whole."""
    return how in ("分别是", "分别为", "即", "具体为") and number > 1


def _summed(match: re.Match[str]) -> Hit | None:
    parts = [part for part in _PART.finditer(match["parts"]) if part[3] == match[4]]
    wrong = len(parts) > 1 and not match[3] and _total(parts) != float(match[2])
    return _hit(match, _total(parts), match[2], match[4]) if wrong else None


def _due(match: re.Match[str]) -> Hit | None:
    if match[3] != match[6] or float(match[4]) <= float(match[1]):
        return None
    return Hit(match.start(), match.end(), "缺的比应参加的还多，数目对不上。", "核对数目")


def _done(match: re.Match[str]) -> Hit | None:
    due, did, missed = (float(match[n]) for n in (1, 4, 7))
    wrong = match[3] == match[6] == match[9] and did + missed > due
    return _hit(match, did + missed, match[1], match[3]) if wrong else None


def _moved(match: re.Match[str]) -> Hit | None:
    before, after = float(match[1]), float(match[4])
    if after == before or (after > before) != (match[3] in _DOWN):
        return None
    message = f"从{match[1]}到{match[4]}，不是“{match[3]}”。"
    return Hit(match.start(), match.end(), message, "核对数目")


def _among(match: re.Match[str]) -> Hit | None:
    if int(match[3]) <= int(match[1]):
        return None
    message = f"{match[1]}{match[2]}之中不会有{match[3]}{match[2]}。"
    return Hit(match.start(), match.end(), message, "核对数目")


def _halved(match: re.Match[str]) -> Hit | None:
    total = int(match[3]) + int(match[4])
    return _hit(match, total, match[1], match[2]) if total != int(match[1]) else None


def _total(parts: Iterable[re.Match[str]]) -> float:
    return round(sum(float(part[1]) for part in parts), 4)


def _side_by_side(parts: str, number: int) -> bool:
    """Whether counts stand side by side: 8条、6条 or 8条，作风方面6条; in 党员20人，女性9人 the same
    people may be counted twice. One count is no sum."""
    return number == 1 or not re.search(r"女|男|年轻|平均|以上|以下|占|次数|最|每|至|到", parts)


def _hit(match: re.Match[str], total: float, whole: str, unit: str) -> Hit:
    message = f"分项加起来是{total:g}{unit}，同{whole}{unit}对不上。"
    return Hit(match.start(), match.end(), message, "核对数目")


CHECK = Check(
    id="sum-mismatch",
    rank=853,
    title="数目加起来对不上",
    severity="warning",
    why="分项之和同总数不符，说明数字没有核对，或者是编的。",
    source="真实材料审校所见",
    run=run,
    good=(
        Example("共收到意见12条，其中学习方面7条、作风方面5条。"),
        Example("支部共有党员23名，其中女党员9名，35岁以下的15名。"),
        Example("全年应参加学习12次，请假4次，其中2次没有补课。"),
        Example("共走访50余户，其中困难户30户、老党员家庭25户。"),
        Example("查出隐患9处，其中用电5处、用气4处，已改8处，还有1处在改。"),
        Example("办结率从80%提高到95%，投诉由12件下降到5件。"),
        Example("上半年参加3次，下半年参加5次，共8次。"),
    ),
    bad=(
        Example(
            "共查摆问题10个，其中学习方面6个、作风方面5个。",
            ("共查摆问题10个，其中学习方面6个、作风方面5个",),
        ),
        Example(
            "征求意见9条，分别为学习4条、工作3条、纪律1条。",
            ("征求意见9条，分别为学习4条、工作3条、纪律1条",),
        ),
        Example(
            "上半年缺课3次，下半年缺课5次，共10次。", ("上半年缺课3次，下半年缺课5次，共10次",)
        ),
        Example("全年应参加12次学习，我请假13次。", ("应参加12次学习，我请假13次",)),
        Example(
            "全年应参加党课10次，实际参加8次，请假4次。",
            ("应参加党课10次，实际参加8次，请假4次",),
        ),
        Example("11名党员中，有13名交了心得。", ("11名党员中，有13名",)),
        Example("满意率从92%提高到85%。", ("从92%提高到85%",)),
        Example("共走访群众20户，其中困难户25户。", ("共走访群众20户，其中困难户25户",)),
    ),
)
