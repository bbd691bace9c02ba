"""Lines broken by hand or by a PDF: joined where a line ends without a mark and at nearly the width
that the others have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from drafting.importing.raw_text.line_starts import BEGINS
from drafting.importing.reading import BLANKS, SourceLine

_ENDS: Final = "。！？：；…!?:;"
_CLOSING: Final = "”’）)》」』】"
#: A title or a heading has no mark either, and is no broken line.
_WHOLE: Final = re.compile(
    r"(?:材料|提纲|报告|清单|发言稿?|台账|方面|问题|不足|差距|措施|打算|方向|原因|剖析|分析)(?:[（(][^（）()]{1,12}[）)])?$"
)
_PAGE: Final = re.compile(
    r"[-—–－\s]*\d{1,3}[-—–－\s]*|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
)
_MARK: Final = re.compile(r"[，。；：、！？]")
_NARROWEST: Final = 14
_WIDEST: Final = 70
#: By how much a full line may be narrower than the widest: a mark was not let begin the next one,
#: figures are half as wide.
_SLACK: Final = 3.5
_SHARE: Final = 0.12
#: Share of the numbered lines that are set in where all paragraphs are.
_MOST: Final = 0.7
#: A paragraph's first line is set in by as many blanks.
_INDENT: Final = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of text by its place, and how it is set."""

    place: int
    text: str
    width: float
    set_in: bool
    cell: bool

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence, a heading or a title does, or a table's cell."""
        last = self.text.rstrip(_CLOSING)[-1:] or self.text[-1:]
        return self.cell or last in _ENDS or self.named

    @property
    def named(self) -> bool:
        """Whether it may be a title or a heading."""
        return bool(_WHOLE.search(self.text)) and not _MARK.search(self.text)

    @property
    def heads(self) -> bool:
        """Whether it may be a numbered heading: that proves no width."""
        return self.begins and not re.search(r"[。；：]", self.text)

    @property
    def begins(self) -> bool:
        """Whether it begins something of its own."""
        return self.cell or bool(BEGINS.match(self.text))


def joined_lines(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines with the broken ones whole, and how many breaks that were.

    A page number inside a sentence comes behind it.
    """
    rows = [_row(place, line) for place, line in enumerate(lines) if _is_text(line)]
    pairs = [pair for pair in pairwise(rows) if _are_near(lines, *pair)]
    width = _width(rows, pairs)
    if width is None:
        return lines, []
    following = _broken(pairs, width, indented=_is_indented(rows, width))
    goes_on = {place for chain in _chains(rows, following) for place in chain}
    if not goes_on:
        return lines, []
    found: list[SourceLine] = []
    last = -1  # where the line of text is that may go on: page numbers may stand behind it
    for place, line in enumerate(lines):
        if place in goes_on:
            found[last] = _joined(found[last], line)
            continue
        if _is_text(line):
            last = len(found)
        found.append(line)
    return found, [f"有 {len(goes_on)} 处一句话被断成了两行，已经接上，请看看接得对不对。"]


def _is_text(line: SourceLine) -> bool:
    text = line.text.strip(BLANKS)
    return bool(text) and not _PAGE.fullmatch(text)


def _row(place: int, line: SourceLine) -> _Row:
    whole = line.text.rstrip(BLANKS)
    text = whole.strip(BLANKS)
    before = whole[: len(whole) - len(text)].replace("\u3000", "  ")
    # what is in front of it is set in, whether by blanks or by a tab
    blanks = 2 * len(before) if "\t" in before else len(before)
    width = sum(0.5 if ord(char) < 0x2E80 and char not in "“”‘’—…·" else 1.0 for char in text)
    return _Row(place, text, width + blanks / 2, blanks >= _INDENT, line.cell)


def _are_near(lines: Sequence[SourceLine], first: _Row, second: _Row) -> bool:
    """Whether nothing stands between two lines, or the end of a page."""
    between = lines[first.place + 1 : second.place]
    return not between or any(line.text.strip(BLANKS) for line in between)


def _width(rows: Sequence[_Row], pairs: Sequence[tuple[_Row, _Row]]) -> float | None:
    """The width that the broken lines have in common; None where lines are not broken."""
    widths = sorted(
        first.width
        for first, second in pairs
        if not (first.closed or first.heads or second.begins)
        and _NARROWEST <= first.width <= _WIDEST
    )
    count, widest = _most_common(widths)
    if count < 2 or (count == 2 and any(row.width > widest + 1 for row in rows)):
        return None
    return widest


def _most_common(widths: Sequence[float]) -> tuple[int, float]:
    """How many of the widths, in order, are nearly the same, and the largest of those."""
    best, widest, start = 0, 0.0, 0
    for place, width in enumerate(widths):
        while widths[start] < width - _slack(width):
            start += 1
        if place - start + 1 >= best:
            best, widest = place - start + 1, width
    return best, widest


def _slack(width: float) -> float:
    return max(_SLACK, _SHARE * width)


def _is_indented(rows: Sequence[_Row], width: float) -> bool:
    """Whether paragraphs are set in and broken lines are not."""
    full = [row for row in rows if abs(row.width - width) <= _slack(width)]
    begun = [row.set_in for row in rows if row.begins and not row.cell]
    return (
        sum(row.set_in for row in rows) >= 2
        and sum(not row.set_in for row in full) >= 2
        and _MOST * len(begun) <= sum(begun)
    )


def _broken(pairs: Sequence[tuple[_Row, _Row]], width: float, *, indented: bool) -> dict[int, _Row]:
    """The lines that go on one before them, by the place of that one."""
    found = {}
    for first, second in pairs:
        paged = second.place > first.place + 1  # a page may end with a line that is not full
        full = paged or width - _slack(width) <= first.width <= width + 1.5
        fits = second.width <= width + 1.5
        if not full or not fits or second.cell or (second.set_in if indented else second.begins):
            continue
        if not first.closed or (indented and not first.named):
            found[first.place] = second
    return found


def _chains(rows: Sequence[_Row], following: Mapping[int, _Row]) -> list[list[int]]:
    """The places of the lines that go on another, paragraph by paragraph; a list of short lines
    without marks is no paragraph."""
    chains: list[list[int]] = []
    reached: set[int] = set()
    for row in rows:
        if row.place in reached:
            continue
        chain, texts, last = [], [], row
        while last.place in following:
            last = following[last.place]
            chain.append(last.place)
            texts.append(last.text)
        reached |= set(chain)
        if chain and _is_prose([row.text, *texts], place=len(chains)):
            chains.append(chain)
    return chains


def _is_prose(texts: Sequence[str], *, place: int) -> bool:
    """Whether lines are one sentence or more, with a mark in every other line at least, or a title
    in two lines at the beginning."""
    if place == 0 and len(texts) == 2 and _WHOLE.search(texts[1]):
        return True
    return 2 * len(_MARK.findall("".join(texts))) >= len(texts)


def _joined(first: SourceLine, second: SourceLine) -> SourceLine:
    """Two lines as one; two Latin words keep a blank between them."""
    before, behind = first.text.rstrip(BLANKS), second.text.strip(BLANKS)
    latin = before[-1:].isascii() and before[-1:].isalpha()
    latin = latin and behind[:1].isascii() and behind[:1].isalpha()
    return replace(first, text=f"{before}{' ' if latin else ''}{behind}")
