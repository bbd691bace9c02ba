"""Meetings and campaigns with a time that is not theirs: 2025年开展党纪学习教育."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.dated_names import DatedName
from drafting.proofing.core.own_time import of_its_time

_WHEN = r"(20\d\d)年(?:(\d{1,2})月)?(?:\d{1,2}日)?"
_DONE = r"(?:召开|举行|开展|启动|部署|组织|参加|进行|集中学习)(?:了|过|的)?的?[“《]?"
#: Said of what comes after it: 巩固党纪学习教育成果 may be of any later year.
_AFTER = r"(?!”?(?:精神|报告|常态化|成果|回头看|“回头看”|总结|制定|反馈|整改|长效|期间反馈))"
#: In the order of its months the paper of a year may still speak of the next spring.
_NEXT_SPRING = 106
#: No central committee of these met more often.
_NO_PLENUM = re.compile(r"十[六七八九]届[八九十]中全会|二十一届[一二三四五六七]中全会")
_PLAN = re.compile(r"(?:审议)?通过(?:了|的)?“?(十[三四五]五)”?(?:规划)?(?:的)?建议")
_PLANS = {"十三五": "第十三个五年", "十四五": "第十四个五年", "十五五": "第十五个五年"}
_LEARNT = re.compile(r"学习|学得|学了|没学|没有学|贯彻|领会|传达|落实|宣讲|吃透|学深|理解|把握")


def run(context: Context) -> Iterable[Hit]:
    """Names of the table (…（2024年4月至2024年7月）) beside another year or month, names of what was
    not yet or is long over in the paper's year, documents of another plenum."""
    for match in _NO_PLENUM.finditer(context.text):
        yield Hit(match.start(), match.end(), f"没有{match.group()}。", "核对是第几届第几次全会")
    done: set[int] = set()
    for name in context.tables.formulations.dated:
        if name.rule:
            continue
        context.tick()
        for match in re.finditer(name.pattern, context.text):
            if match.start() not in done:
                done.update(range(match.start(), match.end()))
                yield from _judged(context, name, match.start(), match.end())


def _judged(context: Context, name: DatedName, start: int, end: int) -> Iterator[Hit]:
    sentence = context.sentence_at(start)
    if sentence is None:
        return
    said = [m for m in _times(name).finditer(sentence.text) if _on(m, start - sentence.start)]
    wrong = [match for match in said if not _holds(name, match)]
    basis, when = name.basis, f"“{name.name}”是{name.when}"
    if wrong:
        at = sentence.start + wrong[0].start()
        stop = max(end, sentence.start + wrong[0].end())
        yield Hit(at, stop, f"{when}的，这里写的时间不对。", f"改为{name.when}", basis=basis)
    elif not said and (why := _out_of_year(context, name, sentence.text)):
        yield Hit(start, end, f"{when}的，{why}", "核对年份和名称", None, "advice", basis)
    yield from _documents(context, name, end)


def _on(match: re.Match[str], place: int) -> bool:
    return match.start() <= place < match.end()


@lru_cache(maxsize=256)
def _times(name: DatedName) -> re.Pattern[str]:
    said = name.pattern
    return re.compile(
        rf"{_WHEN}(?:[^，。；、\d“”《》]{{0,10}}{_DONE}|的?[“《]?){said}{_AFTER}"
        rf"|{said}”?，?(?:于|在|是)?[（(]?{_WHEN}[^，。；\d]{{0,4}}(?:召开|举行|开展|启动|的|[）)])"
    )


def _holds(name: DatedName, match: re.Match[str]) -> bool:
    """Whether the time that is said is its own; a campaign begins in a unit when it begins there,
    so that only its years count."""
    year, month = match[1] or match[3], match[2] or match[4]
    return name.holds(int(year), int(month or 0) if name.meeting else 0)


