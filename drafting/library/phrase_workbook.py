"""The workbook of phrases (表述): what its columns hold."""

from __future__ import annotations

from accounts.codes import MemberKind, UnitType
from drafting.frameworks.models import MeetingKind
from drafting.library.models import Phrase
from drafting.library.workbook import ListWorkbook


class PhraseWorkbook(ListWorkbook):
    """Phrases out and in."""

    title = "表述"
    widths = {
        "观点句": 36,
        "表现或正文": 60,
        "事例": 48,
        "分类": 12,
        "适用党员类别": 24,
        "适用单位类型": 24,
        "适用框架": 20,
    }
    choices = {
        "用于": Phrase.Part.labels,
        "会议类型": MeetingKind.labels,
        "层次": Phrase.Depth.labels,
        "状态": Phrase.State.labels,
    }
    help = (
        ("编号", "已有表述的编号不要改；新增表述留空，导入时自动编号。"),
        ("用于", "、".join(Phrase.Part.labels)),
        ("分类", "分类代码，如 LL1、C02、M01；导语、结束语等成段文字留空。"),
        ("观点句", "问题、原因、措施必填，不写句号；成段文字留空。"),
        ("表现或正文", "必填。需要撰写人补充的事实写成 {名称}，名称为1至8个汉字。"),
        ("事例", "只有问题才写。"),
        ("必填空项", "用“、”分隔，每一项都要在文字中出现。"),
        ("会议类型", "、".join(MeetingKind.labels) + "；留空为通用。"),
        ("适用框架", "框架的标识，用“、”分隔；留空为通用。"),
        ("适用党员类别", "、".join(map(str, MemberKind.labels)) + "；可填多个，用“、”分隔，留空为不限。"),
        ("适用单位类型", "、".join(map(str, UnitType.labels)) + "；可填多个，用“、”分隔，留空为不限。"),
        ("层次", "、".join(Phrase.Depth.labels) + "；留空为表现。"),
        ("状态", "、".join(Phrase.State.labels) + "；留空为待审定。"),
        ("停用日期", "如 2026-12-31，从这一天起不再提供；留空为长期有效。"),
    )
