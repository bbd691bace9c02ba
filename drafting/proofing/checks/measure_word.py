"""Measure words that do not go with what is counted: 三名家庭, 一个党课, 四回次."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_COUNT: Final = (
    r"(?:(?<![\d,.])\d[\d,.]{0,9}|(?<!第)[一二三四五六七八九十百千万两几数]{1,6})(?:多|余|来)?"
)
#: Not those that count how often something is done: 三次学校检查.
_MEASURES: Final = "个名位条件篇份户家堂起处项本册张间所台部辆座棵株头只匹口笔节"
#: What each thing is counted with, of the measure words above; with the others it is not.
_THINGS: Final = {
    "篇份个": "调研报告 心得体会 学习体会 发言材料 理论文章 调研文章 剖析材料",
    "户个": "困难家庭 低保户 农户 贫困户 家庭 监测户 困难户 脱贫户 商户",
    "堂节": "党课 专题党课 廉政党课 微党课",
    "处个项起条件次": "安全隐患 风险隐患 火灾隐患",
    "名位个户": "党员 干部 教师 医生 护士 患者 学生 村民 职工 群众 法官 客户经理 网格员 党员干部 驻村干部 年轻干部 人大代表",
    "张份": "宣传单 明白卡 调查问卷 倡议书 明白纸",
    "个家所": "医院 学校 企业 银行 幼儿园 合作社 事业单位",
    "个场次": "座谈会 推进会 恳谈会 现场会 调度会 专题会议 党委会 组织生活会 民主生活会 支委会",
    "本册部套": "理论书籍 专业书籍 理论读物 学习资料汇编",
    "起件个宗桩次": "矛盾纠纷 医疗纠纷 邻里纠纷 信访案件 交通事故 安全事故 医疗事故",
    "条个项": "意见建议 整改措施 工作建议",
    "台辆部套": "救护车 执法车 消防车 挖掘机",
}
#: Behind it the thing ends: 一个党课提纲 is another thing.
_END: Final = r"(?=[，。；、！？）\n]|以上|$)"


def _wrong(right: str, things: str) -> str:
    measures = "".join(sorted(set(_MEASURES) - set(right)))
    names = "|".join(sorted(things.split(), key=len, reverse=True))
    return f"{_COUNT}[{measures}](?:{names})|(?:{names})(?:共|共计|约)?{_COUNT}[{measures}]"


_WRONG: Final = re.compile(
    f"(?:{'|'.join(_wrong(right, things) for right, things in _THINGS.items())}){_END}"
)
#: Land is measured.
_LAND: Final = re.compile(
    rf"(?:高标准农田|退耕还林|撂荒地|水稻|小麦|玉米|油菜|大豆|苗木|造林)(?:面积)?(?:达到?|共计?|约)?{_COUNT}(?:个|件|条|户|块)(?=[，。；、])"
)
#: One count with two measure words; 人次 and its like are one.
_TWO: Final = re.compile(
    rf"{_COUNT}(?P<all>(?:位名|名位|个名|名个|个位|个户|户个|件起|起件|篇份|份篇|回次|次回|遍次|次遍|场个|条项|项条|处个))(?=[，。；、\n]|$|的|党员|干部|群众|教师|学生|同志|职工|患者|案件|村民|困难)"
)


def run(context: Context) -> Iterable[Hit]:
    """A count with its measure word and what is counted right behind it."""
    for match in _WRONG.finditer(context.text):
        if not context.cuts_word(match.start()) and not context.cuts_word(match.end()):
            message = "量词和所数的事物不相配。"
            yield Hit(match.start(), match.end(), message, "换一个量词")
    for match in _LAND.finditer(context.text):
        yield Hit(match.start(), match.end(), "田地按面积计量。", "用“亩”或“公顷”")
    for match in _TWO.finditer(context.text):
        yield Hit(*match.span("all"), "两个量词连用了。", "只留一个")


CHECK = Check(
    id="measure-word",
    rank=534,
    title="量词搭配不当",
    severity="warning",
    why="家庭论户，报告论篇，党课论堂；量词用错，读来就不像话。",
    source="《现代汉语八百词》附录“名词、量词配合表”",
    run=run,
    good=(
        Example("写了两篇调研报告，走访五户困难家庭，讲了一堂党课，排查出十二处安全隐患。"),
        Example("有十名党员、三个党员小组，培训两次教师，四家企业，化解三个矛盾纠纷，五十人次。"),
        Example("每次座谈会我都到，一次党员大会没有参加，三次学校检查，一本学习资料汇编。"),
        Example(
            "写了一个党课提纲，发放宣传单三百张，全村有农户两百户，党员三十名，走访了六户群众。"
        ),
        Example("召开两次党员大会，组织三次学生活动，建高标准农田一千亩，开展四场次培训。"),
    ),
    bad=(
        Example("全年写了三条调研报告，走访六名困难家庭。", ("三条调研报告", "六名困难家庭")),
        Example("支部有二十位名党员，集中学习四回次。", ("位名", "回次")),
        Example("发放宣传单三百个。", ("宣传单三百个",)),
        Example("讲了一篇党课，建成高标准农田九百个。", ("一篇党课", "高标准农田九百个")),
    ),
)
