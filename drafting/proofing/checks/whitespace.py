"""Blanks that do not belong: no-break spaces, blanks between Chinese characters, at either end of a
paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、！？”）》])[ \t\xa0\u3000]+(?=[\u4e00-\u9fff，。；：、！？“（《])"
)
_EDGE = re.compile(r"^[ \t\xa0]+|(?<=[^\s])[ \t\xa0\u3000]+$", re.MULTILINE)
_ODD = re.compile("[\u200b\u200c\u200d\ufeff\u2028\u2029\xad]+")
#: 张  三: names and signatures are spread with blanks on purpose.
_SPREAD = 30


def run(context: Context) -> Iterable[Hit]:
    """Blanks inside text, at its edges, and characters that cannot be seen. The usual indent of two
    U+3000 is left alone."""
    for match in _BETWEEN.finditer(context.text):
        line = context.paragraph_at(match.start())
        if line and len(line.text) > _SPREAD:
            yield Hit(match.start(), match.end(), "文字之间有多余的空格。", "删去空格", "")
    for match in _EDGE.finditer(context.text):
        where = "段首" if match.start() == 0 or context.text[match.start() - 1] == "\n" else "段末"
        yield Hit(match.start(), match.end(), f"{where}有多余的空格。", "删去空格", "")
    for match in _ODD.finditer(context.text):
        yield Hit(match.start(), match.end(), "这里有看不见的字符。", "删去", "")


CHECK = Check(
    id="whitespace",
    rank=390,
    title="多余的空格",
    severity="advice",
    why="从网页粘贴来的不间断空格和零散空格，会使排版错位、查找不到。",
    source="真实材料审校所见",
    run=run,
    good=(
        Example(
            "　　按照通知要求，我认真查摆，现将情况报告如下，请予指正，谢谢各位同志的帮助。\n姓名：张　三"
        ),
    ),
    bad=(
        Example(
            "\xa0按照通知要求，我认真 查摆，现将情况报告如下，请予指正，谢谢各位同志。 ",
            ("\xa0", " ", " "),
        ),
    ),
)
