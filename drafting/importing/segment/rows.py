"""The paragraphs that say something, trimmed, with the number that each begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from drafting.common.numerals import DASHES, SIGNS, value_within
from drafting.document.ranges import Ranged
from drafting.importing.source import BLANKS, SourceText

#: A stretch of the source text: from the first character to behind the last.
Cut = tuple[int, int]

_DIGITS: Final = "0-9０-９"
#: Ranks in the order of GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）; above them 第一部分, below
#: them 1) and ①.
CHAPTER, PART, AREA, ITEM, DETAIL, HALF, CIRCLE = range(7)
_NAMES_A_PART: Final = (
    r"[^，。：:]{0,24}(?:问题|不足|差距|原因|根源|措施|打算|方向|情况|方面|案例|事项|建议|剖析)"
    r"(?:[^，。]{0,12}$|[。：:])"
)
_PATTERNS: Final = (
    (CHAPTER, re.compile(rf"(第(?:[{SIGNS}]{{1,3}}|[{_DIGITS}]{{1,2}})部分)[\s、：:.．]*")),
    # 二、三季度 and 二、三中全会 are no headings
    (
        PART,
        re.compile(
            rf"([{SIGNS}百]{{1,4}})\s*(?:、|[.．](?![{_DIGITS}]))"
            rf"(?![{SIGNS}]{{1,2}}(?:季度|中|线|级|产|班|组|期|月|号|类|档))\s*"
        ),
    ),
    # a dash typed or scanned for 一
    (PART, re.compile(rf"([{DASHES}])\s*、\s*(?={_NAMES_A_PART})")),
    (PART, re.compile(r"([Ⅰ-Ⅻ])\s*[、.．]?\s*|([IVX]{1,4})\s*[、.．]\s*")),
    # the sign behind the number was forgotten: only before what can be a heading
    (PART, re.compile(rf"([{SIGNS}]{{1,3}})[ \t\u3000\xa0]+(?={_NAMES_A_PART})")),
    (AREA, re.compile(rf"[（(〔\[【]\s*([{SIGNS}]{{1,4}})\s*[）)〕\]】]\s*[、.．]?\s*")),
    (AREA, re.compile(r"([㈠-㈩])[、.．]?\s*")),
    (ITEM, re.compile(rf"([{_DIGITS}]{{1,2}})\s*[.．、](?![{_DIGITS}])\s*")),
    # 2.6月 begins with a number and a month, and is no fraction
    (ITEM, re.compile(rf"([{_DIGITS}]{{1,2}})\s*[.．](?=(?:1[0-2]|[1-9])月|20\d\d年)")),
    (ITEM, re.compile(r"([⒈-⒛])\s*")),
    (DETAIL, re.compile(rf"[（(]\s*([{_DIGITS}]{{1,2}})\s*[）)]\s*[、.．]?\s*")),
    (HALF, re.compile(rf"([{_DIGITS}]{{1,2}})[）)]\s*")),
    (DETAIL, re.compile(r"([⑴-⒇])\s*")),
    (CIRCLE, re.compile(r"([①-⑳])[、.．]?\s*")),
)
#: An area that was not begun on a line of its own. The numbers must go on, so that a reference to
#: one is not taken for it.
_INLINE_AREA = re.compile(rf"[（(]\s*([{SIGNS}]{{1,3}})\s*[）)](?=\S)")
_LONGEST_HEADING: Final = 25
#: Points that were not begun on lines of their own, each kind for itself.
_INLINE_ITEMS: Final = (
    re.compile(rf"(?<![{_DIGITS}.．])([{_DIGITS}]{{1,2}})\s*[.．、](?![{_DIGITS}])"),
    re.compile(rf"[（(]\s*([{_DIGITS}]{{1,2}})\s*[）)](?=\S)"),
    re.compile(rf"(?<![（({_DIGITS}])([{_DIGITS}]{{1,2}})\s*[）)](?=\S)"),
    re.compile(r"([①-⑳])"),
)
_ENDS_A_HEADING: Final = re.compile(r"(?:方面|问题|不足|差距|措施|原因)$")
#: A list in an example or below 一是 belongs to that.
_IN_A_POINT: Final = re.compile(
    r"(?:^|[。；：\s])(?:[一二三四五六七八九十]{1,3}是|其一[，,是]|第一[，,、]|首先[，,])|比如|例如|譬如"
)
_ENDS_AN_ITEM: Final = tuple("。；;！？，,、")
#: Nothing before it: the beginning of the paragraph.
_OPENS_A_LIST: Final = ("", *"：:。；")
_PAUSES: Final = ("，", ",", "、")
_LOOK_BACK: Final = 12
#: （1）、（2） is no list.
_SHORTEST_ITEM: Final = 6


@dataclass(frozen=True, slots=True)
class Token:
    """The number a paragraph begins with: its rank, the bare number as written, its value, and how
    long it is with its signs."""

    rank: int
    number: str
    value: int
    length: int
    written: str


@dataclass(frozen=True, slots=True)
class SourceRow(Ranged):
    """A trimmed paragraph. ``start`` and ``end`` are places in the source text; ``level``,
    ``centred`` and ``item`` as in the source."""

    text: str
    start: int
    level: int | None
    centred: bool
    token: Token | None
    item: bool = False

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> SourceRow:
        """A stretch of the paragraph as one of its own."""
        text = self.text[start:end]
        return SourceRow(text, self.start + start, None, self.centred, token_of(text))

    @property
    def number_length(self) -> int:
        """How many characters the number has with its signs; 0 without one."""
        return self.token.length if self.token else 0

    @property
    def after_token(self) -> Cut:
        """The text behind the number."""
        return (self.start + self.number_length, self.end)

    @property
    def number_cut(self) -> Cut | None:
        """The number with its signs, or None."""
        return (self.start, self.start + self.token.length) if self.token else None


def rows_of(source: SourceText) -> list[SourceRow]:
    """The paragraphs of a source that are not blank."""
    return list(_rows(source))


def _rows(source: SourceText) -> Iterable[SourceRow]:
    for paragraph in source.paragraphs:
        text = paragraph.text.lstrip(BLANKS)
        start = paragraph.end - len(text)
        text = text.rstrip(BLANKS)
        for outer, begin in _run_on(text, start):
            for piece, at in _items(outer, begin):
                yield SourceRow(
                    piece,
                    at,
                    paragraph.level,
                    paragraph.centred,
                    token_of(piece),
                    paragraph.item and at == start,
                )


def _run_on(text: str, start: int) -> Iterable[tuple[str, int]]:
    """A paragraph in which several numbered ones were run together (…。（二）…), as one each."""
    token = token_of(text)
    if not text or token is None or token.rank not in (PART, AREA):
        yield from [(text, start)] if text else []
        return
    begin, value = 0, token.value if token.rank == AREA else 0
    for match in _INLINE_AREA.finditer(text, token.length):
        if value_within(match[1]) != value + 1:
            continue
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()].rstrip(BLANKS)[-1:]
        short = match.start() - token.length <= _LONGEST_HEADING
        heading = begin == value == 0 and token.rank == PART and short
        if before in "。；" or heading:
            yield text[begin : match.start()].rstrip(BLANKS), start + begin
            begin, value = match.start(), value + 1
    yield text[begin:], start + begin


def _items(text: str, start: int) -> Iterable[tuple[str, int]]:
    """A paragraph in which a numbered list was run together (1.…。2.…。), as its lead and one
    each."""
    token = token_of(text)
    cuts = _item_places(text, token) if text else []
    for begin, end in pairwise([0, *cuts, len(text)]):
        if begin < end:
            yield text[begin:end].rstrip(BLANKS), start + begin


def _item_places(text: str, token: Token | None) -> list[int]:
    """Where the points of a list begin inside a paragraph; none where there are not two."""
    lists = [places for pattern in _INLINE_ITEMS if len(places := _counted(text, pattern)) > 1]
    places = min(lists, default=[])
    if not places or _IN_A_POINT.search(text, 0, places[0]):
        return []
    # below 1. a list of another kind is its text
    if token and token.rank >= ITEM and places[0] != 0:
        return []
    return places if places[0] else places[1:]


def _counted(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Where the numbers of one kind count on from one, each behind a mark."""
    places: list[int] = []
    for match in pattern.finditer(text):
        if value_within(match[1]) != len(places) + 1:
            continue
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()].rstrip(BLANKS)
        near = places and match.start() - places[-1] < _SHORTEST_ITEM
        if near and before[-1:] in _PAUSES:
            continue
        opens = before[-1:] in _OPENS_A_LIST or _ENDS_A_HEADING.search(before)
        if before[-1:] in _ENDS_AN_ITEM if places else opens:
            places.append(match.start())
    return places


def token_of(text: str) -> Token | None:
    """The number a text begins with, or None. With nothing behind it only 一、 is one: a part whose
    heading was forgotten."""
    for rank, pattern in _PATTERNS:
        if (match := pattern.match(text)) and (
            match.end() < len(text) or (rank == PART and text.endswith("、"))
        ):
            number = next(filter(None, match.groups()))
            written = match[0].rstrip(BLANKS)
            value = 1 if number in DASHES else value_within(number)
            return Token(rank, number, value, match.end(), written)
    return None


def trimmed(text: str, cut: Cut) -> Cut | None:
    """A stretch without blanks at its ends; None where nothing is left."""
    inner = text[cut[0] : cut[1]]
    start = cut[1] - len(inner.lstrip(BLANKS))
    end = start + len(inner.strip(BLANKS))
    return (start, end) if start < end else None
