"""Words that fit into any paper where a fact should stand: 有关同志, 某次会议."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.document.ranges import Ranged
from drafting.progress.concreteness import HOLLOW, HOLLOW_TIME, concreteness
from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: How an example begins.
_EXAMPLE: Final = re.compile(
    r"(?:比如|例如|譬如|再如(?!何)|又如(?!何)|举例来说)|(?<=[。；\n])如(?=[：:，,]|在(?!何)|[去今前]年|\d)"
)
#: One such word among facts may be meant; two of them are none.
_SURE: Final = 2


def run(context: Context) -> Iterable[Hit]:
    """Such words in examples that tell no case, and where the library had a hole."""
    seen: set[int] = set()
    for start, end in sorted((*_in_examples(context), *_in_holes(context))):
        if start not in seen:
            seen.add(start)
            words = context.text[start:end]
            yield Hit(
                start,
                end,
                f"“{words}”放在谁的材料里都行，等于没有写。",
                "换成自己的事实：哪一天、哪件事、同谁、在哪里",
            )


def _in_examples(context: Context) -> Iterator[tuple[int, int]]:
    for stretch in _examples(context):
        text = stretch.of(context.text)
        found = concreteness(text)
        words = [hollow.of(text) for hollow in found.hollow]
        if all(map(HOLLOW_TIME.fullmatch, words)):
            continue  # how a sentence begins; whether it tells a case is asked by another check
        if len(words) >= _SURE or not found.tells_a_case:
            for hollow in found.hollow:
                yield stretch.start + hollow.start, stretch.start + hollow.end


def _examples(context: Context) -> Iterator[Ranged]:
    """The sentences that begin an example, each once."""
    last = -1
    for own in context.outline.texts():
        for match in _EXAMPLE.finditer(own.text):
            sentence = context.sentence_at(own.start + match.start())
            if sentence is not None and sentence.start > last:
                last = sentence.start
                yield sentence


def _in_holes(context: Context) -> Iterator[tuple[int, int]]:
    for borrowed in context.borrowed:
        words = borrowed.sentence.of(context.text)
        at = 0
        for filler in borrowed.fillers:
            for match in HOLLOW.finditer(words, at):
                if match.group() in filler:
                    yield (
                        borrowed.sentence.start + match.start(),
                        borrowed.sentence.start + match.end(),
                    )
                    at = match.end()
                    break


_FRAME = "一、存在的问题\n（一）在理论学习方面\n"
CHECK = Check(
    id="hollow-filler",
    rank=701,
    title="空项里填的是空话",
    severity="warning",
    why="“有关同志”“某次会议”“近期”放在谁的材料里都行，没有人、没有事，就谈不上见人见事见思想。",
    source="审核常见退回理由第2条：问题空泛，没有具体事例",
    run=run,
    good=(
        Example(
            f"{_FRAME}一是读原著少。比如，去年3月发的四本书只翻完一本，向有关部门报学习情况时写的却是四本。"
        ),
        Example(f"{_FRAME}一是抓落实不紧。对有关工作部署多、检查少。"),
    ),
    bad=(
        Example(
            f"{_FRAME}一是读原著少。比如，某次会议上有关同志谈体会，我没有准备。",
            ("某次会议", "有关同志"),
        ),
        Example(
            f"{_FRAME}一是自觉补课不够。比如，近期支部布置自学有关文件，我直到前段时间临近才打开，全文只读了一些问题，余下的部分至今没有补读。",
            ("近期", "有关文件", "前段时间", "一些问题"),
        ),
    ),
)
