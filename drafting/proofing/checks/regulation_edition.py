"""Editions of rules (党内法规) that are not in force, or that never were: 2018年修订的纪律处分条例."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.dated_names import DatedName

_MADE = r"(?:新?修订|修改|印发|颁布|发布|公布|出台|制定|实施|施行|新版|版)"
_FORCE = re.compile(r"施行|实施|生效")


def run(context: Context) -> Iterable[Hit]:
    """A year said of a rule that the table has by its editions, where it is not the year of the
    edition that holds in the paper's year, nor of its coming into force."""
    rules = [name for name in context.tables.formulations.dated if name.rule]
    for _, group in groupby(rules, key=lambda rule: rule.name):
        editions = list(group)
        context.tick()
        for match in _said(editions[0]).finditer(context.text):
            yield from _judged(context, editions, match)


def _said(rule: DatedName) -> re.Pattern[str]:
    name = rf"《?(?:中国共产党)?{re.escape(rule.name.removeprefix('中国共产党'))}(?:（试行）)?》?"
    before = rf"(20\d\d)年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:起)?(?:最?新)?{_MADE}(?:并?施行)?的?"
    after = rf"[（(](20\d\d)年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:起)?{_MADE}?[^）)\n]{{0,6}}[）)]"
    later = (
        rf"，?(?:于|在|是|自)?(20\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:起)?(?:最?新)?{_MADE}"
    )
    bare = r"(?:按照?|根据|依据|对照|违反|学的(?:还)?是|依照)(20\d\d)年?的?(?=《)"
    return re.compile(rf"{bare}{name}|{before}{name}|{name}{after}|{name}{later}")


def _judged(context: Context, editions: Sequence[DatedName], match: re.Match[str]) -> Iterator[Hit]:
    latest = [e for e in editions if context.year is None or e.first // 100 <= context.year]
    if not latest:
        return
    now = latest[-1]
    in_force = bool(_FORCE.search(match.group())) and now.force
    right = (now.force if in_force else now.first) // 100
    sentence = context.sentence_at(match.start())
    told_both = sentence is not None and str(right) in sentence.text
    if int(next(filter(None, match.groups()))) != right and not told_both:
        message = f"《{now.name}》现行的是{now.when}的。"
        yield Hit(match.start(), match.end(), message, f"改为{now.when}", basis=now.basis)


CHECK = Check(
    id="regulation-edition",
    rank=432,
    title="党内法规的版本不对",
    severity="warning",
    why="引用已经被新修订取代的版本，或者写错修订年份，等于没有学过现行的规定。",
    source="fixtures/proofing/formulations.json，带有修订时间的法规名称",
    run=run,
    good=(
        Example("2023年12月修订的《中国共产党纪律处分条例》我学了两遍。", (), {"year": 2024}),
        Example("2024年1月1日起施行的《纪律处分条例》我学了两遍。", (), {"year": 2024}),
        Example("2018年修订的《中国共产党纪律处分条例》我学了两遍。", (), {"year": 2019}),
        Example("《纪律处分条例》2018年修订过，2023年又作了修订。", (), {"year": 2024}),
        Example("《中国共产党问责条例》（2019年修订）我没有学深。", (), {"year": 2024}),
        Example("2024年学习《中国共产党廉洁自律准则》少。", (), {"year": 2024}),
    ),
    bad=(
        Example(
            "2015年印发的《中国共产党纪律处分条例》我常看。",
            ("2015年印发的《中国共产党纪律处分条例》",),
            {"year": 2024},
        ),
        Example(
            "按照《中国共产党巡视工作条例》（2017年修订）的要求。",
            ("《中国共产党巡视工作条例》（2017年修订）",),
            {"year": 2025},
        ),
        Example(
            "2016年修订的《中国共产党问责条例》学得少。",
            ("2016年修订的《中国共产党问责条例》",),
            {"year": 2023},
        ),
        Example(
            "《中国共产党纪律处分条例》2021年修订后，我没有再学。",
            ("《中国共产党纪律处分条例》2021年修订",),
            {"year": 2024},
        ),
        Example(
            "2024年新修订的《纪律处分条例》学得浅。",
            ("2024年新修订的《纪律处分条例》",),
            {"year": 2024},
        ),
    ),
)
