"""What a sentence announces where no heading says it: problems, their causes, what is to be
done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from drafting.importing.segment.rows import SourceRow

#: In the order in which a paper has them.
ORDER: Final = ("previous", "problems", "causes", "measures")
_THESE: Final = r"(?:这些|上述|以上|此类|存在的?|自身|自己|我的?|查摆(?:出)?的?|的)"
_PATTERNS: Final = (
    (
        "causes",
        re.compile(
            r"^为(?:什么|啥)会?(?:这样|如此|这么|出现|产生|有)|(?:究其|分析|剖析|反思|查找|深挖|追究)(?:其|产生|存在|这些|上述|以上|问题|的|思想|深层次){0,4}(?:原因|根源)|追根溯源"
            r"|归根(?:结底|到底)|根源在于"
            rf"|(?:产生|出现|造成|导致|存在)?{_THESE}{{0,3}}(?:问题|不足|差距).{{0,10}}(?:原因|根源|症结)(?!分析不)"
            r"|(?:这些|上述|以上|我的?).{0,6}(?:问题|不足|差距).{0,12}(?:根子|根源|病根|症结|出在)"
            r"|之所以(?:存在|出现|产生|会)|(?:主要|根本|思想|主观)(?:的)?(?:原因|根源)(?:是|有|在于|如下|：)|原因(?:主要)?(?:如下"
            r"|在于|有|是)"
        ),
    ),
    (
        "measures",
        re.compile(
            r"^(?:(?:在)?(?:今后|以后|下一?步|下一阶段|接下来|新的一年|为此|对此|下步)|针对.{0,16}(?:问题|不足|差距)"
            r"|(?:我)?(?:决心|打算|准备|计划))"
            r".{0,60}(?:改进|整改|努力|做到|加强|克服|改正|措施|打算|坚持|提高|方面|抓好|做好|将|要|方向|落实)"
            r"|^(?:我的?)?(?:整改|改进)(?:措施|打算|方向)(?:是|有|如下|：)|^(?:我将|我要)从?.{0,30}(?:以下|如下|方面|：)"
        ),
    ),
    (
        "previous",
        re.compile(
            r"^(?:上一?年度?|去年).{0,40}(?:整改|问题|不足).{0,30}(?:情况|如下|完成|落实|：)"
        ),
    ),
    (
        "problems",
        re.compile(
            r"(?:存在|查找|查摆|检视|剖析|梳理|发现|反思|对照|认识到|还有).{0,24}(?:问题|不足|差距|短板|缺点|毛病)"
            r"|(?:问题|不足|差距)(?:主要|集中)?(?:有|是|表现)"
            r"|^(?:我|自己|自身|本人|存在|主要|突出|的){0,4}(?:问题|不足|差距|毛病|缺点)[：:]"
        ),
    ),
)
_ANNOUNCES: Final = re.compile(
    r"如下|以下|下面|下列|主要(?:有|是|表现|存在|在于)|具体(?:表现|是|来说)|表现[在为]|(?:[一二三四五六七八九十两几]|\d)(?:个|点|条|方面)|[：:]"
)
#: A paragraph that begins so goes on with the problems themselves.
_ADMITS: Final = re.compile(
    r"我?(?:感到|觉得|认为|看到|深感|意识到|发现)[^，。]{0,8}(?:自己|自身|我)?[^。]{0,10}(?:差距|不足|问题|缺点|做得不"
    r"|有待)(?![^。]{0,10}(?:原因|根源))"
)
#: 首先，我汇报存在的问题。 What names more than one thing is an opening.
_TELLS: Final = re.compile(
    r"我[^，。]{0,6}(?:分析|剖析|谈谈?|说说?|讲讲?|汇报|报告|检查)(?:一下)?(?![^。]*(?:和|及|、|以及)[^。]*(?:问题|原因|措施|打算"
    r"|方向))[^，。]{0,8}?"
    r"(?:(?P<problems>问题|不足|差距)|(?P<causes>原因|根源)|(?P<measures>整改|措施|打算|努力方向))[^，。]{0,4}[。：]$"
)
_OPENS: Final = re.compile(
    r"^(?:按照|根据|按|遵照|为了?|同志们|各位|这次|本次|会前|近期)|现(?:将|就|作|把|剖析|报告|汇报|对照|检查|检视).{0,16}(?:如下|[：:])"
)
#: Where a paragraph goes over from one to the next.
_TURNS: Final = re.compile(
    r"(?<=[。！？；])\s*(?=究其|分析原因|剖析原因|追根溯源|产生(?:这些|上述|以上)|造成(?:这些|上述|以上)|之所以|(?:这些|上述|以上)问题"
    r"|今后|下一?步|接下来|针对(?:这些|上述|以上|存在|自身)|为此，我)"
)
_PROBLEM: Final = re.compile(
    r"不(?![断仅但折少低])|欠缺|缺乏|缺少|没有|未能|薄弱|不到位|差距|不足|少|松|淡|弱|慢|怕|拖|浅|粗"
)
_MEASURE: Final = re.compile(
    r"加强|坚持|提高|增强|强化|每[天日周月季年]|我?[将要](?!求)|做到|制定|完成|改进|克服|严格|落实|主动|带头|定期|建立"
)


def announced(text: str) -> str | None:
    """The role that the first sentence of a text announces, or None."""
    first = re.split(r"(?<=[。！？；])", text, maxsplit=1)[0]
    if (tells := _TELLS.search(first)) and len(first) < len(text):
        return tells.lastgroup
    for role, pattern in _PATTERNS:
        match = pattern.search(first)
        if match and (role in ("causes", "measures") or _ANNOUNCES.search(first)):
            return role
    return "problems" if len(first) < len(text) and _ADMITS.search(first) else None


def only_announces(text: str) -> bool:
    """Whether the first sentence of a text says no more than what is told next."""
    first = re.split(r"(?<=[。！？；])", text, maxsplit=1)[0]
    return _TELLS.search(first) is not None


def is_opening(text: str) -> bool:
    """Whether a sentence that announces problems is the opening of the paper."""
    return bool(_OPENS.search(text))


def leans_to(text: str) -> str | None:
    """Whether a point is worded as a problem or as a measure; None where it may be either."""
    claim = re.split(r"[。；]", text, maxsplit=1)[0]
    problem, measure = bool(_PROBLEM.search(claim)), bool(_MEASURE.search(claim))
    return None if problem == measure else ("problems" if problem else "measures")


def turns(row: SourceRow) -> Iterator[SourceRow]:
    """A paragraph cut where a sentence announces what comes next; most are one piece."""
    begin = 0
    for match in _TURNS.finditer(row.text):
        if announced(row.text[match.end() :]):
            yield row.part(begin, match.start())
            begin = match.end()
    yield row.part(begin, len(row.text)) if begin else row
