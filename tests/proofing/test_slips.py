"""Kinds of slips that a reader trips over, each family with sentences that only look alike."""

from __future__ import annotations

import pytest

from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread

PAPER = "2024年度组织生活会对照检查材料\n一、存在的问题\n{}\n二、整改措施\n每周学。"

WRONG = (
    ("slip", "对现场的问题问题我看得轻，责责任没有压实。", ("问题问题", "责责")),
    ("slip", "整改没没落地，标准降低低了。", ("没没", "低低")),
    ("slip", "没有做到实事是求，支部的要求没有贯彻行执。", ("实事是求", "行执")),
    ("de-attributive", "没有完成繁重地任务，却看重自身地利益。", ("繁重地任务", "自身地利益")),
    ("de-attributive", "对照通报作了全面地检视。", ("全面地检视",)),
    ("de-complement", "账记的乱七八糟，方案写的太笼统。", ("记的乱七八糟", "写的太笼统")),
    ("de-adverbial", "没有设身处地的为乘客想一想。", ("设身处地的为",)),
    ("conjunction-pair", "不但我没有改好，却还怪别人。", ("不但我没有改好，却",)),
    ("conjunction-pair", "无论路途非常远，我都该去。", ("无论路途非常远，我都",)),
    ("doubled-meaning", "对车间的情况缺乏了解不够。", ("缺乏了解不够",)),
    ("formulation-order", "信念过硬、政治过硬、职责过硬、能力过硬、作风过硬。", ("职责过硬",)),
    ("formulation-misquoted", "没有读完《中国共产党重大事项请示报告条列》。", ("《中国共产党重大事项请示报告条列》",)),
    ("formulation-misquoted", "“四个全面”战略格局讲不清。", ("“四个全面”战略格局",)),
    ("formulation-misquoted", "学习党的二十三大精神不深。", ("党的二十三大精神",)),
    ("confused-word", "对帐不及时，戌边的故事讲得少，材料末经核实就报了。", ("对帐", "戌边", "末")),
    ("date-impossible", "2024年9月至2024年3月，我请假多。", ("2024年9月至2024年3月",)),
    ("sum-mismatch", "8户中有9户没有回访。", ("8户中有9户",)),
    ("marker-style", "其一、读得少。", ("其一、",)),
    ("template-leftover", "（以上内容请结合岗位修改）", ("（以上内容请结合岗位修改）",)),
    ("doubled-mark", "读了<<党章>>。", ("<<", ">>")),
    ("third-person", "大部分职工学习应付。", ("大部分职工学习应付",)),
    ("no-problem-found", "我从未出现差错。", ("从未出现差错",)),
    ("slip", "我们的的工作不细，缺少一种一种劲头，业主业主的事拖着。", ("的的", "一种一种", "业主业主")),
    ("left-out", "在对待业主面，去工地的次很少，认识不位，没有查找题。", ("面", "次", "位", "题")),
    ("pinyin-left", "对qunzhong的诉求tuituo，很少去xianchang。", ("qunzhong", "tuituo", "xianchang")),
    ("measure-word", "写了两条心得体会，看望三名低保户。", ("两条心得体会", "三名低保户")),
    ("figure-form", "培训8百人次，减少了两倍，有三、四次缺席。", ("8百", "减少了两倍", "三、四")),
    ("figure-form", "到课率达到105%，好评率由70%提高了88%。", ("到课率达到105%", "由70%提高了88%")),
    ("wrong-mark", "差在两个方面；一是懒。究竟差在哪里。主要是不学。", ("；", "。")),
    ("wrong-mark", "读了“党政机关公文处理工作条例”。", ("“党政机关公文处理工作条例”",)),
    ("conjunction-pair", "只要多问一句，才能弄清；由于怕麻烦，却没有去。", ("只要多问一句，才能", "由于怕麻烦，却")),
    ("missing-subject", "经过这次整改使大家长了记性。", ("经过这次整改使",)),
    ("doubled-meaning", "存在有怕事的倾向，由于调度慢造成令工期拖了。", ("存在有", "由于调度慢造成令")),
    ("date-impossible", "2024年11月至2月，6月18日至6日。", ("2024年11月至2月", "6月18日至6日")),
    ("doubled-mark", "没有读<纪律处分条例>。", ("<", ">")),
    ("de-attributive", "暴露得不足不少，抓地不够紧。", ("暴露得不足", "抓地不够紧")),
    ("de-adverbial", "没有经常的到一线看。", ("经常的到",)),
    ("formulation-misquoted", "解决急难愁判不够，开过第十九届全国代表大会？“两个唯护”。", ("急难愁判", "两个唯护")),
    ("excuse", "由于出差频繁，学习就少了。", ("由于出差频繁",)),
)  # fmt: skip

