"""地 or 得 for 的 before a noun, and 得 for 地 before a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.grammar import ADVERBIAL

_NOUNS = "作风|问题|情况|精神|思想|意识|能力|态度|现象|行为|观念|习惯|办法|措施|效果|成绩|成效|水平|风气|形象|关系|传统|原因"
_ATTRIBUTE = re.compile(
    rf"([\u4e00-\u9fff]{{2}})[地得]((?:{_NOUNS})(?![\u4e00-\u9fff]{{0,1}}(?:化|性)))(?=[，。；、的和与]|$)"
)
_MANNER = re.compile(
    rf"((?:{ADVERBIAL}))得(学习|开展|落实|贯彻|执行|完成|把|将|推进|做好|研究|思考|对照|查找|剖析|参加|履行|服务|听取|遵守|维护)"
)


def run(context: Context) -> Iterable[Hit]:
    """Descriptions before plain nouns; adverbs before plain verbs."""
    for match in _ATTRIBUTE.finditer(context.text):
        index = context.token_at.get(match.start(1))
        token = context.tokens[index] if index is not None else None
        if token and token.text == match[1] and token.tag in ("a", "an", "b", "z"):
            wanted = f"{match[1]}的{match[2]}"
            yield Hit(
                match.start(), match.end(), f"“{match[2]}”是名词，前面用“的”。", wanted, wanted
            )
    for match in _MANNER.finditer(context.text):
        wanted = f"{match[1]}地{match[2]}"
        yield Hit(
            match.start(),
            match.end(),
            f"“{match[1]}”说的是怎样“{match[2]}”，用“地”。",
            wanted,
            wanted,
        )


CHECK = Check(
    id="de-attributive",
    rank=560,
    title="“地”“得”误用",
    severity="warning",
    why="名词前面用“的”，动词前面说怎样做用“地”，动词后面说程度用“得”。",
    source="《现代汉语八百词》“地”“得”条；语文规范通则",
    run=run,
    good=(Example("认真地学习，学得认真，养成优良的作风，各地作风建设都在推进。"),),
    bad=(Example("没有养成优良地作风，没有认真得学习原著。", ("优良地作风", "认真得学习")),),
)
