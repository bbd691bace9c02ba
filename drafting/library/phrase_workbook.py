"""The workbook of phrases (素材): what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from accounts.codes import MemberKind
from accounts.unit_kinds import offered_kinds
from drafting.frameworks.models import MeetingKind
from drafting.library.list_workbook import ListWorkbook
from drafting.library.models import Phrase
from drafting.library.rules import LONGEST_QUESTION, MOST_QUESTIONS

_SEVERAL: Final = "；可填多个，用“、”分隔，留空为不限。"


class PhraseWorkbook(ListWorkbook):
    """Phrases out and in."""

    title = "素材"
    widths = {
        "观点句": 36,
        "表现或正文": 60,
        "事例": 48,
        "提示问题": 48,
        "分类": 12,
        "适用党员类别": 24,
        "适用单位类型": 24,
        "适用框架": 20,
    }
    choices = {
        "用于": Phrase.Part.labels,
        "先给看": Phrase.Help.labels,
        "会议类型": MeetingKind.labels,
        "层次": Phrase.Depth.labels,
        "状态": Phrase.State.labels,
    }
    help = (
        ("编号", "已有素材的编号不要改；新增素材留空，导入时自动编号。"),
        ("用于", "、".join(Phrase.Part.labels)),
        ("分类", "分类代码，如 LL1、C02、M01；导语、结束语等成段文字留空。"),
        ("观点句", "问题、原因、措施必填，不写句号；成段文字留空。"),
        (
            "表现或正文",
            "需要撰写人补充的事实写成 {名称}，名称为1至8个汉字；有提示问题的可以留空，成段文字必填。",
        ),
        ("事例", "只有问题才写。"),
        (
            "提示问题",
            f"问撰写人的话，一行一个（单元格内按 Alt+Enter 换行），最多{MOST_QUESTIONS}个，"
            f"每个不超过{LONGEST_QUESTION}字，不写空项。",
        ),
        ("先给看", "、".join(Phrase.Help.labels) + "；留空为提示问题。"),
        ("必填空项", "用“、”分隔，每一项都要在文字中出现。"),
        ("会议类型", "、".join(MeetingKind.labels) + "；留空为通用。"),
        ("适用框架", "框架的标识，用“、”分隔；留空为通用。"),
        ("适用党员类别", "、".join(map(str, MemberKind.labels)) + _SEVERAL),
        ("适用单位类型", _SEVERAL),
        ("层次", "、".join(Phrase.Depth.labels) + "；留空为表现。"),
        ("状态", "、".join(Phrase.State.labels) + "；留空为待审定。"),
        ("停用日期", "如 2026-12-31，从这一天起不再提供；留空为长期有效。"),
    )

    def explained(self) -> Sequence[tuple[str, str]]:
        kinds = "、".join(name for _, name in offered_kinds())
        return [
            (head, kinds + said if head == "适用单位类型" else said) for head, said in self.help
        ]
