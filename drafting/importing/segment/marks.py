"""Markers of points inside running text (一是 二是 三是), told from ordinals that only belong to a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from drafting.importing.segment.rows import Cut, numeral_value

_CANDIDATE = re.compile(
    r"(?P<n>[一二三四五六七八九十]{1,3})(?P<w>是|要)|其(?P<q>[一二三四五六七八九])(?:是|[，,、：:])"
    r"|^\s*第(?P<d>[一二三四五六七八九])[，,、：:]",
    re.MULTILINE,
)
#: 第一是, 唯一是, 星期二是, 大二是: part of a word, not a marker.
_PART_OF_WORD: Final = "第唯之其统万专单划惟期周初高大老十百零〇同不逐"
_EXAMPLE = re.compile(r"(?:(?:比如|例如|譬如|诸如)|(?:^|(?<=[。！？；，]))如[，,：:在])[^。！？；]*$")
Before = Literal["start", "stop", "semicolon", "colon", "comma", "nothing"]
#: Characters before a marker that say what it is, and those of the longest point.
_LOOK_BACK: Final = 80
_LONGEST_POINT: Final = 3000
_STOPS: Final[dict[Before, str]] = {"stop": "。！？…!?", "semicolon": "；;", "colon": "：:", "comma": "，,、"}
_KINDS: Final = {sign: kind for kind, signs in _STOPS.items() for sign in signs}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker: which chunk it is in, where it stands in the source, its number, and whether a stop is missing before it."""

    chunk: int
    cut: Cut
    value: int
    before: Before
    kind: str


@dataclass(slots=True)
class _State:
    """What has been read so far: the last marker, and a list inside its text that is still going on."""

    outer: Mark | None = None
    inner: int = 0


def find_marks(text: str, chunks: Sequence[Cut], *, only_starts: bool = False) -> list[Mark]:
    """The markers of the points in ``chunks`` (stretches of ``text``, each a paragraph), in order, all of one kind: of 一是,
    一要, 其一 and 第一 the kind that begins first.

    ``only_starts``: only those that begin a paragraph.
    """
    candidates = [mark for index, cut in enumerate(chunks) for mark in _candidates(text, index, cut)]
    if only_starts:
        candidates = [mark for mark in candidates if mark.before == "start"]
    kinds = []
    for kind in dict.fromkeys(mark.kind for mark in candidates):
        found = _points(text, chunks, [mark for mark in candidates if mark.kind == kind])
        # 一要, 其一 and 第一 are also ordinary words: alone they mark nothing
        if found and (kind == "是" or len(found) > 1):
            kinds.append(found)
    return min(kinds, key=lambda found: found[0].cut, default=[])


def _points(text: str, chunks: Sequence[Cut], candidates: Sequence[Mark]) -> list[Mark]:
    """Of candidates of one kind those that mark points."""
    state, found = _State(), list[Mark]()
    for place, mark in enumerate(candidates):
        if _is_point(text, chunks, state, mark, islice(candidates, place + 1, None)):
            found.append(mark)
            state.outer, state.inner = mark, 0
    return found


def _candidates(text: str, index: int, cut: Cut) -> list[Mark]:
    found = []
    inner = text[cut[0] : cut[1]]
    for match in _CANDIDATE.finditer(inner):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        # what stands before is looked at only so far: a hostile text of a hundred thousand 一是 takes no time either
        before = _before(inner[max(0, start - _LOOK_BACK) : start])
        number = match["n"] or match["q"] or match["d"]
        word = before == "nothing" and inner[start - 1] in _PART_OF_WORD
        doubled = inner.startswith(tuple(number + sign for sign in "，、,；"), match.end())  # 一是一，二是二
        if not word and not doubled and match.end() < len(inner):
            kind = match["w"] or ("其" if match["q"] else "第")
            place = (cut[0] + start, cut[0] + match.end())
            found.append(Mark(index, place, numeral_value(number), before, kind))
    return found


def _before(text: str) -> Before:
    kept = text.rstrip(" \t\u3000\u00a0")
    if not kept:
        return "start"
    kept = kept.rstrip("”’）)》」』") or kept
    # behind a closing quotation mark only a full stop counts: “…，”一是 does not occur
    return _KINDS.get(kept[-1], "nothing")


def _is_point(text: str, chunks: Sequence[Cut], state: _State, mark: Mark, rest: Iterable[Mark]) -> bool:
    """Whether a candidate is the marker of a point; notes lists inside a sentence in ``state``."""
    if mark.before == "start":
        return True
    if state.outer is None:
        return _opens(text, chunks, state, mark)
    if mark.before == "stop":
        return _after_stop(state, mark, rest)
    return _inside(text, chunks, state, mark)


def _opens(text: str, chunks: Sequence[Cut], state: _State, mark: Mark) -> bool:
    """The first marker of an area: behind a stop, or behind the colon of a lead sentence that is no example."""
    sentence = text[max(chunks[mark.chunk][0], mark.cut[0] - _LOOK_BACK) : mark.cut[0]]
    example = bool(_EXAMPLE.search(sentence))
    if mark.before == "stop" and not (state.inner and mark.value == state.inner + 1):
        return True
    if mark.before == "colon" and mark.value == 1 and not example:
        return True
    if mark.value in (1, state.inner + 1):
        state.inner = mark.value
    return False


def _after_stop(state: _State, mark: Mark, rest: Iterable[Mark]) -> bool:
    """Behind a full stop stands the next point, unless a list inside the last one goes on (…以下几点：一是…。二是…。)."""
    if state.outer is None or not state.inner or mark.value != state.inner + 1:
        return True
    if mark.value != state.outer.value + 1:
        state.inner = mark.value
        return False
    # it may be either: the same number again, before any other, shows that this one belongs to the list inside
    following = next((other for other in rest if other.before in ("start", "stop")), None)
    if following is not None and following.value == mark.value:
        state.inner = mark.value
        return False
    return True


def _inside(text: str, chunks: Sequence[Cut], state: _State, mark: Mark) -> bool:
    """Behind a semicolon, a comma, a colon or nothing: the next point only where the sentence leaves no other reading."""
    outer = state.outer
    if outer is None:
        return False
    start = outer.cut[1] if outer.chunk == mark.chunk else chunks[mark.chunk][0]
    between = text[max(start, mark.cut[0] - _LONGEST_POINT) : mark.cut[0]]
    follows = mark.value == outer.value + 1 and not state.inner and outer.chunk == mark.chunk
    if mark.before == "semicolon" and follows:
        return not _EXAMPLE.search(between)
    if mark.before == "comma" and follows:
        return "。" not in between and not _EXAMPLE.search(between)
    if mark.before == "nothing" and follows:
        claim = text[mark.cut[1] : chunks[mark.chunk][1]].partition("。")
        return "。" in between and bool(claim[1]) and len(claim[0]) <= 40 and "，" not in claim[0]
    if mark.value in (1, state.inner + 1):
        state.inner = mark.value
    return False
