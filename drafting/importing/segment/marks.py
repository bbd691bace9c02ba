"""Markers of points inside running text (一是 二是 三是), told from ordinals that only belong to a
sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from drafting.common.numerals import value_within
from drafting.importing.segment.rows import Cut

_CANDIDATE = re.compile(
    r"(?P<n>[一二三四五六七八九十]{1,3})(?P<w>是|要)|其(?P<q>[一二三四五六七八九])(?:是|[，,、：:])"
    r"|第(?P<d>[一二三四五六七八九十]{1,2})[，,、：:]"
    r"|(?P<f>首先|其次|再次|再者|最后)(?:是|[，,、：:])"
    r"|问题\s*(?P<p>[一二三四五六七八九十0-9]{1,3})\s*[：:、.．，,]"
)
#: What is counted in words, and by what it may be followed.
_WORDS: Final = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 0}
#: 第一是, 唯一是, 星期二是, 大二是: part of a word, not a marker.
_PART_OF_WORD: Final = "第唯之其统万专单划惟期周初高大老十百零〇同不逐"
#: What follows the second number of 一是一，二是二.
_DOUBLED: Final = frozenset("，、,；")
_EXAMPLE = re.compile(
    r"(?:(?:比如|例如|譬如|诸如)|(?:^|(?<=[。！？；，]))如[，,：:在])[^。！？；]*$"
)
#: Kinds of markers that must count from one.
_COUNTED: Final = ("第", "首", "问")
Before = Literal["start", "stop", "semicolon", "colon", "comma", "nothing"]
#: Characters before a marker that say what it is, and those of the longest point.
_LOOK_BACK: Final = 80
_LONGEST_POINT: Final = 3000
_STOPS: Final[dict[Before, str]] = {
    "stop": "。！？…!?",
    "semicolon": "；;",
    "colon": "：:",
    "comma": "，,、",
}
_KINDS: Final = {sign: kind for kind, signs in _STOPS.items() for sign in signs}


@dataclass(frozen=True, slots=True)
class PointMarker:
    """A marker: which chunk it is in, where it stands in the source, its number, and whether a stop
    is missing before it."""

    chunk: int
    cut: Cut
    value: int
    before: Before
    kind: str


@dataclass(slots=True)
class _State:
    """What has been read so far: the last marker, and a list inside its text that is still going
    on."""

    outer: PointMarker | None = None
    inner: int = 0


def find_marks(text: str, chunks: Sequence[Cut], *, only_starts: bool = False) -> list[PointMarker]:
    """The markers of the points in ``chunks`` (stretches of ``text``, each a paragraph), in order,
    all of one kind: of 一是, 一要, 其一 and 第一 the kind that begins first.

    ``only_starts``: only those that begin a paragraph.
    """
    candidates = [
        mark
        for index, cut in enumerate(chunks)
        for mark in _candidates(text, index, cut)
        if mark.before == "start" or not only_starts
    ]
    kinds: dict[str, list[PointMarker]] = {}
    for mark in candidates:
        kinds.setdefault(mark.kind, []).append(mark)
    lists = [_of_kind(text, chunks, kind, same) for kind, same in kinds.items()]
    return min(filter(None, lists), key=lambda found: found[0].cut, default=[])


def _of_kind(
    text: str, chunks: Sequence[Cut], kind: str, candidates: Sequence[PointMarker]
) -> list[PointMarker]:
    """Of candidates of one kind those that mark points; 一要, 其一 and 第一 are also ordinary words:
    alone they mark nothing."""
    counted = kind in _COUNTED
    found = _in_order(candidates) if counted else _points(text, chunks, candidates)
    return found if kind == "是" or len(found) > 1 else []


def _in_order(candidates: Sequence[PointMarker]) -> list[PointMarker]:
    """Of candidates that are ordinary words, too, those that count from one, from the beginning of
    a paragraph or behind a colon."""
    found: list[PointMarker] = []
    reached = 0
    for mark in candidates:
        if not found:
            follows = mark.value == 1 and mark.before in ("start", "colon")
        else:
            # 最后 is whatever comes last; one may be left out
            follows = mark.before in ("start", "stop", "semicolon") and (
                mark.value in (0, reached + 1, reached + 2)
            )
        if follows:
            found.append(mark)
            reached = max(reached, mark.value)
    return found


def _points(
    text: str, chunks: Sequence[Cut], candidates: Sequence[PointMarker]
) -> list[PointMarker]:
    """Of candidates of one kind those that mark points."""
    state, found = _State(), list[PointMarker]()
    for place, mark in enumerate(candidates):
        if _is_point(text, chunks, state, mark, islice(candidates, place + 1, None)):
            found.append(mark)
            state.outer, state.inner = mark, 0
    return found


def _candidates(text: str, index: int, cut: Cut) -> list[PointMarker]:
    found = []
    inner = text[cut[0] : cut[1]]
    for match in _CANDIDATE.finditer(inner):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        # what stands before is looked at only so far: a hostile text of a hundred thousand 一是 takes
        # no time either
        before = _before(inner[max(0, start - _LOOK_BACK) : start])
        number = match["n"] or match["q"] or match["d"] or match["f"] or match["p"]
        word = before == "nothing" and inner[start - 1] in _PART_OF_WORD
        after = match.end() + len(number)
        doubled = inner[after : after + 1] in _DOUBLED and inner.startswith(number, match.end())
        if not word and not doubled and match.end() < len(inner):
            place = (cut[0] + start, cut[0] + match.end())
            value = _WORDS.get(number, value_within(number))
            found.append(PointMarker(index, place, value, before, _kind(match)))
    return found


def _kind(match: re.Match[str]) -> str:
    if match["w"] or match["q"]:
        return match["w"] or "其"
    return "第" if match["d"] else ("首" if match["f"] else "问")


def _before(text: str) -> Before:
    kept = text.rstrip(" \t\u3000\u00a0")
    if not kept:
        return "start"
    kept = kept.rstrip("”’）)》」』") or kept
    # behind a closing quotation mark only a full stop counts: “…，”一是 does not occur
    return _KINDS.get(kept[-1], "nothing")


def _is_point(
    text: str, chunks: Sequence[Cut], state: _State, mark: PointMarker, rest: Iterable[PointMarker]
) -> bool:
    """Whether a candidate is the marker of a point; notes lists inside a sentence in ``state``."""
    if mark.before == "start":
        return True
    if state.outer is None:
        return _opens(text, chunks, state, mark)
    if mark.before == "stop":
        return _after_stop(state, mark, rest)
    return _inside(text, chunks, state, mark)


def _opens(text: str, chunks: Sequence[Cut], state: _State, mark: PointMarker) -> bool:
    """The first marker of an area: behind a stop, or behind the colon of a lead sentence that is no
    example."""
    sentence = text[max(chunks[mark.chunk][0], mark.cut[0] - _LOOK_BACK) : mark.cut[0]]
    example = bool(_EXAMPLE.search(sentence))
    if mark.before == "stop" and not (state.inner and mark.value == state.inner + 1):
        return True
    if mark.before == "colon" and mark.value == 1 and not example:
        return True
    if mark.value in (1, state.inner + 1):
        state.inner = mark.value
    return False


def _after_stop(state: _State, mark: PointMarker, rest: Iterable[PointMarker]) -> bool:
    """Behind a full stop stands the next point, unless a list inside the last one goes on
    (…以下几点：一是…。二是…。)."""
    if state.outer is None or not state.inner or mark.value != state.inner + 1:
        return True
    if mark.value != state.outer.value + 1:
        state.inner = mark.value
        return False
    # it may be either: the same number again, before any other, shows that this one belongs to the
    # list inside
    following = next((other for other in rest if other.before in ("start", "stop")), None)
    if following is not None and following.value == mark.value:
        state.inner = mark.value
        return False
    return True


def _inside(text: str, chunks: Sequence[Cut], state: _State, mark: PointMarker) -> bool:
    """Behind a semicolon, a comma, a colon or nothing: the next point only where the sentence
    leaves no other reading."""
    outer = state.outer
    if outer is None:
        return False
    start = outer.cut[1] if outer.chunk == mark.chunk else chunks[mark.chunk][0]
    between = text[max(start, mark.cut[0] - _LONGEST_POINT) : mark.cut[0]]
    follows = mark.value == outer.value + 1 and not state.inner and outer.chunk == mark.chunk
    if follows and mark.before != "colon":
        return _follows_on(text, mark, between, chunks[mark.chunk][1])
    if mark.value in (1, state.inner + 1):
        state.inner = mark.value
    return False


def _follows_on(text: str, mark: PointMarker, between: str, end: int) -> bool:
    """Whether a marker with the next number is the next point, by what stands before it."""
    if mark.before == "semicolon":
        return not _EXAMPLE.search(between)
    if mark.before == "comma":
        return "。" not in between and not _EXAMPLE.search(between)
    claim, stop, _ = text[mark.cut[1] : end].partition("。")
    return "。" in between and bool(stop) and len(claim) <= 40 and "，" not in claim
