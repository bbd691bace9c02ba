"""A place or unit that is not the author's own: left over from somebody else's paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Severity
from drafting.proofing.core.tables import Tables
from drafting.proofing.core.tokens import is_word, tag_of

_UNIT = re.compile(
    r"区委|县委|市委|省委|区政府|县政府|市政府|办公室|政府办|街道|开发区|管委会|局|法院|检察院|公安|税务|医院|学校|"
    r"中学|小学|社区|镇|乡|干部|人民"
)
#: People go to see places, cite them, and come from them.
_VISIT = re.compile(
    r"(?:赴|到|去|在|前往|来自|参观|学习|借鉴|祖籍|调任|重走|歌颂|援|驻|对口|帮扶|考察)[^，。；]{0,6}$"
)
_FULL = re.compile(r"(?<=[\u4e00-\u9fff]{2})[区县市](?!委|政府|级|域)")
#: Districts with names that any town has.
_COMMON = frozenset(
    ("老城区", "新城区", "城中区", "市中区", "中心区", "郊区", "城区", "矿区", "新市区")
)
#: Below a county: of the table's names, which are counties and above, only a namesake.
_TOWNSHIP = re.compile(r"[镇乡]|社区")
_HIDES = re.compile(r"我(?:区|市|县|省|镇|乡|局)|\*\*|XX|××|某")


def run(context: Context) -> Iterable[Hit]:
    """Names given as foreign; place names before a unit's name in a text that otherwise hides where
    it is from or names another place, unless they are among the author's own names."""
    yield from _given(context)
    text = context.text
    found = list(_places(context))
    own = set(context.own_names)
    names = Counter(name for name, _, _ in found)
    foreign = _foreign(names, own)
    hides = bool(_HIDES.search(text))
    for name, start, end in found:
        if name not in foreign:
            continue
        alone = text.count(name) == 1
        left_over = alone and start > len(text) // 10 and (hides or len(names) > 1)
        if left_over or (own and not _TOWNSHIP.match(text, end)):
            severity: Severity = "warning" if left_over else "advice"
            noticed = f"全文没有别处提到“{name}”" if alone else f"本单位的名称里没有“{name}”"
            yield Hit(
                start,
                end,
                f"{noticed}，可能是套用材料时漏改的地名。",
                "核对，换成自己的单位或地名",
                None,
                severity,
            )


def _given(context: Context) -> Iterator[Hit]:
    """Names given as foreign."""
    for name in context.foreign_names:
        for match in re.finditer(re.escape(name), context.text):
            yield Hit(
                match.start(),
                match.end(),
                f"“{name}”不是本单位的名称。",
                "换成自己的单位或地名",
                None,
                "error",
            )


def _foreign(names: Iterable[str], own: Iterable[str]) -> set[str]:
    """The names that are in none of the author's own."""
    return {name for name in names if not any(name in other for other in own)}


def _places(context: Context) -> Iterator[tuple[str, int, int]]:
    names, longest = _names(context.tables)
    text = context.text
    ends = {match.start() for match in _UNIT.finditer(text)}
    # a full name (历下区) needs no unit behind it
    ends |= {match.end() for match in _FULL.finditer(text)}
    for end in sorted(ends):
        for size in range(longest, 1, -1):
            start = end - size
            if start >= 0 and text[start:end] in names:
                if not _VISIT.search(text[max(0, start - 12) : start]):
                    yield text[start:end], start, end
                break


@lru_cache(maxsize=4)
def _names(tables: Tables) -> tuple[frozenset[str], int]:
    """Bare names that mean nothing but the place, and full names; and how long the longest is."""
    plain = {
        name
        for name in tables.places
        if len(name) >= 2 and (not is_word(name) or tag_of(name) == "ns")
    }
    names = plain | {
        name for name in tables.places.values() if len(name) >= 3 and name not in _COMMON
    }
    return frozenset(names), max(map(len, names))


CHECK = Check(
    id="leaked-place",
    rank=840,
    title="疑似漏改的地名、单位名",
    severity="warning",
    why="前面都写“我区”，后面冒出一个具体的地名，多半来自别处的材料。",
    source="审核常见退回理由第11条：占位符、地名、单位名没有改；地名表：国家统计局行政区划",
    run=run,
    good=(
        Example(
            "我区正在创建文明城区，改造老城区。我随队到延安干部学院培训，参观了井冈山市政府旧址。"
        ),
    ),
    bad=(
        Example(
            "我区的重点项目进展不快，我协调得少。" * 3 + "今后努力树立槐荫办公室的好形象。",
            ("槐荫",),
        ),
        Example("我在柳河镇工作。努力为清江镇争光。", ("清江镇",), {"foreign_names": ("清江镇",)}),
    ),
)
