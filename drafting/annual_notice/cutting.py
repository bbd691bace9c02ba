"""The passage of a notice that lists the areas, cut into them. [pure]"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from drafting.common.numerals import value_of

_CHINESE = "[一二三四五六七八九十]{1,3}"
#: What stands before an area: （一） 一、 一是 第一， 1. (1) ① •; the paper prints its own.
_MARKER: Final = re.compile(
    rf"(?:[（(](?:{_CHINESE}|\d{{1,2}})[）)][、.．]?|第?{_CHINESE}(?:[、.．，]|是(?=\S))"
    r"|\d{1,2}(?:[、．)）]|\.(?!\d))|[①-⑳]|[•·●▪■◆－-](?=\s*\S))\s*"
)
#: A marker within a line begins an area only after such a sign.
_INSIDE = re.compile(rf"(?<=[。；;：:，,、\s])(?={_MARKER.pattern})")
_PARTS = re.compile(r"[；;]+")
#: 从理论学习、政治素质、……等六个方面: a list without numbers.
_LISTED = re.compile(rf"(?:等|这|以下)?(?:{_CHINESE}|\d{{1,2}})个方面.*$")
#: Where the name ends and an explanation begins: at a stop, or at 重点查看…, 看是否… and their like.
_EXPLAINED = re.compile(
    r"[。：:]|[，,](?=(?:要|应当?)?(?:(?:重点|着重|主要)(?:查看|检视|查摆|检查|对照|查找|剖析|解决|看)|(?:查看|看看?)(?:是否|有没有|有无|自己)))"
)
_ENDS = "；;。，,、：: \t　"
#: What leads up to the areas and is none itself.
_LEAD = re.compile(r"[：:]$")
#: A whole notice says how many areas it lists: 从以下五个方面, 紧扣“四个带头”, 对照六项纪律.
_ANNOUNCED: Final = re.compile(rf"({_CHINESE}|\d{{1,2}})(?:个|项)?(?:方面|带头|对照|检视|纪律)")
#: Of several lists that are announced, that of the areas is announced with one of these.
_LOOKED_FOR: Final = re.compile("对照|检视|查摆|查找|剖析")
_NUMBER: Final = re.compile(rf"{_CHINESE}|\d{{1,2}}|[①-⑳]")
#: So few areas may a list have that is announced, and so many.
_FEWEST, _MOST = 3, 12
#: So many short pieces between 、 are a list of areas, one or two are an area with two nouns.
_ENUMERATED = 4
_SHORT = 20


_TITLE: Final = re.compile(r"关于[^\n。；]{4,80}?的通知")
_FILE_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{1,10}[〔\[［(（]20\d\d[〕\]］)）]\s*\d{1,4}\s*号"
)


def name_of_notice(text: str) -> str:
    """What a whole notice calls itself, with its number; empty where only a passage was pasted."""
    title, number = _TITLE.search(text), _FILE_NUMBER.search(text)
    if title is None:
        return ""
    return f"{title[0]}（{''.join(number[0].split())}）" if number else title[0]


@dataclass(frozen=True, slots=True)
class CutArea:
    """An area: its name word for word, and what the notice says of it behind the name."""

    name: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """The areas in their order, and the lines that were not taken for areas (what leads up to
    them), so that nothing that was pasted disappears unseen."""

    areas: tuple[CutArea, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line: what it says, the marker before it, and which line it is of."""

    text: str
    marker: str
    line: int

    @property
    def number(self) -> int | None:
        """The number of its marker."""
        found = _NUMBER.search(self.marker)
        return value_of(unicodedata.normalize("NFKC", found[0])) if found else None

    @property
    def kind(self) -> str:
        """How its marker is written: （一） and （二） are of a kind."""
        return _NUMBER.sub("", self.marker).strip()


def cut(text: str) -> Cut:
    """Cut a pasted list into areas: at line ends, numbers (（一）, 1., 一是) and semicolons; a single
    line without any at 、. Where some pieces are numbered, what stands before the first number leads
    up to them. Of a whole notice only the list is taken that it announces (从以下五个方面…)."""
    lines = enumerate(text.splitlines())
    pieces = [piece for number, line in lines for piece in _pieces(line, number)]
    if announced := _announced_list(pieces):
        return announced
    first = next((at for at, piece in enumerate(pieces) if piece.marker), 0)
    left_out = [piece.text for piece in pieces[:first]]
    areas = []
    for piece in pieces[first:]:
        if _LEAD.search(piece.text):
            left_out.append(piece.text)
        elif area := _area(piece.text):
            areas.append(area)
    if len(areas) == 1 and (names := _enumerated(areas[0].name)):
        areas = [CutArea(name) for name in names]
    return Cut(tuple(areas), tuple(left_out))


def _pieces(line: str, number: int) -> list[_Piece]:
    """The pieces of a line without their markers."""
    found = []
    for stretch in _INSIDE.split(line):
        for part in _PARTS.split(stretch):
            piece = part.strip(" \t　")
            marker = _MARKER.match(piece)
            bare = piece[marker.end() :] if marker else piece
            if bare.strip(_ENDS):
                found.append(_Piece(bare, marker[0] if marker else "", number))
    return found


def _announced_list(pieces: Sequence[_Piece]) -> Cut | None:
    """The list that has as many numbered pieces as the words before it say, first of all one that
    is to be looked for in oneself; None where no list is announced, or none has so many."""
    found = []
    for at, piece in enumerate(pieces):
        for said in _ANNOUNCED.finditer(piece.text):
            count = value_of(said[1]) or 0
            if _FEWEST <= count <= _MOST and (cut_list := _list_of(pieces, at + 1, count)):
                found.append((not _LOOKED_FOR.search(piece.text), at, cut_list))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _list_of(pieces: Sequence[_Piece], after: int, count: int) -> Cut | None:
    """The next pieces numbered 1 to `count` in one way of writing, with what stands between them as
    what is said of them."""
    first = next((n for n in range(after, len(pieces))[:2] if pieces[n].marker), None)
    if first is None or pieces[first].number != 1:
        return None
    areas: list[CutArea] = []
    at = first
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if piece.kind == pieces[first].kind and piece.number is not None:
            if len(areas) == count:
                break
            area = _area(piece.text)
            if piece.number != len(areas) + 1 or area is None:
                return None
            areas.append(area)
        elif len(areas) == count and (piece.marker or piece.line != pieces[at - 1].line):
            break
        else:
            said = piece.text.strip(" \t　")
            areas[-1] = replace(
                areas[-1], said="；".join(filter(None, (areas[-1].said.strip(_ENDS), said)))
            )
    else:
        at = len(pieces)
    if len(areas) != count:
        return None
    return Cut(tuple(areas), tuple(piece.text for piece in (*pieces[:first], *pieces[at:])))


def _area(piece: str) -> CutArea | None:
    """The name up to what ends it, and the explanation behind it."""
    match = _EXPLAINED.search(piece)
    name, said = (piece[: match.start()], piece[match.end() :]) if match else (piece, "")
    name = name.strip(_ENDS)
    return CutArea(name, said.strip(" \t　")) if name else None


def _enumerated(line: str) -> list[str]:
    line = _LISTED.sub("", line)
    names = [name.strip(_ENDS) for name in line.removeprefix("从").split("、")]
    short = all(0 < len(name) <= _SHORT for name in names)
    return names if len(names) >= _ENUMERATED and short else []
