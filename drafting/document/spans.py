"""What changed between two versions of a text, word by word and so that it can be read.

A bare comparison gives confetti: it keeps every 的 and every comma that both versions happen to
have. So short stretches that are equal between two changes are taken into the change, and a text of
which little is left is shown as replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile
from typing import Literal

from drafting.document.matching import Block, blocks, is_tedious
from drafting.document.text import STOPS

ChangeKind = Literal["same", "added", "removed"]
Tokenizer = Callable[[str], Sequence[str]]

#: A run of Latin letters and digits (2025, 3.5, APP, GB/T) is one word, any other character stands
#: by itself.
_WORD = re.compile(r"[0-9A-Za-z]+(?:[.\-/][0-9A-Za-z]+)*|.", re.DOTALL)
_CONTENT = re.compile(r"\w")
#: From so many letters, figures and Han characters on, an equal stretch stands by itself whatever
#: is changed around it. A single one never does; those between do where a change beside them is
#: shorter than they are.
_LAND = 5
#: Where less than this share of the shorter version is left, the whole text is shown as replaced.
_LEFT = 0.25
#: What a stretch put in or taken out had best begin after, the best last: a clause, a sentence, a
#: paragraph.
_BREAKS = ("，、：", STOPS, "\n")
#: What ends a clause.
_ENDS = frozenset("".join(_BREAKS))


@dataclass(frozen=True, slots=True)
class DiffSpan:
    """A stretch of text: the same in both versions, added by the new one, or removed from the old
    one."""

    kind: ChangeKind
    text: str


@dataclass(slots=True)
class _Change:
    """Words that are equal, and after them old words with new ones in their place; only the last
    change may have neither."""

    equal: list[str]
    old: list[str]
    new: list[str]


@dataclass(slots=True)
class _Group:
    """Changes from ``first`` on that are shown as one: whether they change anything, the weights of
    both sides and of what is equal before them, and whether a line ends there."""

    first: int
    changed: bool
    old: int
    new: int
    between: int
    parted: bool

    @classmethod
    def of(cls, index: int, change: _Change) -> _Group:
        """A single change."""
        changed = bool(change.old or change.new)
        parted = any("\n" in word for word in change.equal)
        return cls(
            index, changed, _weight(change.old), _weight(change.new), _weight(change.equal), parted
        )


def plain_words(text: str) -> list[str]:
    """The words of a text as far as they show without a dictionary: single Han characters, whole
    Latin words and numbers, single marks. Joined they are the text."""
    return _WORD.findall(text)


def diff_texts(old: str, new: str, tokenizer: Tokenizer = plain_words) -> tuple[DiffSpan, ...]:
    """What became of a text: spans in reading order, what was removed before what was added in its
    place.

    The same and the removed spans joined are the old text, the same and the added ones the new
    text; no span is empty, no two neighbours are of one kind. ``tokenizer`` gives the words of a
    text in order; where they do not make up the text, the plain words are taken.
    """
    changes = _joined(_compared(_words(old, tokenizer), _words(new, tokenizer)))
    kept = sum(_weight(change.equal) for change in changes)
    if kept < _LEFT * min(_weight([old]), _weight([new])):
        changes = [_Change([], [old], [new])]
    return tuple(_spans(changes))


def _words(text: str, tokenizer: Tokenizer) -> list[str]:
    plain = plain_words(text)
    words = tokenizer(text)
    if "".join(words) != text:
        return plain
    cuts = set(accumulate(map(len, words)))
    # no dictionary cuts a number or a Latin word in two
    ends = [end for end in accumulate(map(len, plain)) if end in cuts]
    return [text[start:end] for start, end in pairwise([0, *ends])]


def _compared(old: list[str], new: list[str]) -> list[_Change]:
    """The changes that lead from one list of words to the other, the last with the equal words at
    the end."""
    changes = [_Change([], [], [])]

    def equal(words: list[str]) -> None:
        if changes[-1].old or changes[-1].new:
            changes.append(_Change([], [], []))
        changes[-1].equal += words

    for same, a, b, c, d in _blocks(old, new):
        if same:
            equal(old[a:b])
            continue
        # a dictionary may cut the same characters into other words, so that they seem changed
        head, tail = _shared(old[a:b], new[c:d])
        equal(old[a : a + head[0]])
        changes[-1].old += old[a + head[0] : b - tail[0]]
        changes[-1].new += new[c + head[1] : d - tail[1]]
        equal(old[b - tail[0] : b])
    equal([])
    return _slid(changes)


def _blocks(old: list[str], new: list[str]) -> Iterator[Block]:
    """Equal and different stretches of words. Of long texts, whose words all come again and again,
    the clauses are compared first, and words only between those that are equal."""
    if not is_tedious(old, new):
        yield from blocks(old, new)
        return
    sides = [_clauses(old), _clauses(new)]
    clauses = [
        ["".join(words[a:b]) for a, b in pairwise(ends)]
        for words, ends in zip((old, new), sides, strict=True)
    ]
    for same, *place in blocks(*clauses, repeats=True):
        a, b, c, d = (
            side[at]
            for side, at in zip((sides[0], sides[0], sides[1], sides[1]), place, strict=True)
        )
        # a dictionary may cut equal clauses into different words
        if same and old[a:b] == new[c:d]:
            yield True, a, b, c, d
            continue
        for like, e, f, g, h in blocks(old[a:b], new[c:d]):
            yield like, a + e, a + f, c + g, c + h


def _clauses(words: list[str]) -> list[int]:
    """Where the clauses begin, and the end of the last."""
    ends = [at for at, word in enumerate(words, 1) if word[-1] in _ENDS]
    return list(dict.fromkeys((0, *ends, len(words))))


def _shared(old: list[str], new: list[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many words of each list make up the same characters at the beginning, and at the end of
    the rest."""
    head = _shared_head(old, new)
    return head, _shared_head(
        [w[::-1] for w in old[head[0] :][::-1]], [w[::-1] for w in new[head[1] :][::-1]]
    )


