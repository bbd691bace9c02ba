"""Figures and Latin letters in full width: ２０２３, ＡＰＰ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_RUN = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．／－][０-９Ａ-Ｚａ-ｚ]+)*(?:(?<=[０-９])％)?")
#: ！ to ～ stand as far behind ! to ~.
_OFFSET: Final = ord("！") - ord("!")


def run(context: Context) -> Iterable[Hit]:
    """Every run of them, with the marks between figures."""
    for match in _RUN.finditer(context.text):
        narrow = "".join(chr(ord(letter) - _OFFSET) for letter in match.group())
        yield Hit(match.start(), match.end(), f"数字和字母用半角，应为“{narrow}”。", narrow, narrow)


CHECK = Check(
    id="fullwidth-letter",
    rank=331,
    title="数字或字母用了全角",
    severity="warning",
    why="输入法停在全角，数字和字母占了整格，与别处宽窄不一，也难以查找。",
    source="GB/T 15835—2011 阿拉伯数字的书写格式：一般用正体二分字身，占半个汉字位置",
    run=run,
    good=(Example("2023年完成99.5%，用学习强国APP，见第3－5页，（一）、①、Ⅱ都不是。"),),
    bad=(
        Example("２０２３年完成９９．５％，下载了ＡＰＰ。", ("２０２３", "９９．５％", "ＡＰＰ")),
        Example("１．加强学习，做到Ａ／Ｂ角互补。", ("１", "Ａ／Ｂ")),
    ),
)
