"""Fixed rows that are given out of order, or with a stranger among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.formulations import Formulation

_STOPS: Final = 2
_LIST: Final = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:(?:、|，|和|与|以及)[\u4e00-\u9fff]{2,16}){3,15}"
)
_PART: Final = re.compile(r"(?:(?!、|，|和|与|以及)[\u4e00-\u9fff])+")


def run(context: Context) -> Iterable[Hit]:
    """Sentences that have every item of a row, each once, in another order; lists that are a row
    but for one item."""
    yield from _turned(context)
    yield from _strangers(context)


def _strangers(context: Context) -> Iterator[Hit]:
    """Where one item of a row has become another that is worded alike, in its own place."""
    places = context.formulations.places
    lists = (
        (sentence.start, match)
        for sentence in context.sentences
        if sentence.text.count("、") >= _STOPS
        for match in _LIST.finditer(sentence.text)
    )
    for start, match in lists:
        parts = [(one.start(), one[0]) for one in _PART.finditer(match[0])]
        told: set[int] = set()
        for begin, row in _rows_near(parts, places):
            window = parts[begin : begin + len(row.items)]
            hit = _stranger(window, row, start + match.start())
            if hit is not None and hit.start not in told:
                told.add(hit.start)
                yield hit


def _rows_near(
    parts: Sequence[tuple[int, str]], places: Mapping[str, Sequence[tuple[int, Formulation]]]
) -> Iterator[tuple[int, Formulation]]:
    """The rows that have an item of a list, each once, with the number of the part that would be
    its first."""
    seen: set[tuple[int, int]] = set()
    for number, (_, part) in enumerate(parts):
        for place, row in places.get(part, ()):
            begin = number - place
            if 0 <= begin <= len(parts) - len(row.items) and (begin, id(row)) not in seen:
                seen.add((begin, id(row)))
                yield begin, row


def _stranger(window: Sequence[tuple[int, str]], row: Formulation, start: int) -> Hit | None:
    """The item that is not the row's where all the others are; what stands before the first and
    behind the last item is the sentence's."""
    last = len(window) - 1
    said = [
        (at + max(0, len(part) - len(item)), part[-len(item) :])
        if n == 0
        else (at, part[: len(item)] if n == last else part)
        for n, ((at, part), item) in enumerate(zip(window, row.items, strict=True))
    ]
    wrong = [
        n for n, ((_, got), item) in enumerate(zip(said, row.items, strict=True)) if got != item
    ]
    if len(wrong) != 1:
        return None
    (at, got), wanted = said[wrong[0]], row.items[wrong[0]]
    if not _worded_alike(got, wanted):
        return None
    message = f"通行的是“{row.text}”，这里的“{got}”不在其中。"
    begin = start + at
    return Hit(begin, begin + len(got), message, wanted, wanted, basis=row.basis)


def _worded_alike(got: str, wanted: str) -> bool:
    """Whether two items share a character in the same place."""
    return len(got) == len(wanted) and any(a == b for a, b in zip(got, wanted, strict=True))


def _turned(context: Context) -> Iterator[Hit]:
    """Every item of a row in one sentence, each once, in another order."""
    for row in context.formulations.of("order"):
        for sentence in context.sentences:
            places = [sentence.text.find(item) for item in row.items]
            if (
                min(places, default=-1) < 0
                or places == sorted(places)
                or any(sentence.text.count(i) > 1 for i in row.items)
            ):
                continue
            last = max(zip(places, row.items, strict=True))
            start, end = sentence.start + min(places), sentence.start + last[0] + len(last[1])
            if end - start <= 3 * len(row.text):
                yield Hit(start, end, f"通行的次序是“{row.text}”。", row.text, basis=row.basis)


CHECK = Check(
    id="formulation-order",
    rank=440,
    title="固定表述的次序不对",
    severity="warning",
    why="“增强、坚定、做到”“判断力、领悟力、执行力”各有固定次序。",
    source="fixtures/proofing/formulations.json，kind 为 order 的各行",
    run=run,
    good=(
        Example("不断提高政治判断力、政治领悟力、政治执行力。"),
        Example("反对形式主义、官僚主义、享乐主义和奢靡之风，讲创新、协调、绿色、开放。"),
        Example("树牢“四个意识”、坚定“四个自信”、做到“两个维护”，抓政治建设、思想建设、组织建设。"),
    ),
    bad=(
        Example(
            "我对政治意识、大局意识、核心意识、服从意识理解不深，创新、协调、绿色、开放、分享讲不清。",
            ("服从意识", "分享"),
        ),
        Example(
            "个人服从组织、少数服从多数、下级服从领导、全党服从中央，我没有做到。",
            ("下级服从领导",),
        ),
        Example(
            "不断提高政治领悟力、政治判断力、政治执行力。", ("政治领悟力、政治判断力、政治执行力",)
        ),
    ),
)
