"""The paragraphs that say something, trimmed, with the number that each begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from drafting.importing.source import BLANKS, SourceText

#: A stretch of the source text: from the first character to behind the last.
Cut = tuple[int, int]

_NUMERAL: Final = "一二三四五六七八九十"
_DIGITS: Final = "0-9０-９"
#: Ranks in the order of GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）; above them 第一部分, below them ①.
CHAPTER, PART, AREA, ITEM, DETAIL, CIRCLE = range(6)
_PATTERNS: Final = (
    (CHAPTER, re.compile(rf"(第(?:[{_NUMERAL}]{{1,3}}|[{_DIGITS}]{{1,2}})部分)[\s、：:.．]*")),
    # 二、三季度 and 二、三中全会 are no headings
    (
        PART,
        re.compile(
            rf"([{_NUMERAL}百]{{1,4}})\s*(?:、|[.．](?![{_DIGITS}]))"
            rf"(?![{_NUMERAL}]{{1,2}}(?:季度|中|线|级|产|班|组|期|月|号|类|档))\s*"
        ),
    ),
    (AREA, re.compile(rf"[（(〔\[【]\s*([{_NUMERAL}]{{1,4}})\s*[）)〕\]】]\s*[、.．]?\s*")),
    (AREA, re.compile(r"([㈠-㈩])[、.．]?\s*")),
    (ITEM, re.compile(rf"([{_DIGITS}]{{1,2}})\s*[.．、](?![{_DIGITS}])\s*")),
    (ITEM, re.compile(r"([⒈-⒛])\s*")),
    (DETAIL, re.compile(rf"[（(]\s*([{_DIGITS}]{{1,2}})\s*[）)]\s*[、.．]?\s*")),
    (DETAIL, re.compile(rf"([{_DIGITS}]{{1,2}})[）)]\s*")),
    (DETAIL, re.compile(r"([⑴-⒇])\s*")),
    (CIRCLE, re.compile(r"([①-⑳])[、.．]?\s*")),
)
#: An area that was not begun on a line of its own. The numbers must go on, so that a reference to one is not taken for it.
_INLINE_AREA = re.compile(rf"[（(]\s*([{_NUMERAL}]{{1,3}})\s*[）)](?=\S)")
_LONGEST_HEADING: Final = 25


@dataclass(frozen=True, slots=True)
class Token:
    """The number a paragraph begins with: its rank, the bare number as written, its value, and how long it is with its signs."""

    rank: int
    number: str
    value: int
    length: int
    written: str


@dataclass(frozen=True, slots=True)
class Row:
    """A trimmed paragraph. ``start`` and ``end`` are places in the source text; ``level`` and ``centred`` as in the source."""

    text: str
    start: int
    level: int | None
    centred: bool
    token: Token | None

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)

    @property
    def after_token(self) -> Cut:
        """The text behind the number."""
        return (self.start + (self.token.length if self.token else 0), self.end)

    @property
    def number_cut(self) -> Cut | None:
        """The number with its signs, or None."""
        return (self.start, self.start + self.token.length) if self.token else None


def rows_of(source: SourceText) -> list[Row]:
    """The paragraphs of a source that are not blank."""
    return list(_rows(source))


def _rows(source: SourceText) -> Iterable[Row]:
    for paragraph in source.paragraphs:
        text = paragraph.text.lstrip(BLANKS)
        start = paragraph.end - len(text)
        text = text.rstrip(BLANKS)
        for piece, at in _run_on(text, start):
            yield Row(piece, at, paragraph.level, paragraph.centred, token_of(piece))


def _run_on(text: str, start: int) -> Iterable[tuple[str, int]]:
    """A paragraph in which several numbered ones were run together (…。（二）…), as one each."""
    token = token_of(text)
    if not text or token is None or token.rank not in (PART, AREA):
        yield from [(text, start)] if text else []
        return
    begin, value = 0, token.value if token.rank == AREA else 0
    for match in _INLINE_AREA.finditer(text, token.length):
        before = text[: match.start()].rstrip(BLANKS)[-1:]
        heading = begin == 0 and token.rank == PART and match.start() - token.length <= _LONGEST_HEADING
        if numeral_value(match[1]) == value + 1 and (before in "。；" or (heading and value == 0)):
            yield text[begin : match.start()].rstrip(BLANKS), start + begin
            begin, value = match.start(), value + 1
    yield text[begin:], start + begin


def token_of(text: str) -> Token | None:
    """The number a text begins with, or None. With nothing behind it only 一、 is one: a part whose heading was forgotten."""
    for rank, pattern in _PATTERNS:
        if (match := pattern.match(text)) and (
            match.end() < len(text) or (rank == PART and text.endswith("、"))
        ):
            return Token(rank, match[1], numeral_value(match[1]), match.end(), match[0].rstrip(BLANKS))
    return None


def numeral_value(written: str) -> int:
    """The value of a number: 十二 -> 12, ３ -> 3, ㈡ -> 2; 0 for what is none."""
    for first in ("①", "⑴", "⒈", "㈠"):
        if len(written) == 1 and 0 <= ord(written) - ord(first) < (10 if first == "㈠" else 20):
            return ord(written) - ord(first) + 1
    if written.isdecimal():
        return int(written)
    inner = re.sub(rf"[^{_NUMERAL}]", "", written)
    if not inner:
        return int("0" + re.sub(r"\D", "", written))
    tens, ten, ones = inner.rpartition("十")
    first_digit = (_NUMERAL.index(tens[-1]) + 1 if tens else 1) if ten else 0
    return 10 * first_digit + (_NUMERAL.index(ones[0]) + 1 if ones else 0)


def trimmed(text: str, cut: Cut) -> Cut | None:
    """A stretch without blanks at its ends; None where nothing is left."""
    inner = text[cut[0] : cut[1]]
    start = cut[1] - len(inner.lstrip(BLANKS))
    end = start + len(inner.strip(BLANKS))
    return (start, end) if start < end else None
