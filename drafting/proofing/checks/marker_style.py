"""Markers of a list with a wrong mark behind them, and lists that change their kind: 一是、, 首先…二是."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.common.numerals import SIGNS
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan

_OPEN = rf"(?:^|(?<=[。；！？：;\n])|(?<=^[{SIGNS}]、))[ \t\u3000]*"
_MARK = re.compile(
    rf"{_OPEN}(?P<is>[{SIGNS}]{{1,2}}是)(?P<after>[、.．：:，,])(?=[^\n])"
    rf"|{_OPEN}(?P<paren>[（(](?:[{SIGNS}]{{1,3}}|\d{{1,2}})[）)])(?P<stop>[、.．，])"
    rf"|{_OPEN}(?P<both>第[{SIGNS}]是)(?P<too>[、，]?)"
    rf"|{_OPEN}(?P<first>首先|其次|再次|最后|第[{SIGNS}]|其[一二三四五])(?P<pause>、)(?![{SIGNS}])"
    rf"|{_OPEN}(?P<han>[{SIGNS}]{{1,2}})(?P<dot>[.．])(?=[\u4e00-\u9fff])",
    re.MULTILINE,
)
#: The ways to count, each with its first word and what goes on.
_WAYS: Final = {
    "是": (rf"[{SIGNS}]是", "一是"),
    "首先": (r"首先|其次|再次", "首先"),
    "第": (rf"第[{SIGNS}](?=[，、,：:])", "第一"),
    "其": (r"其[一二三四五](?=[，、,：:])", "其一"),
}
_ALL = re.compile(
    _OPEN + "(?:" + "|".join(f"(?P<w{n}>{way})" for n, (way, _) in enumerate(_WAYS.values())) + ")",
    re.MULTILINE,
)
#: A dash typed or scanned for 一.
_DASHED: Final = re.compile(r"^[ \t\u3000]*(?P<dash>[—－–])、(?=[\u4e00-\u9fff])", re.MULTILINE)
_NAMES: Final = tuple(first for _, first in _WAYS.values())
_STARTS: Final = ("首先", "一是", "第一", "其一")


def run(context: Context) -> Iterable[Hit]:
    """A mark after 一是 or （一）, 一. for 一、; and a second member that is counted another way than
    the first."""
    automatic = {span.start for span in context.outline.automatic()}
    for match in _MARK.finditer(context.text):
        name = next(n for n in ("after", "stop", "pause", "dot", "too") if match[n] is not None)
        marker = match.group().strip()
        start = match.end() - len(marker)
        if start not in automatic:
            bare = marker[:-1]
            wanted = bare + {"pause": "，", "dot": "、"}.get(name, "")
            yield Hit(start, match.end(), f"“{bare}”后面的标点不对。", wanted, wanted)
    for match in _DASHED.finditer(context.text):
        yield Hit(match.start("dash"), match.end(), "序号“一”打成了横线。", "一、", "一、")
    for line in context.paragraphs:
        yield from _changed(line)


def _changed(line: TextSpan) -> Iterator[Hit]:
    """Where the list of a paragraph goes on in another way right after its first member."""
    kind, members = -1, 0
    for match in _ALL.finditer(line.text):
        word = match.group().strip()
        now = next(n for n in range(len(_NAMES)) if match[f"w{n}"])
        if word in _STARTS:
            kind, members = now, 1
        elif kind == now:
            members += 1
        elif kind >= 0 and members == 1:
            start = line.start + match.end() - len(word)
            message = f"前面用“{_NAMES[kind]}”，这里换成了“{word}”，序号不成一套。"
            yield Hit(start, start + len(word), message, "同一组用同一套序号", None, "advice")
            kind = -1


CHECK = Check(
    id="marker-style",
    rank=231,
    title="序号写法不规范、前后不一套",
    severity="warning",
    why="“一是”“（一）”后面不加顿号，“首先”后面用逗号；同一组并列用同一套序号。",
    source="GB/T 15834—2011 第4.5.3.4条：带括号的序次语后面不用顿号；GB/T 9704—2012 第7.3.3条",
    run=run,
    good=(
        Example("一是读得少。二是想得浅。首先，不挤时间。其次，不做笔记。"),
        Example("第一，读得少。第二，想得浅。\n（一）学习方面。\n1.读得少。"),
        Example("这一是一、二是二的事，我没有分清。首先要学，一是挤时间，二是做笔记。"),
    ),
    bad=(
        Example("一是、读得少。二是、想得浅。", ("一是、", "二是、")),
        Example("（一）、学习方面。\n首先、读得少。", ("（一）、", "首先、")),
        Example("其一、读得少。其二、想得浅。", ("其一、", "其二、")),
        Example("首先，读得少。二是想得浅。", ("二是",)),
        Example("一是读得少。其次，想得浅。", ("其次",)),
        Example("一.学习方面读得少。", ("一.",)),
        Example("—、存在的问题", ("—、",)),
    ),
)
