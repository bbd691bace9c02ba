"""Brackets, title marks and quotation marks that do not pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan

_OPENERS: Final = {"（": "）", "《": "》", "“": "”", "‘": "’", "【": "】", "〔": "〕", "「": "」"}
_CLOSERS: Final = {closer: opener for opener, closer in _OPENERS.items()}
_TWINS: Final = {"(": "（", ")": "）"}


def run(context: Context) -> Iterable[Hit]:
    """Match the pairs paragraph by paragraph. A half-width bracket counts as its twin: its width is
    another check's matter."""
    for line in context.paragraphs:
        yield from _unpaired(line)


def _unpaired(line: TextSpan) -> Iterator[Hit]:
    waiting: list[tuple[str, int]] = []
    number: Counter[str] = Counter()  # of each opener that waits

    def pop() -> tuple[str, int]:
        number[waiting[-1][0]] -= 1
        return waiting.pop()

    for offset, raw in enumerate(line.text):
        mark = _TWINS.get(raw, raw)
        if mark in _OPENERS:
            if waiting and waiting[-1][0] == mark and mark in "“《":
                # the same mark twice: the first was never closed
                yield _lonely(line, *pop())
            waiting.append((mark, offset))
            number[mark] += 1
        elif mark in _CLOSERS:
            if number[_CLOSERS[mark]]:
                while waiting[-1][0] != _CLOSERS[mark]:
                    yield _lonely(line, *pop())
                pop()
            elif not (raw == ")" and _enumerates(line.text, offset)):
                yield _lonely(line, mark, offset)
    for mark, offset in waiting:
        yield _lonely(line, mark, offset)


def _enumerates(text: str, offset: int) -> bool:
    """Whether the bracket belongs to a number such as 1)."""
    return text[max(0, offset - 1) : offset].isdecimal()


def _lonely(line: TextSpan, mark: str, offset: int) -> Hit:
    other = _OPENERS.get(mark) or _CLOSERS[mark]
    at = line.start + offset
    where = "后面" if mark in _OPENERS else "前面"
    return Hit(
        at, at + 1, f"“{mark}”不成对，{where}缺“{other}”。", f"补上“{other}”，或删去“{mark}”"
    )


CHECK = Check(
    id="bracket-pair",
    rank=320,
    title="括号、引号、书名号不成对",
    severity="error",
    why="少半个引号或书名号，引文和书名到哪里为止就看不出来。",
    source="GB/T 15834—2011 第4.8、4.9、4.15条",
    run=run,
    good=(
        Example("认真学习《中国共产党章程》，树牢“四个意识”（含“看齐意识”）。"),
        Example("步骤有：1)学习；2)讨论。"),
    ),
    bad=(
        Example("认真学习《中国共产党章程，树牢“四个意识”。", ("《",)),
        Example("存在差不多、过得去”的思想。", ("”",)),
    ),
)
