"""The passage of a notice that lists the areas, cut into them. [pure]"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

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
#: So many short pieces between 、 are a list of areas, one or two are an area with two nouns.
_ENUMERATED = 4
_SHORT = 20


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


def cut(text: str) -> Cut:
    """Cut a pasted list into areas: at line ends, numbers (（一）, 1., 一是) and semicolons; a single
    line without any at 、. Where some pieces are numbered, what stands before the first number leads
    up to them."""
    pieces = [piece for line in text.splitlines() for piece in _pieces(line)]
    first = next((at for at, (_, numbered) in enumerate(pieces) if numbered), 0)
    left_out = [piece for piece, _ in pieces[:first]]
    areas = []
    for piece, _ in pieces[first:]:
        if _LEAD.search(piece):
            left_out.append(piece)
        elif area := _area(piece):
            areas.append(area)
    if len(areas) == 1 and (names := _enumerated(areas[0].name)):
        areas = [CutArea(name) for name in names]
    return Cut(tuple(areas), tuple(left_out))


def _pieces(line: str) -> list[tuple[str, bool]]:
    """The pieces of a line without their numbers, each with whether it had one."""
    found = []
    for stretch in _INSIDE.split(line):
        for part in _PARTS.split(stretch):
            piece = part.strip(" \t　")
            bare = _MARKER.sub("", piece, count=1) if _MARKER.match(piece) else piece
            if bare.strip(_ENDS):
                found.append((bare, bare != piece))
    return found


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
