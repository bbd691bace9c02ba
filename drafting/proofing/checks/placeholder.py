"""Placeholders and redactions left in the text: **, XX, 某某, a lone letter in place of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: 【…】, but for a heading (【查摆问题】) that fills its line or stands at its beginning.
_FRAMED = (
    r"(?<!^)(?<!\n)【[^】\n]{0,24}】"
    r"|【(?=[^】\n]{0,12}(?:此处|插入|填|补|待|写|请|具体|例))[^】\n]{0,24}】"
    r"|【(?![^】\n]{0,8}(?:问题|不足|原因|根源|剖析|措施|整改|打算|方向|表现|案例|事例|方面|学习|素质|本领|作为|作风|自律|党性|群众)[^】\n]{0,6}】)[^】\n]{0,24}】"
)
_SIGNS = re.compile(
    r"\*+|＊+|(?<![A-Za-z0-9.])[Xx]{2,5}(?![A-Za-z])|[×Ⅹ✕✖╳]{2,}|×(?=[年月日市县区镇乡村局同志])"
    r"|[○〇◯●□■△▲☆★]{2,}|(?<![一二三四五六七八九十0-9])[○◯●□■△▲☆★](?=[市县区镇乡村局年月日同])"
    r"|[_＿]{2,}|"
    r"(?<=20)[Xx×]{2}(?=年)|[Xx](?=[月日年号](?![A-Za-z]))|" + _FRAMED + r"|[（(](?:此处|请"
    r"|待)[^）)\n]{0,20}[）)]|待补充|待填写|请填写|此处填写|TODO|�+"
)
#: A lone x between words or figures is no sign of its own: 参加x次, 按照 x 直机关; X光 and 1+X are.
_LONE = re.compile(
    r"(?<![A-Za-z0-9.×+*/=])(?<![A-Za-z][ \-])[xX](?![A-Za-z0-9.+*/=\-])(?=[ ]?[\u4e00-\u9fff])"
    r"(?! ?(?:光|线|射线|轴|片|型|染色体|档案|次方|多|倍|年代))"
)
_FIELD = re.compile(
    r"(?<![部门单位机构地区企业岗])[（(【\[<〈](?:姓名|职务|职称|单位名称?|部门|岗位|时间|地点"
    r"|日期|年份|月份|电话|学校|专业|班级|支部名称?|"
    r"组织名称|数字|数量|具体\w{1,6}|事例|案例|内容|标题|题目|金额|次数|人名|某人|原因|问题)[）)】\]>〉]"
)
_EMPTY = re.compile(
    r"[（(][ \u3000]{0,8}[）)](?=[次个条天年月人名件项户篇日])|(?<=\d{4}年)[（(][ \u3000]{0,8}[）)]"
)
_MANY = re.compile(r"(?<![A-Za-z0-9])[Nn](?=[次个条天年月人名件项户篇])")
_LETTER = re.compile(
    r"(?<![A-Za-z0-9])[A-Z](?=(?:市|县|镇|乡|村|局|公司|单位|同志|部门|省|科室|处室|街道|社区|学校|医院|企业|项目组?"
    r"|党?支部|学院|中心|大学|派出所|小区|集团|银行|法院|检察院|直机关|科(?!级)|处(?!级)|老师|患者)"
    r"(?!场|民|级|值))"
)
_SOMEONE = re.compile(r"某某|某(?=(?:市|县|镇|乡|村|局|街道|社区)(?![\u4e00-\u9fff]?原))")


def run(context: Context) -> Iterable[Hit]:
    """Every such sign. What 某 stands for may be meant (a case that is told without names), so it is
    only a doubt."""
    for match in _SIGNS.finditer(context.text):
        yield Hit(
            match.start(),
            match.end(),
            f"“{match.group()}”是没有填写的占位符或隐去的内容。",
            "填写真实的名称或内容",
        )
    for match in _LONE.finditer(context.text):
        if not _SIGNS.match(context.text, match.start()):
            message = f"“{match.group()}”是没有填写的占位符。"
            yield Hit(match.start(), match.end(), message, "填写真实的数目或名称")
    for match in (*_FIELD.finditer(context.text), *_EMPTY.finditer(context.text)):
        message = f"“{match.group()}”是没有填写的空项。"
        yield Hit(match.start(), match.end(), message, "填写真实的内容")
    for match in _MANY.finditer(context.text):
        message = "“N”像是没有填写的数目。"
        yield Hit(match.start(), match.end(), message, "填写真实的数目", None, "advice")
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
    rank=120,
    title="占位符或隐去的名称",
    severity="error",
    why="留着星号、XX，说明是套用的范文没有改完，是退回的常见原因。",
    source="审核常见退回理由第11条：占位符、地名、单位名没有改",
    run=run,
    good=(
        Example("坚持用学习强国APP学习，向WTO专家请教，到A级景区调研，使用XML接口，下载率3×4。"),
        Example("患者拍X光片，1+X证书试点，x轴上的数我没有核对。"),
        Example("【查摆问题】\n学得浅。\n【整改措施】每周读书。"),
    ),
    bad=(
        Example("我叫（姓名），参加学习N次。", ("（姓名）", "N")),
        Example("全年参加学习x次，联系群众 x 户，○镇的路没有走过。", ("x", "x", "○")),
        Example(
            "作为**局的负责人，推进XX工作，××同志提出意见，与B公司对接。", ("**", "XX", "××", "B")
        ),
    ),
)
