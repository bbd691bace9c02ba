"""Breaking a long title into lines that look well: 梯形 or 菱形, no word split (GB/T 9704-2012,
7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: Longer texts are no titles; they are left to the word processor.
_LONGEST = 120
_INFINITE = float("inf")
#: A break inside unknown text may split a word: it costs as much as lines this uneven (characters,
#: squared).
_RISK = 30.0
_CLOSING = "、，。：；！？）》”’】"
_OPENING = "（《“‘【"

#: Words of such titles. A break beside one is safe, inside one never made.
_WORDS = """
习近平新时代中国特色社会主义思想 深入贯彻中央八项规定精神学习教育
中央八项规定精神 党史学习教育 党纪学习教育 主题教育 学习教育 专题民主生活会 专题组织生活会 民主生活会 组织生活会
领导班子成员 领导班子 领导干部 党员 党支部 党总支 党委 党组 支部委员 书记 委员会 委员 个人对照检查剖析材料 对照检查剖析材料
对照检查材料 对照检查 检视剖析材料 检视剖析 剖析材料 发言提纲 发言材料 检查材料 问题清单 整改台账 整改落实 整改情况 整改措施
民主评议党员 民主评议 学习贯彻 贯彻落实 个人 年度 专题 情况 报告 材料 关于 开展 召开 以及 和 的 暨
""".split()  # noqa: SIM905 - a list of forty quoted words would hide them
_TOKEN = re.compile(
    r"\d+年(?:度)?|[0-9A-Za-z.,%·-]+|"
    + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
)


def cells(text: str) -> float:
    """The width of a text in Chinese characters: what is Latin counts half."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "“”‘’—…·" else 1.0 for char in text)


@lru_cache(maxsize=256)
def shaped(text: str, width: int) -> tuple[str, ...]:
    """The lines of a title for lines of ``width`` characters; line breaks that the author set are
    kept."""
    if "\n" in text:
        return tuple(
            line
            for part in text.split("\n")
            if part.strip()
            for line in shaped(part.strip(), width)
        )
    if cells(text) <= width or len(text) > _LONGEST:
        return (text,)
    for count in range(2, len(text)):
        if lines := _balanced(text, count, width):
            return lines
    return (text,)


def _balanced(text: str, count: int, width: int) -> tuple[str, ...] | None:
    """The text in ``count`` lines of at most ``width``, as even as safe breaks allow; None where it
    does not fit."""
    risk = dict(_places(text))
    ends_of_lines = [*risk, len(text)]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for line in range(count):
        wanted = cells(text) / count + _leaning(line, count)
        step: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in ends_of_lines:
            if (end == len(text)) != (line == count - 1):
                continue
            options = [
                (cost + (size - wanted) ** 2 + risk.get(end, 0.0), (*ends, end))
                for start, (cost, ends) in best.items()
                if start < end and (size := cells(text[start:end])) <= width
            ]
            if options:
                step[end] = min(options)
        best = step
    cost, ends = best.get(len(text), (_INFINITE, ()))
    if cost == _INFINITE:
        return None
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _leaning(line: int, count: int) -> float:
    """How much wider than the mean a line should be, so that lines form a trapezoid (two) or a
    diamond (three)."""
    if count == 2:
        return 1.0 if line == 0 else -1.0
    return 1.0 if 0 < line < count - 1 else -0.5


def _places(text: str) -> Iterator[tuple[int, float]]:
    """Where a line may end, and what a break there costs."""
    inside: set[int] = set()
    edges: set[int] = set()
    for found in _TOKEN.finditer(text):
        inside.update(range(found.start() + 1, found.end()))
        edges.update(found.span())
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if place in inside or after in _CLOSING or before in _OPENING:
            continue
        if after == "的" or before in "和暨":
            continue
        safe = place in edges or before in _CLOSING or after in _OPENING
        yield place, 0.0 if safe else _RISK
