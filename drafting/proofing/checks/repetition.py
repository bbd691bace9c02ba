"""A sentence that comes again inside the paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: Chinese characters in a row that two people would not write twice by chance; standing expressions
#: do not count.
_RUN: Final = 14


def run(context: Context) -> Iterable[Hit]:
    """Runs of characters, punctuation left out, that the text has had before. Headings, opening and
    closing repeat by nature."""
    text = context.text
    places = [i for i in _body(context) if "\u4e00" <= text[i] <= "\u9fff"]
    standing = bytearray(len(text) + 1)
    for start, end in context.covered:
        standing[start:end] = b"\1" * (end - start)
    han = "".join("\0" if standing[i] else text[i] for i in places)
    seen: dict[str, int] = {}
    at = 0
    while at + _RUN <= len(han):
        gram = han[at : at + _RUN]
        before = seen.get(gram)
        if before is None or before + _RUN > at or "\0" in gram:
            seen.setdefault(gram, at)
            at += 1
            continue
        size = _size(han, before, at)
        yield _hit(context, places, before, at, size)
        at += size


def _size(han: str, before: int, at: int) -> int:
    """How long the run at a place is the same as the one before, which does not reach into it."""
    size = _RUN
    while (
        at + size < len(han) and before + size < at and han[at + size] == han[before + size] != "\0"
    ):
        size += 1
    return size


def _body(context: Context) -> Iterator[int]:
    """The places of what the author says: without headings, and without numbers that the positions
    make."""
    headings = (area.heading for division in context.outline.divisions for area in division.areas)
    left = {
        n for span in (*headings, *context.outline.automatic()) for n in range(span.start, span.end)
    }
    for division in context.outline.divisions:
        yield from (n for n in range(division.heading.end, division.whole.end) if n not in left)


def _hit(context: Context, places: list[int], before: int, at: int, size: int) -> Hit:
    start, end = places[at], places[at + size - 1] + 1
    earlier = context.text[places[before] : places[before] + 12]
    return Hit(start, end, f"与前文“{earlier}……”重复。", "保留一处，另一处改写或删去")


CHECK = Check(
    id="repetition",
    rank=830,
    title="文内重复",
    severity="warning",
    why="同一句话出现两次，多是粘贴留下的；规范表述不算重复。",
    source="真实材料审校所见",
    run=run,
    good=(
        Example(
            "一、存在的问题\n深入学习习近平新时代中国特色社会主义思想不够。\n二、整改措施\n深入学习习近平新时代中国特色社会主义思想。"
        ),
    ),
    bad=(
        Example(
            "一、存在的问题\n到村里去得少，没有坐下来认真听一听老人的难处。工作浮。\n二、原因剖析\n说到底是没有坐下来认真听一听老人的难处。",
            ("没有坐下来认真听一听老人的难处",),
        ),
    ),
)
