"""Placeholders and redactions left in the text: **, XX, 某某, a lone letter in place of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_SIGNS = re.compile(
    r"\*+|＊+|(?<![A-Za-z0-9.])[Xx]{2,5}(?![A-Za-z])|[×Ⅹ✕✖╳]{2,}|×(?=[年月日市县区镇乡村局同志])|[○〇◯●□■△▲☆★]{2,}|[_＿]{2,}|"
    r"(?<=20)[Xx×]{2}(?=年)|[Xx](?=[月日年号](?![A-Za-z]))|【[^】\n]{0,24}】|[（(](?:此处|请|待)[^）)\n]{0,20}[）)]|待补充|待填写|请填写|此处填写|TODO|�+"
)
_LETTER = re.compile(
    r"(?<![A-Za-z0-9])[A-Z](?=(?:市|县|镇|乡|村|局|公司|单位|同志|部门|省|科室|处室|街道|社区|学校|医院|企业|项目组?)(?!场|民|级|值))"
)
_SOMEONE = re.compile(r"某某|某(?=(?:市|县|镇|乡|村|局|街道|社区)(?![\u4e00-\u9fff]?原))")


def run(context: Context) -> Iterable[Hit]:
    """Every such sign. What 某 stands for may be meant (a case that is told without names), so it is only a doubt."""
    for match in _SIGNS.finditer(context.text):
        yield Hit(
            match.start(),
            match.end(),
            f"“{match.group()}”是没有填写的占位符或隐去的内容。",
            "填写真实的名称或内容",
        )
    for match in _LETTER.finditer(context.text):
        yield Hit(
            match.start(),
            match.end(),
            f"“{match.group()}”像是代替真名的字母。",
            "填写真实的名称",
            None,
            "warning",
        )
    for match in _SOMEONE.finditer(context.text):
        yield Hit(
            match.start(),
            match.end(),
            "这里隐去了名称。",
            "写自己的事要写实际名称",
            None,
            "warning" if len(match.group()) == 2 else "advice",
        )


CHECK = Check(
    id="placeholder",
    title="占位符或隐去的名称",
    severity="error",
    why="留着星号、XX，说明是套用的范文没有改完，是退回的常见原因。",
    source="审核常见退回理由第11条：占位符、地名、单位名没有改",
    run=run,
    good=(Example("坚持用学习强国APP学习，向WTO专家请教，到A级景区调研，使用XML接口，下载率3×4。"),),
    bad=(Example("作为**局的负责人，推进XX工作，××同志提出意见，与B公司对接。", ("**", "XX", "××", "B")),),
)
