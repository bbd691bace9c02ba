"""Sentences whose subject a preposition has swallowed: 通过学习，使我认识到……"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_MARKER = r"(?:(?:[一二三四五六]是|首先|其次|再次|第[一二三四五六]|同时|此外|因此|可见|[（(][一二三四五六][）)])[，、]?)?"
_LOST = re.compile(
    rf"(?:^|(?<=[。；！？：\n]))[ \u3000]*{_MARKER}"
    r"(?P<from>(?:通过|经过|随着|历经|参加(?=[^，。；\n]{1,20}后)|对于(?=[^，。；\n]{2,20}，)"
    r"|(?:在|从)[^，。；\n]{2,24}(?:下|上|中|后"
    r"|里)(?=，))[^，。；\n]{0,40}[，,]"
    r"(?:不仅|也|才|更|从而|进而|逐渐|最终|真正|切实)?(?:使|使得|让|令|致使))(?!命|用|劲|者|得上)"
    r"(?=[我自本大群党干同工思认业服单支学理政作能素责])(?!同志们)",
    re.MULTILINE,
)
#: The same without a comma between: 通过学习使我认识到, 在组织关怀下使我进步.
_RUN_ON = re.compile(
    rf"(?:^|(?<=[。；！？：\n]))[ \u3000]*{_MARKER}"
    r"(?P<from>(?:(?:通过|经过)(?:(?!使|让|令)[^，。；\n]){2,16}|在(?:(?!使|让|令)[^，。；\n]){2,16}(?<![上以之])下)"
    r"(?:使得?|让|令))(?=我|自己|本人|大家|全体|广大)",
    re.MULTILINE,
)


def run(context: Context) -> Iterable[Hit]:
    """A clause that opens with 通过 and another one that opens with 使: neither has a subject."""
    for match in (*_LOST.finditer(context.text), *_RUN_ON.finditer(context.text)):
        message = "句子没有主语：“通过……”“使……”同时用，主语就丢了。"
        yield Hit(match.start("from"), match.end(), message, "删去“通过”或“使”")


CHECK = Check(
    id="missing-subject",
    rank=532,
    title="句子缺少主语",
    severity="warning",
    why="“通过学习，使我认识到”把主语淹没在介词后面，是最常见的病句。",
    source="吕叔湘、朱德熙《语法修辞讲话》",
    run=run,
    good=(
        Example("通过学习，我认识到差距。这次学习使我认识到差距。"),
        Example("我通过谈心，使自己看清了毛病。支部通过抽查，使大家不敢松劲。"),
        Example("在书记帮助下，我改了；随着时间推移，使命感淡了。"),
    ),
    bad=(
        Example("通过这次谈心使我看到了短处。", ("通过这次谈心使",)),
        Example("在同志们的帮助下使我改正了缺点。", ("在同志们的帮助下使",)),
        Example("通过谈心谈话，使我看到了自己的短处。", ("通过谈心谈话，使",)),
        Example("一是经过这次检查，让我明白了纪律的分量。", ("经过这次检查，让",)),
        Example("在同志们的帮助下，使我改正了缺点。", ("在同志们的帮助下，使",)),
        Example("随着形势的发展，使工作要求更高了。", ("随着形势的发展，使",)),
    ),
)
