"""One's own unit under two names of the same level: 我区 here, 全县 there; 街道 in a town's paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Names of one level; a unit has one of them.
_LEVELS: Final = (
    ("区", "县", "旗"),
    ("镇", "乡", "街道"),
    ("村", "社区", "居委会"),
    ("省", "自治区"),
)
_NAME: Final = "(?P<{}>街道|社区|自治区|居委会|区|县|旗|镇|乡|村|省)"
_OWN = re.compile(
    rf"(?P<we>我|本){_NAME.format('own')}(?![别分域间位划内属下]|里人|以下|以上|级|性)"
    rf"|(?P<all>全){_NAME.format('whole')}(?=的|[，。；、]|上下|上半年|今年|去年|各|机关|党|干部|群众|"
    r"范围|推进|召开|开展|工作|通报|经济|发展|统一|组织|评|有|在|是|实|重|委)"
)
#: Each of several units may be meant: 全县各乡镇, 区县, 市县.
_STREET = re.compile(
    r"(?:我|本|全)(?:街道|社区)|(?<![到去向同与和赴跟])街道(?:党工委|办事处|工委|办)(?!交流|学习|参观|考察|对接|联系|沟通)"
)
_TOWN = re.compile(
    r"(?:我|本|全)镇|(?<=[，。；、\n])镇(?:党委|政府)|作为[^，。；\n]{0,8}镇(?:党委|干部|机关|政府)"
)


def run(context: Context) -> Iterable[Hit]:
    """Places where the rarer of two names of one level claims to be the author's own unit; where
    both are as frequent, the later."""
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _OWN.finditer(context.text):
        found[match["own"] or match["whole"]].append(match)
    for level in _LEVELS:
        yield from _of_level(found, [name for name in level if name in found])
    if _TOWN.search(context.text) and "街道" not in found:
        for match in _STREET.finditer(context.text):
            message = f"“{match.group()}”不是镇里的机构，像是别处的材料。"
            yield Hit(match.start(), match.end(), message, "核对本单位的级别和名称")


def _of_level(found: Mapping[str, list[re.Match[str]]], used: list[str]) -> Iterator[Hit]:
    if len(used) < 2 or not any(match["we"] for name in used for match in found[name]):
        return
    right = max(used, key=lambda name: (_weight(found[name]), -found[name][0].start()))
    for match in (match for name in used if name != right for match in found[name]):
        message = f"别处写的是“我{right}”，这里写的是“{match.group()}”，像是别处的材料。"
        yield Hit(match.start(), match.end(), message, "核对本单位的级别和名称")


def _weight(matches: list[re.Match[str]]) -> float:
    return sum(1.5 if match["we"] else 1 for match in matches)


CHECK = Check(
    id="unit-level",
    rank=851,
    title="单位的级别前后不一致",
    severity="warning",
    why="前面说我区，后面说全县；镇里的材料写着街道，都是从别处抄来没有改。",
    source="审核常见退回理由第10条：套用外单位名称",
    run=run,
    good=(
        Example("我县推进项目，全县各镇都在赶。我镇的进度慢，全镇上下都急。"),
        Example("我在镇里工作，联系全镇的脱贫户；到街道办事处学习过两次。"),
        Example("我省、我市、我区都有部署，我没有学。我们村和邻近社区一起办过活动。"),
    ),
    bad=(
        Example("我县今年抓了三件事，全区上下都动了起来。", ("全区",)),
        Example("我镇的路修好了，街道党工委提过意见。", ("街道党工委",)),
        Example("我村种粮，我社区的群众有意见。", ("我社区",)),
        Example("我乡推广茶叶，全镇干部都去看。", ("全镇",)),
    ),
)
