"""Names of rules (党内法规) that are not theirs: 廉洁自律条例 for 廉洁自律准则."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Basis
from drafting.proofing.core.formulations import Formulation

_KIND = r"(?:条例|准则|章程|规定|细则|规则|办法|意见|守则|制度|法规)"
_QUOTED = re.compile(rf"《([^》《\n]{{4,40}}{_KIND})(?:（试行）)?》")
_PARTY = re.compile(
    rf"(?<!《)中国共产党(?:党员)?([\u4e00-\u9fff]{{2,14}}?){_KIND}(?![\u4e00-\u9fff]{{0,2}}》)"
)
_END = re.compile(rf"{_KIND}$")
_RULE = re.compile(r"(?:条例|准则|章程|规定|细则|规则|办法)(?:（试行）)?$")
#: Names shorter than this one are told from each other by two characters.
_LONG = 9
#: A name that is given in full (中国共产党…) is told from this length on.
_STEM = 4
#: Of 1: how far two names are the same.
_SAME = 0.8


def run(context: Context) -> Iterable[Hit]:
    """Names that have the stem of a known rule and another kind (条例 for 准则), and quoted ones with
    up to two characters too many or too few."""
    known = _known(context.tables.formulations.rows)
    for match in _QUOTED.finditer(context.text):
        yield from _compared(context, known, match.start(1), match.end(1))
    for match in _PARTY.finditer(context.text):
        yield from _compared(context, known, match.start(), match.end(), named=False)


@lru_cache(maxsize=8)
def _known(rows: tuple[Formulation, ...]) -> dict[str, Basis]:
    """The full names of the rules that the table has."""
    names = {re.sub(r"（[^）]*）$", "", row.text): row.basis for row in rows if row.kind == "fixed"}
    return {name: basis for name, basis in names.items() if _RULE.search(name)}


def _compared(
    context: Context, known: dict[str, Basis], start: int, end: int, named: bool = True
) -> Iterator[Hit]:
    got = context.text[start:end].removesuffix("（试行）")
    if any(_short(name) == _short(got) for name in known):
        return
    meant = [name for name in known if _stem(name) == _stem(got)]
    if not meant and named:
        meant = [name for name in known if _one_in_other(name, got) or _alike(name, got)]
    if len(meant) == 1:
        wanted = meant[0]
        message = f"没有“{got}”，应为“{wanted}”。"
        yield Hit(start, end, message, wanted, wanted, basis=known[wanted])


def _short(name: str) -> str:
    return name.removeprefix("中国共产党")


def _stem(name: str) -> str:
    return _END.sub("", _short(name)).removeprefix("党员")


def _one_in_other(name: str, got: str) -> bool:
    """Whether one of two long names is the other with one or two characters put in."""
    longer, shorter = sorted((_short(name), _short(got)), key=len, reverse=True)
    full = name.startswith("中国") and got.startswith("中国")
    if len(shorter) < (_STEM if full else _LONG) or not 1 <= len(longer) - len(shorter) <= 2:
        return False
    rest = iter(longer)
    return all(character in rest for character in shorter)


def _alike(name: str, got: str) -> bool:
    """Whether two long names are the same but for a word."""
    a, b = _short(name), _short(got)
    if min(len(a), len(b)) <= _LONG + 2 or a[:2] != b[:2] or a[-2:] != b[-2:]:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


CHECK = Check(
    id="regulation-name",
    rank=431,
    title="党内法规名称不对",
    severity="warning",
    why="条例、准则、规定各是一类法规，名称差一个字就不是那部法规。",
    source="fixtures/proofing/formulations.json 中的法规名称；党内法规正式文本",
    run=run,
    good=(
        Example("学习《中国共产党廉洁自律准则》《纪律处分条例》《支部工作条例（试行）》。"),
        Example("对照《科室考勤管理规定》和《中国共产党支部工作条例（试行）》。"),
        Example("落实各项廉洁自律规定，学习《中国共产党党员教育管理工作条例》。"),
    ),
    bad=(
        Example("学习《中国共产党纪律处分准则》。", ("中国共产党纪律处分准则",)),
        Example("对《廉洁自律守则》读得少。", ("廉洁自律守则",)),
        Example(
            "《关于新时期党内政治生活的若干准则》我没有对照。",
            ("关于新时期党内政治生活的若干准则",),
        ),
        Example("中国共产党问责办法我没有学。", ("中国共产党问责办法",)),
        Example(
            "《中国共产党党员重大事项请示报告条例》我没有看。",
            ("中国共产党党员重大事项请示报告条例",),
        ),
    ),
)
