"""What changed between two versions of a text, word by word and so that it can be read.

A bare comparison gives confetti: it keeps every 的 and every comma that both versions happen to have. So short stretches that are
equal between two changes are taken into the change, and a text of which little is left is shown as replaced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Literal

from drafting.document.text import STOPS

Kind = Literal["same", "added", "removed"]
Tokenizer = Callable[[str], Sequence[str]]

#: A run of Latin letters and digits (2025, 3.5, APP, GB/T) is one word, any other character stands by itself.
_WORD = re.compile(r"[0-9A-Za-z]+(?:[.\-/][0-9A-Za-z]+)*|.", re.DOTALL)
_CONTENT = re.compile(r"\w")
#: From so many letters, figures and Han characters on, an equal stretch stands by itself whatever is changed around it. A single
#: one never does; those between do where a change beside them is shorter than they are.
_LAND = 5
#: Where less than this share of the shorter version is left, the whole text is shown as replaced.
_LEFT = 0.25
#: Words that the other version has so many times on average are those of no sentence (a material of 5,000 characters: 35).
_TEDIOUS = 100
#: What a stretch put in or taken out had best begin after, the best last: a clause, a sentence, a paragraph.
_BREAKS = ("，、：", STOPS, "\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: the same in both versions, added by the new one, or removed from the old one."""

    kind: Kind
    text: str


@dataclass(slots=True)
class _Change:
    """Words that are equal, and after them old words with new ones in their place; only the last change may have neither."""

    equal: list[str]
    old: list[str]
    new: list[str]


def plain_words(text: str) -> list[str]:
    """The words of a text as far as they show without a dictionary: single Han characters, whole Latin words and numbers, single
    marks. Joined they are the text."""
    return _WORD.findall(text)


def diff_texts(old: str, new: str, tokenizer: Tokenizer = plain_words) -> tuple[Span, ...]:
    """What became of a text: spans in reading order, what was removed before what was added in its place.

    The same and the removed spans joined are the old text, the same and the added ones the new text; no span is empty, no two
    neighbours are of one kind. ``tokenizer`` gives the words of a text in order; where they do not make up the text, the plain
    words are taken.
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
    """The changes that lead from one list of words to the other, the last with the equal words at the end."""
    changes = [_Change([], [], [])]

    def equal(words: list[str]) -> None:
        if changes[-1].old or changes[-1].new:
            changes.append(_Change([], [], []))
        changes[-1].equal += words

    for tag, a, b, c, d in _matcher(old, new).get_opcodes():
        if tag == "equal":
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


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    """Matches words wherever they stand, unless the same few come again and again: that would take minutes, and tells nothing."""
    often = Counter(new)
    pairs = sum(often[word] for word in old)
    return SequenceMatcher(None, old, new, autojunk=pairs > _TEDIOUS * len(old))


def _shared(old: list[str], new: list[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many words of each list make up the same characters at the beginning, and at the end of the rest."""
    head = _shared_head(old, new)
    return head, _shared_head(
        [w[::-1] for w in old[head[0] :][::-1]], [w[::-1] for w in new[head[1] :][::-1]]
    )


def _shared_head(old: list[str], new: list[str]) -> tuple[int, int]:
    one, other = "".join(old), "".join(new)
    ends = {end: count for count, end in enumerate(accumulate(map(len, new)), 1)}
    best = (0, 0)
    for count, end in enumerate(accumulate(map(len, old)), 1):
        if one[:end] != other[:end]:
            break
        if end in ends:
            best = (count, ends[end])
    return best


def _slid(changes: list[_Change]) -> list[_Change]:
    """The same changes, with words that were only put in or only taken out beginning after a sentence or clause if they can."""
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
        at = max(range(start, stop + 1), key=lambda at: (_break(text[:at]), -abs(at - first)))
        change.equal[:], words[:], following.equal[:] = text[:at], text[at : at + size], text[at + size :]
    return changes


def _break(words: list[str]) -> int:
    """How good a place is to begin a change: the rank of the mark before it."""
    if not words:
        return len(_BREAKS)
    return next((rank for rank, marks in enumerate(_BREAKS, 1) if words[-1][-1] in marks), 0)


def _joined(changes: list[_Change]) -> list[_Change]:
    """The same changes with the islands between them drowned: a change that has grown may drown the next."""
    before = len(changes) + 1
    while len(changes) < before:
        before = len(changes)
        done: list[_Change] = []
        for change in changes:
            if done and _is_island(done[-1], change):
                done[-1].old += change.equal + change.old
                done[-1].new += change.equal + change.new
            else:
                done.append(change)
        changes = done
    return changes


def _is_island(before: _Change, change: _Change) -> bool:
    if not (before.old or before.new) or not (change.old or change.new) or "\n" in "".join(change.equal):
        return False
    size = _weight(change.equal)
    around = min(max(_weight(side.old), _weight(side.new)) for side in (before, change))
    return size <= 1 or (size < _LAND and size <= around)


def _weight(words: list[str]) -> int:
    """How many letters, figures and Han characters words have."""
    return len(_CONTENT.findall("".join(words)))


def _spans(changes: list[_Change]) -> Iterator[Span]:
    for change in changes:
        kinds: tuple[tuple[Kind, list[str]], ...] = (
            ("same", change.equal),
            ("removed", change.old),
            ("added", change.new),
        )
        for kind, words in kinds:
            if text := "".join(words):
                yield Span(kind, text)