def _shared_head(old: list[str], new: list[str]) -> tuple[int, int]:
    pairs = zip("".join(old), "".join(new), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ends = {end: count for count, end in enumerate(accumulate(map(len, new)), 1) if end <= common}
    both = (
        (count, ends[end]) for count, end in enumerate(accumulate(map(len, old)), 1) if end in ends
    )
    return max(both, default=(0, 0))


def _slid(changes: list[_Change]) -> list[_Change]:
    """The same changes, with words that were only put in or only taken out beginning after a
    sentence or clause if they can."""
    for change, following in pairwise(changes):
        words = change.old or change.new
        if not words or (change.old and change.new):
            continue
        text, size, first = [*change.equal, *words, *following.equal], len(words), len(change.equal)
        # what stands between two changes must not vanish
        least = 0 if change is changes[0] else 1
        most = len(text) - size - (0 if following is changes[-1] else 1)
        start = stop = first
        while start > least and text[start - 1] == text[start - 1 + size]:
            start -= 1
        while stop < most and text[stop] == text[stop + size]:
            stop += 1
        at = max(range(start, stop + 1), key=lambda at: (_break(text, at), -abs(at - first)))
        change.equal[:], words[:], following.equal[:] = (
            text[:at],
            text[at : at + size],
            text[at + size :],
        )
    return changes


def _break(words: list[str], at: int) -> int:
    """How good a place is to begin a change: the rank of the mark before it."""
    if not at:
        return len(_BREAKS)
    return next((rank for rank, marks in enumerate(_BREAKS, 1) if words[at - 1][-1] in marks), 0)


def _joined(changes: list[_Change]) -> list[_Change]:
    """The same changes, joined where what is equal between two of them is too little to stand by
    itself. A change that has grown by that may be joined with the next one."""
    groups: list[_Group] = []
    for index, change in enumerate(changes):
        groups.append(_Group.of(index, change))
        while len(groups) > 1 and _is_island(groups[-2], groups[-1]):
            after, before = groups.pop(), groups[-1]
            before.old += after.between + after.old
            before.new += after.between + after.new
    ends = [group.first for group in groups[1:]] + [len(changes)]
    return [_as_one(changes[group.first : end]) for group, end in zip(groups, ends, strict=True)]


def _as_one(changes: list[_Change]) -> _Change:
    """Changes and what is equal between them as a single change."""
    first, *rest = changes
    for change in rest:
        first.old += change.equal + change.old
        first.new += change.equal + change.new
    return first


def _is_island(before: _Group, after: _Group) -> bool:
    """Whether what stands between two changes is too little to stand by itself."""
    if not (before.changed and after.changed) or after.parted:
        return False
    around = min(max(before.old, before.new), max(after.old, after.new))
    return after.between <= 1 or (after.between < _LAND and after.between <= around)


def _weight(words: list[str]) -> int:
    """How many letters, figures and Han characters words have."""
    return len(_CONTENT.findall("".join(words)))


def _spans(changes: list[_Change]) -> Iterator[DiffSpan]:
    for change in changes:
        kinds: tuple[tuple[ChangeKind, list[str]], ...] = (
            ("same", change.equal),
            ("removed", change.old),
            ("added", change.new),
        )
        for kind, words in kinds:
            if text := "".join(words):
                yield DiffSpan(kind, text)