def _out_of_year(context: Context, name: DatedName, sentence: str) -> str:
    """Why it does not belong into a paper of this year; empty where it does, or is told as of its
    own time."""
    if context.year is None:
        return ""
    if name.first > context.year * 100 + _NEXT_SPRING:
        return "" if str(name.first // 100) in sentence else f"{context.year}年度的材料里还没有。"
    long_ago = name.last // 100 + 2 <= context.year
    if not long_ago or of_its_time(sentence.replace(name.name, ""), name.last // 100):
        return ""
    return _overtaken(context, name, sentence) if name.meeting else "像是往年材料里留下的。"


def _overtaken(context: Context, name: DatedName, sentence: str) -> str:
    """Whether a meeting is studied that a later one of its kind has followed, which is not
    named."""
    newer = [other for other in _same_kind(context, name) if name.first < other.first]
    named = any(re.search(other.pattern, sentence) for other in newer)
    if not newer or named or not _LEARNT.search(sentence):
        return ""
    return "之后又开过会，像是往年材料里留下的。"


def _same_kind(context: Context, name: DatedName) -> Iterator[DatedName]:
    latest = (context.year or 0) * 100 + 12
    for other in context.tables.formulations.dated:
        if other.meeting == name.meeting and not other.rule and other.first <= latest:
            yield other


def _documents(context: Context, name: DatedName, end: int) -> Iterator[Hit]:
    passed = re.compile(r"(?:审议)?通过(?:了|的)?《([^》\n]{2,60})》").match(context.text, end)
    if name.meeting and (plan := _PLAN.match(context.text, end)):
        number = _PLANS.get(plan[1])
        if number and not any(number in title for title in name.titles):
            message = f"“{plan[1]}”规划建议不是{name.name}通过的。"
            yield Hit(plan.start(1), plan.end(), message, "核对会议和文件", basis=name.basis)
    if passed and name.titles:
        title = passed[1]
        if not any(title in own or own in title for own in name.titles):
            own = "》《".join(name.titles)
            message = f"{name.name}通过的是《{own}》。"
            start, stop = passed.span(1)
            yield Hit(start, stop, message, f"核对会议和文件，或改为《{own}》", basis=name.basis)


CHECK = Check(
    id="formulation-date",
    rank=421,
    title="会议、学习教育的时间不对",
    severity="warning",
    why="哪次全会、哪次学习教育在哪一年，写错就是张冠李戴；往年的名称留在今年的材料里，说明照搬了旧材料。",
    source="fixtures/proofing/formulations.json，带有时间的固定表述，如“党纪学习教育（2024年4月至2024年7月）”",
    run=run,
    good=(
        Example("2024年开展党纪学习教育时，我写了两篇心得。", (), {"year": 2024}),
        Example("2024年7月召开的党的二十届三中全会，我学了三遍公报。", (), {"year": 2024}),
        Example("2019年“不忘初心、牢记使命”主题教育中查摆的问题，我改了。", (), {"year": 2024}),
        Example("2025年巩固党纪学习教育成果，我抄写了条例。", (), {"year": 2025}),
        Example("学习党的十九届六中全会和二十届三中全会精神不深。", (), {"year": 2024}),
        Example("2023年学习党的二十大精神时，我请了两次假。", (), {"year": 2023}),
        Example("党的十九届六中全会通过的《决议》我读过一遍。", (), {"year": 2021}),
    ),
    bad=(
        Example(
            "2023年开展的党史学习教育，我没有学好。",
            ("2023年开展的党史学习教育",),
            {"year": 2023},
        ),
        Example(
            "党的二十届三中全会于2024年10月召开。",
            ("党的二十届三中全会于2024年10月召开",),
            {"year": 2024},
        ),
        Example("学习党的十九届四中全会精神不主动。", ("党的十九届四中全会",), {"year": 2023}),
        Example("学习党的二十届四中全会精神不系统。", ("党的二十届四中全会",), {"year": 2023}),
        Example(
            "党的二十届三中全会通过的《中共中央关于全面深化改革若干重大问题的决定》没有学深。",
            ("中共中央关于全面深化改革若干重大问题的决定",),
            {"year": 2024},
        ),
        Example(
            "党的二十届三中全会审议通过“十五五”规划建议，我没有学。",
            ("十五五”规划建议",),
            {"year": 2025},
        ),
        Example("学习党的十九届八中全会精神不及时。", ("十九届八中全会",), {"year": 2024}),
        Example("在党史学习教育中，我只抄了笔记。", ("党史学习教育",), {"year": 2024}),
    ),
)
