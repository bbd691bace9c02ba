"""What would tell of whom and where a sentence speaks: names, units, places, days and numbers, found
so that they can be holes before it leaves. [pure]

It finds what has the look of one; who offers the sentence reads it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from drafting.document.ranges import TextRange
from drafting.proofing.core.tokens import is_word, tokenize

_N: Final = "一二两三四五六七八九十"
_YEAR: Final = r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年度?"
_MONTH: Final = rf"(?:\d{{1,2}}|[{_N}]{{1,2}})月(?:份|初|底|[上中下]旬)?"
_DAY: Final = rf"(?:\d{{1,2}}|[{_N}]{{1,3}})[日号]"
_WHEN: Final = re.compile(
    rf"{_YEAR}(?:[上下]半年|第?[一二三四1-4]季度)?(?:{_MONTH})?(?:{_DAY})?|{_MONTH}(?:{_DAY})?"
)
_CONTACT: Final = re.compile(
    r"[A-Za-z0-9_.]{2,30}@[A-Za-z0-9-]{2,30}\.[A-Za-z.]{2,12}|\d[\d -]{5,18}[\dXx]"
)
_UNITS: Final = "元人次件条项户场名篇份个天本遍趟期处家起亩吨岁"
_HOW_MANY: Final = re.compile(
    rf"\d+(?:\.\d+)?(?:[%％]|[余多万亿]*(?:小时|[{_UNITS}])?)"
    rf"|[一二两三四五六七八九十百千万亿]{{2,}}[余多]*(?:小时|[{_UNITS}])|百分之[{_N}百零点]+"
)
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范"
    "廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃戴莫孔汤林方高于任"
)
_TITLES: Final = (
    "同志|同学|老师|医生|师傅|书记|主任|局长|科长|院长|校长|馆长|经理|镇长|乡长|村长|组长|队长|处长|部长|股长|所长|站长|"
    "主席|委员|老板|女士|先生|大爷|大妈|大姐|大哥|大娘|奶奶|爷爷|阿姨"
)
_TITLED: Final = re.compile(rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}?)(?:{_TITLES})")
_HIDDEN_NAME: Final = re.compile(rf"[{_SURNAMES}]某某?")
_FAMILIAR: Final = re.compile(rf"[小老][{_SURNAMES}](?![\u4e00-\u9fff]?[法年人子师式路办区镇年地])")
_PLACE: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?:自治州|街道|社区|省|市|县|镇|乡|村|屯|小区)(?![委政级域民容])"
)
#: With these in it, what stands before 镇 or 社区 is no name (我们社区, 所在乡镇).
_NO_NAME: Final = frozenset(
    "我你他她本全各该这那某在到对为和与的了是有个一每农乡城市县区镇村于向从及所辖属地多两几街道老新小大等或并把被将去来下上"
)
#: Names of places that say nothing of where somebody works.
_EVERYBODYS: Final = frozenset(
    (
        "中国", "中华", "全国", "首都", "国家", "延安", "遵义", "井冈山", "西柏坡", "瑞金", "古田",
        "北京", "天安门", "长江", "黄河", "长城", "世界", "亚洲", "欧洲", "美国", "苏联", "中央",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling(TextRange):
    """A place of a text that tells of somebody or something: from ``start`` to ``end``, and the name
    of the hole that would stand there."""

    hole: str


def tellings(text: str, names: Collection[str], units: Iterable[str]) -> list[Telling]:
    """The places of a text that tell of whom or where it speaks, in order and apart from each other;
    what stands in a hole already is none.

    ``names`` are those of people that are known, ``units`` those of organisations.
    """
    found = [one for one in _all(text, names, units) if not _in_a_hole(text, one)]
    found.sort(key=lambda one: (one.start, one.start - one.end))
    apart: list[Telling] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def hidden(text: str, found: Iterable[Telling]) -> str:
    """The text with a hole in each of these places."""
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], f"{{{one.hole}}}"]
        at = one.end
    return "".join([*parts, text[at:]])


def _all(text: str, names: Collection[str], units: Iterable[str]) -> Iterator[Telling]:
    known = frozenset(names)
    sizes = {len(name) for name in known if len(name) > 1}
    for unit in units:
        if len(unit) > 1:
            for match in re.finditer(re.escape(unit), text):
                yield Telling(match.start(), match.end(), "单位")
    for start in range(len(text)):
        for size in sizes:
            if text[start : start + size] in known and start + size <= len(text):
                yield Telling(start, start + size, "姓名")
    for pattern, hole in (
        (_CONTACT, "号码"), (_WHEN, "时间"), (_HOW_MANY, "数量"), (_HIDDEN_NAME, "姓名"),
        (_FAMILIAR, "姓名"),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            yield Telling(match.start(), match.end(), hole)
    yield from _titled(text)
    yield from _places(text)


def _titled(text: str) -> Iterator[Telling]:
    """Names before a title; 任主任 and 于老师 at the end of 属于老师 are none."""
    words = {token.start: token.end for token in tokenize(text)}
    for match in _TITLED.finditer(text):
        start, end = match.span("name")
        if start in words and words[start] <= end and not _is_said(match["name"]):
            yield Telling(start, end, "姓名")


def _is_said(name: str) -> bool:
    return (len(name) > 1 and is_word(name)) or name in ("任", "于", "余", "向", "方")


def _places(text: str) -> Iterator[Telling]:
    for token in tokenize(text):
        word = text[token.start : token.end]
        if token.tag == "ns" and len(word) > 1 and word not in _EVERYBODYS:
            yield Telling(token.start, token.end, "地名")
        match = _PLACE.match(text, token.start)
        if match and _NO_NAME.isdisjoint(match["name"]) and not is_word(match.group()):
            yield Telling(match.start(), match.end(), "地名")


def _in_a_hole(text: str, one: Telling) -> bool:
    opened = text.rfind("{", 0, one.start)
    return (
        opened >= 0 and "}" not in text[opened : one.start] and "}" in text[one.end : one.end + 13]
    )