RIGHT = (
    "我在在职党员里年纪最大，为了了解车间，我把把关的事接过来，附和和稀泥的话没有少说。",
    "矿上人人过关、层层把关，我却看看停停；管理理论、会议议程、学习习惯，我都说不全。",
    "共产党党员的身份、小组组织的活动、职工工作的难处，我想得少；笔记记在手机里，现在在哪里找不到了。",
    "汇报汇总慢，程度制约着质量，服务务实不够，有没有效果我没有问。",
    "我激动得说不出话，紧张得忘了词；外地群众、本地干部，各单位地形我都不熟。",
    "他们说的很正确，要改的比较多；我看的经典著作少，写的乱七八糟的笔记也不多。",
    "只有在检查前我才翻书；无论刮风下雨、白天黑夜，工友都在；不仅要看，而且要记。",
    "由于我粗心，因此多跑了一趟；缺乏韧劲，能力不足；把责任落实到人。",
    "反对形式主义、官僚主义，讲创新、协调、绿色、开放，抓政治建设、思想建设。",
    "在服务业主方面，去工地的次数少，认识到位，查找问题；在水面上，在路面，从正面看，座位前排。",
    "会上用office和app，wifi坏了，CT、B超、GDP、kg，用WPS写的online课。",
    "写了两份心得体会，看望三户低保户，五名学生干部，三个学校，两次学校检查，一个党课提纲。",
    "培训800人次，比上年减少两成，完成率105%，第三、四次缺席，三、四号楼，5G基站，3千米。",
    "差在两个方面。一是懒；我问为什么不学。他说忙。“党政机关”四个字，读了《党章》。",
    "只要多问一句，就能弄清；由于怕麻烦，没有去，却又后悔；我通过培训使大家会用，在领导下使劲。",
    "2024年11月至次年2月，6月6日至18日，就地不如人意，实地很远，当地比较干，存在的问题。",
    "党的第十九次全国代表大会，解决急难愁盼，“三严三实”“四个服从”“一个带头人”，全会公报。",
    "2024年年底、5月月报，任中队中队长，“没有没有”，机车厂（lulana）。",
    "2023年11月至2024年2月我在一线，9户中有8户回访过。",
    "周末参加劳动，期末签字，月末登记，我都拖过；等我到了，货主等得急。",
    "我以为自己做得还可以，从未想过群众怎么看；大部分工友支持我，我却没有回应。",
)


@pytest.mark.parametrize(("check", "text", "flagged"), WRONG)
def test_a_slip_is_found(check: str, text: str, flagged: tuple[str, ...]) -> None:
    found = proofread(Context(PAPER.format(text)), (BY_ID[check],))
    assert tuple(finding.text for finding in found) == flagged


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_alike_is_left_alone(text: str) -> None:
    checks = tuple(BY_ID[name] for name in {check for check, _, _ in WRONG})
    found = proofread(Context(PAPER.format(text)), checks)
    assert [(one.rule, one.text) for one in found if one.severity != "advice"] == []
