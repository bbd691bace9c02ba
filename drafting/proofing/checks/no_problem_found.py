"""A paper that says there are no problems: 这方面没有发现问题."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.ownership import OWNED

_NONE = re.compile(
    r"(?:暂|目前|尚|基本)?(?:没有?|未|无)(?:查摆出|查找出|发现|查出|检视出|找到|查到"
    r"|查摆到)(?:存在|有)?(?:任何|什么|明显|突出|大|严重)?的?(?:问题|不足|毛病)"
    r"|(?:基本|总体|大体|暂)?(?:没有|没|无|不存在|未存在)(?:任何|什么|明显|突出|大|太大|严重|较大"
    r"|其他)(?:大|明显|突出)?的?(?:问题|不足|毛病|差距)"
    r"|(?:这|该|此|上述|以上)?(?:方面|领域|项)[，,]?(?:我|本人)?(?:不存在|没有|无)(?:问题|不足|差距)(?=[，。；]|$)"
    r"|(?:问题|差距|不足)(?:不大|不突出|不明显|很小|较小|不多|不严重)(?=[，。；]|$)|(?:总体|整体"
    r"|总的来?说|总体上?)[，,]?(?:情况|表现|上)?(?:都|还)?(?:是好的|良好|较好)(?=[，。；])"
    r"|(?:从未|从来没有|从没有?|未曾)(?:出现|发生|有)?过?(?:任何)?(?:违反|违规|违纪|差错|失误|事故|迟到|早退|投诉)[^，。；\n]{0,10}(?=[，。；])"
    r"|(?:我|本人|自己|自身|总体|整体|方面)[，,]?(?:工作|在这方面|在各方面)?(?:做|干|表现|完成|落实|执行)得?(?:还|都|也|比较|还是|相当|非常|很)*"
    r"(?:不错|可以|挺好|很好|比较好|较好)(?=[，。；])"
)
#: Said of a check that others made, or of what one did not care to find.
_NOT_MEANT = re.compile(
    r"(?<!对照)检查|巡察|督导|督查|抽查|上级|领导|别人|巡查|审计"
    r"|认真(?:查找|查摆)|及时|就(?:说|写|签|报|放)|(?:我|总|只|却|还|都)(?:说|写|答)|[说写](?:[“没自着了过上]|成)|报告|汇报|回答"
)


def run(context: Context) -> Iterable[Hit]:
    """In the problems only. Who owns up to having thought so is right, and so is a statement of
    matters to be declared."""
    for division in context.outline.of_role("problems"):
        for match in _NONE.finditer(division.whole.text):
            sentence = context.sentence_at(division.whole.start + match.start())
            text = sentence.text if sentence else ""
            if not OWNED.search(text) and not _NOT_MEANT.search(text):
                start = division.whole.start + match.start()
                message = "写着没有问题，等于没有查摆。"
                end = division.whole.start + match.end()
                yield Hit(start, end, message, "对照要求再查，写出一个具体问题")


CHECK = Check(
    id="no-problem-found",
    rank=742,
    title="查摆时写没有问题",
    severity="warning",
    why="每个方面都要查摆出具体问题；写“没有发现问题”，审核的人一定退回。",
    source="审核常见退回理由第2条：问题空泛",
    run=run,
    good=(
        Example("一、存在的问题\n我总认为自己没有什么问题，查摆流于表面。"),
        Example("一、存在的问题\n我以为自己做得还可以，从未想过群众怎么看。"),
        Example("一、存在的问题\n检查时没有发现问题，过后才知道漏登了两处。"),
        Example("一、存在的问题\n学得少。\n二、需要说明的事项\n无其他问题需要说明。"),
    ),
    bad=(
        Example("一、存在的问题\n（一）廉洁自律方面。没有发现问题。", ("没有发现问题",)),
        Example("一、存在的问题\n遵守纪律方面，我不存在明显问题。", ("不存在明显问题",)),
        Example(
            "一、存在的问题\n经过自查，未发现突出问题，总体是好的。",
            ("未发现突出问题", "总体是好的"),
        ),
        Example("一、存在的问题\n我从未违反规章制度。", ("从未违反规章制度",)),
        Example("一、存在的问题\n总的看，我干得还不错。", ("我干得还不错",)),
        Example("一、存在的问题\n作风方面没有什么大的不足。", ("没有什么大的不足",)),
    ),
)
