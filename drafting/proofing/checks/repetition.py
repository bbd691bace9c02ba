"""A sentence that comes again inside the paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan, clauses_of, sentences_of
from drafting.proofing.core.stretches import Stretches

#: Chinese characters in a row that two people would not write twice by chance; standing expressions
#: do not count.
_RUN: Final = 14
#: Characters from which on a clause is told from another, the share of a point that is had from an
#: earlier one, and how many earlier ones are looked at for a clause.
_CLAUSE: Final = 5
_MOST_OF: Final = 0.6
_EARLIER: Final = 20


def run(context: Context) -> Iterable[Hit]:
    """Runs of characters, punctuation left out, that the text has had before, and points whose
    clauses an earlier one had in another order. Headings, opening and closing repeat by nature."""
    found = list(_runs(context))
    yield from found
    covered = Stretches((one.start, one.end) for one in found)
    yield from (one for one in _moved(context) if not covered.touches(one.start, one.end))


def _runs(context: Context) -> Iterator[Hit]:
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


def _moved(context: Context) -> Iterator[Hit]:
    """Points, else sentences of them, that have most of their clauses from one earlier point, in
    whatever order."""
    body = Stretches((one.whole.start, one.whole.end) for one in context.outline.divisions)
    seen: dict[str, list[tuple[int, int]]] = {}
    for number, point in enumerate(context.outline.texts()):
        context.tick()
        if body.at(point.start) is None:
            continue
        sentences = [list(_clauses(context, sentence)) for sentence in sentences_of(point)]
        clauses = [clause for sentence in sentences for clause in sentence]
        for told in (clauses, *sentences):
            if shared := _shared(told, seen):
                yield _said_again(context, shared)
                if told is clauses:
                    break
        for clause, han in clauses:
            seen.setdefault(han, []).append((number, clause.start))


def _clauses(context: Context, said: TextSpan) -> Iterator[tuple[TextSpan, str]]:
    """The clauses that can be told from others, with their characters; official formulations left
    out."""
    for clause in clauses_of(said):
        han = "".join(sign for sign in clause.text if "\u4e00" <= sign <= "\u9fff")
        if len(han) >= _CLAUSE and not context.standing.hold(clause.start, clause.end):
            yield clause, han


def _shared(
    clauses: list[tuple[TextSpan, str]], seen: Mapping[str, list[tuple[int, int]]]
) -> list[tuple[TextSpan, int]]:
    """The clauses that one earlier point has too, each with its place there; none where they are
    too few."""
    same: dict[int, list[tuple[TextSpan, int]]] = {}
    weights: Counter[int] = Counter()
    for clause, han in clauses:
        for earlier, at in dict(seen.get(han, ())[:_EARLIER]).items():
            same.setdefault(earlier, []).append((clause, at))
            weights[earlier] += len(han)
    least = max(_RUN, _MOST_OF * sum(len(han) for _, han in clauses))
    earlier, weight = max(weights.items(), key=itemgetter(1), default=(0, 0))
    return same[earlier] if weight >= least and len(same[earlier]) > 1 else []


def _said_again(context: Context, shared: list[tuple[TextSpan, int]]) -> Hit:
    at = min(place for _, place in shared)
    earlier = context.text[at : at + 12]
    return Hit(
        shared[0][0].start,
        shared[-1][0].end,
        f"与前文“{earlier}……”说的一样，只是调换了次序。",
        "保留一处，另一处改写或删去",
    )


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
        Example(
            "一、存在的问题\n（一）在理论学习方面。学习坐不下来，读书只看标题，笔记照着抄。\n"
            "（二）在工作作风方面。笔记照着抄，学习坐不下来，读书只看标题。",
            ("笔记照着抄，学习坐不下来，读书只看标题",),
        ),
    ),
)
