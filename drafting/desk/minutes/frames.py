"""The frames as structures of a document: what the desk knows is filled in, what only the secretary
knows are holes ({时间}). They state nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from drafting.common.days import full_day
from drafting.common.numerals import numeral
from drafting.desk.bundle.speaking_order import Speaker
from drafting.desk.minutes.facts import MeetingFacts

Structure = dict[str, Any]


def report(facts: MeetingFacts) -> Structure:
    """情况报告: what the branch reports upwards."""
    return _structure(
        f"关于召开{facts.meeting.title}情况的报告",
        [
            f"{facts.superior or '{上级党组织}'}：",
            f"{_day(facts)}，{facts.branch}召开{facts.meeting.title}。现将有关情况报告如下。",
        ],
        [
            ("会前准备情况", _prepared(facts)),
            ("会议召开情况", _held(facts)),
            ("查摆的主要问题", _named(facts)),
            ("整改措施", _promised(facts)),
            ("存在的不足和下一步打算", ["{不足}。下一步，{打算}。"]),
        ],
        [facts.branch, full_day(facts.today)],
    )


def minutes(facts: MeetingFacts) -> Structure:
    """会议记录: the order of speaking, with room for what each says."""
    turns = [
        {
            "number": numeral(place),
            "heading": _called(who),
            "lead": "\n".join(
                [
                    "自我批评：{要点}。",
                    _heard(facts, who),
                    "本人表态：{怎样改}。",
                ]
            ),
        }
        for place, who in enumerate(facts.order, 1)
    ]
    structure = _structure(
        f"{facts.meeting.title}记录",
        [],
        [
            ("会议基本情况", _attended(facts)),
            ("主持人说明议题", ["{议题和要求}。"]),
            (
                "通报上年度整改落实情况和会前准备情况",
                [*_prepared(facts), "上年度整改落实情况：{情况}。"],
            ),
            ("对照检查，开展批评和自我批评", []),
            ("会议小结", ["{上级点评}。", "{主持人小结和整改要求}。"]),
        ],
        [],
    )
    structure["parts"][3]["sections"] = turns
    return structure


def host(facts: MeetingFacts) -> Structure:
    """主持词: what the head says between the turns."""
    first, *others = facts.order or (None,)
    turns = [
        f"下面，请{_called(who)}发言。发言以后，请同志们提出批评意见。" for who in others if who
    ]
    head = _called(first) if first else "{姓名}"
    return _structure(
        f"{facts.meeting.title}主持词",
        [
            "同志们：",
            f"按照{{通知}}要求，今天召开{facts.meeting.title}。应到{facts.asked}人，实到{{人数}}人，符合规定。"
            "{列席的上级同志}到会指导，大家欢迎。",
        ],
        [
            ("宣布议程", ["今天的会议有四项议程：一是通报上年度整改落实情况和会前准备情况；二是逐人对照检查，"
                       "开展批评和自我批评；三是请上级同志点评；四是会议小结。"]),
            ("通报有关情况", ["首先，通报上年度整改落实情况和这次会前准备情况。", *_prepared(facts)]),
            ("对照检查，开展批评和自我批评", [f"下面进入第二项议程，由{head}带头发言。", *turns]),
            ("点评和小结", ["请{上级同志}点评。", "刚才，{小结}。会后请每位同志对照会上听到的意见，修改整改措施，"
                         "列入整改台账，按时限改到位。", "会议到此结束，谢谢大家。"]),
        ],
        [],
    )  # fmt: skip


#: The frames by the key in an address: what it is called and how it is made.
FRAMES: Final[Mapping[str, tuple[str, Callable[[MeetingFacts], Structure]]]] = {
    "report": ("情况报告", report),
    "minutes": ("会议记录", minutes),
    "host": ("主持词", host),
}


def _structure(
    title: str, opening: list[str], parts: list[tuple[str, list[str]]], closing: list[str]
) -> Structure:
    return {
        "title": title,
        "opening": opening,
        "parts": [
            {"number": numeral(place), "heading": heading, "role": "other", "lead": lead}
            for place, (heading, lead) in enumerate(parts, 1)
        ],
        "closing": closing,
    }


def _day(facts: MeetingFacts) -> str:
    held = facts.meeting.held_on
    return full_day(held) if held else "{时间}"


def _number(number: int) -> str:
    """A number, or a hole where nothing was entered."""
    return str(number) if number else "{数目}"


def _attended(facts: MeetingFacts) -> list[str]:
    return [
        f"时间：{_day(facts)}。地点：{{地点}}。",
        "主持人：{主持人}。记录人：{记录人}。",
        f"应到{facts.asked}人，实到{{人数}}人。缺席人员和原因：{{缺席}}。",
        "列席：{上级党组织派员}。",
    ]


def _prepared(facts: MeetingFacts) -> list[str]:
    return [
        "学习：会前组织学习{内容}{次数}次。",
        f"征求意见：征求到意见建议{_number(facts.opinions)}条，已向本人反馈。",
        f"谈心谈话：开展谈心谈话{_number(facts.talks)}人次。",
        f"撰写和审核：应撰写材料{facts.asked}人，已提交{facts.handed_in}人，审核通过{facts.approved}人。",
    ]


def _held(facts: MeetingFacts) -> list[str]:
    heard = sum(map(len, facts.heard.values()))
    return [
        f"会议由{{主持人}}主持，应到{facts.asked}人，实到{{人数}}人，{{上级党组织派员}}到会指导。",
        "会上通报了上年度整改落实情况和会前准备情况，党员逐一对照检查，开展批评和自我批评，"
        f"相互提出批评意见{_number(heard)}条。",
    ]


def _named(facts: MeetingFacts) -> list[str]:
    if not facts.problems:
        return ["审核通过的材料共查摆问题{数目}条。主要是：{主要问题}。"]
    by_area = "，".join(f"{area}{number}条" for area, number in facts.areas)
    return [
        f"审核通过的{facts.approved}份材料共查摆问题{facts.problems}条：{by_area}。",
        "比较集中的是：{主要问题}。",
    ]


def _promised(facts: MeetingFacts) -> list[str]:
    if not facts.measures:
        return ["提出整改措施{数目}条，已列入整改台账。"]
    return [
        f"提出整改措施{facts.measures}条，其中{facts.limited}条明确了完成时限，"
        "都列入整改台账，由本人逐条落实，支部督促检查。"
    ]


def _called(who: Speaker) -> str:
    return f"{who.name}同志（{who.office}）" if who.office else f"{who.name}同志"


def _heard(facts: MeetingFacts, who: Speaker) -> str:
    said = facts.heard.get(who.owner, ())
    if not said:
        return "批评意见：{谁提的、提了什么}。"
    return f"批评意见：{'；'.join(one.rstrip('。；') for one in said)}。"
