"""Two sides answered with one: 能否坚持学习，是做好工作的前提."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_TWO = r"(?:能否|能不能|是否能?够?|是不是|有没有|会不会|敢不敢|愿不愿)"
_ONE = re.compile(
    rf"(?<!关键在)(?<!取决于)(?<!在于){_TWO}[^，。；\n]{{2,30}}[，,]?(?:直接|都|就|才|也|，)?"
    r"是(?![否不])[^，。；\n]{0,26}?(?:的)?(?:前提|保证|基础|保障|条件|根本|体现|表现|关键|途径|法宝|动力|标志)"
    r"(?:所在|之一)?(?=[，。；]|$)"
)
_SURE = re.compile(
    rf"对(?:自己|今后|于)?[^，。；\n]{{0,6}}{_TWO}[^，。；\n]{{2,24}}(?:充满|很有|有|抱有)(?:了)?(?:信心|把握|希望)"
)
#: A question may be a yardstick; then both sides count.
_BOTH = re.compile(
    r"衡量|检验|区分|判断|标准|试金石|标尺|考验|关系|决定|取决|区别|分水岭|问题|能否.*能否|成败|好坏|高低|与否"
)


def run(context: Context) -> Iterable[Hit]:
    """能否 on one side and a condition, a guarantee or confidence on the other."""
    for pattern in (_ONE, _SURE):
        for match in pattern.finditer(context.text):
            if not _BOTH.search(match.group()):
                message = "前面说了两面（能否），后面只说一面，前后不相应。"
                yield Hit(match.start(), match.end(), message, "删去“能否”，或在后面加“能否”")


CHECK = Check(
    id="two-sided",
    rank=533,
    title="两面对一面",
    severity="warning",
    why="“能否……是……的前提”前面是两面，后面是一面，逻辑不通。",
    source="吕叔湘、朱德熙《语法修辞讲话》",
    run=run,
    good=(
        Example("能否守住底线，是检验党性的试金石。坚持学习，是做好工作的前提。"),
        Example("能否做好群众工作，关系到党的形象；工作能否落实，关键在人。"),
        Example("我没有问过群众是否满意，是不是真解决了问题。"),
    ),
    bad=(
        Example("能否坚持学习，是做好工作的前提。", ("能否坚持学习，是做好工作的前提",)),
        Example("是否严格要求自己，是廉洁自律的保证。", ("是否严格要求自己，是廉洁自律的保证",)),
        Example("我对今后能否改好充满信心。", ("对今后能否改好充满信心",)),
        Example("能否守住底线，是合格党员的标志。", ("能否守住底线，是合格党员的标志",)),
    ),
)
