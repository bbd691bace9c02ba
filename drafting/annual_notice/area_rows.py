"""The areas of a notice as lines of a form: read from what was sent, kept as it was typed, and
checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from django.http import QueryDict

from drafting.frameworks.spec import TAXONOMY_AREAS, unknown_taxonomy

#: What a notice lists: so many areas, with names of at most so many characters.
FEWEST: Final = 4
MOST: Final = 12
LONGEST_NAME: Final = 135
LONGEST_GUIDANCE: Final = 2000
#: Of lines that a form may send; more are none of ours.
_LINES = 60


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as it stands in the form: ``taxonomy`` are the ticked areas of the taxonomy,
    ``codes`` single categories taken over from an earlier framework; ``dropped``: to be left out
    when it is saved; ``errors`` what is wrong."""

    name: str
    guidance: str = ""
    taxonomy: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    place: str = ""
    dropped: bool = False
    errors: tuple[str, ...] = ()
    choices: Sequence[str] = field(default=TAXONOMY_AREAS)

    @property
    def covers(self) -> tuple[str, ...]:
        """What it covers, as a framework stores it; nothing stands for everything."""
        return self.taxonomy + self.codes

    @property
    def codes_said(self) -> str:
        """The single categories in one field of the form."""
        return "、".join(self.codes)


def split_covers(covers: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas of the taxonomy, and the codes, of what a framework's area covers."""
    entries = tuple(covers)
    areas = tuple(entry for entry in entries if entry in TAXONOMY_AREAS)
    return areas, tuple(entry for entry in entries if entry not in TAXONOMY_AREAS)


def numbered(rows: Iterable[AreaRow]) -> list[AreaRow]:
    """The rows with their places from 1 on."""
    return [replace(row, place=str(at)) for at, row in enumerate(rows, 1)]


def sent_rows(data: QueryDict) -> list[AreaRow]:
    """The lines of a form as they were sent, by the places that were typed; lines with nothing in
    them are left out."""
    rows = []
    for at in range(_LINES):
        name = data.get(f"area-{at}-name")
        guidance = data.get(f"area-{at}-guidance", "").replace("\r\n", "\n").strip()
        if name is None or not (name.strip() or guidance):
            continue
        ticked = set(data.getlist(f"area-{at}-taxonomy"))
        codes = data.get(f"area-{at}-codes", "").upper().replace("，", "、").replace(",", "、")
        rows.append(
            AreaRow(
                " ".join(name.split()),
                guidance,
                tuple(area for area in TAXONOMY_AREAS if area in ticked),
                tuple(code.strip() for code in codes.split("、") if code.strip()),
                data.get(f"area-{at}-place", ""),
                f"area-{at}-drop" in data,
            )
        )
    return numbered(sorted(rows, key=_place))


def _place(row: AreaRow) -> float:
    try:
        return float(row.place)
    except ValueError:
        return float(_LINES)


def kept(rows: Sequence[AreaRow]) -> list[AreaRow]:
    """Without those to be left out."""
    return [row for row in rows if not row.dropped]


def checked(rows: Sequence[AreaRow]) -> tuple[list[AreaRow], list[str]]:
    """The rows with what is wrong with each, and all of it as sentences for the top of the page."""
    names = [row.name for row in kept(rows)]
    said = []
    if not FEWEST <= len(names) <= MOST:
        said.append(
            f"通知一般列出{FEWEST}至{MOST}个方面，现在是 {len(names)} 个，请看一看有没有切多或切少。"
        )
    found = []
    for at, row in enumerate(rows, 1):
        errors = [] if row.dropped else _errors(row, names)
        said += [f"第 {at} 个方面：{error}" for error in errors]
        found.append(replace(row, errors=tuple(errors)))
    return found, said


def _errors(row: AreaRow, names: Sequence[str]) -> list[str]:
    unknown = unknown_taxonomy(row.codes)
    return [
        sentence
        for wrong, sentence in (
            (not row.name, "还没有写名称。"),
            (
                len(row.name) > LONGEST_NAME,
                f"名称有 {len(row.name)} 个字，最多 {LONGEST_NAME} 个；后面的说明请移到撰写提示里。",
            ),
            (bool(row.name) and names.count(row.name) > 1, "同一个名称写了不止一次。"),
            (
                len(row.guidance) > LONGEST_GUIDANCE,
                f"撰写提示有 {len(row.guidance)} 个字，最多 {LONGEST_GUIDANCE} 个。",
            ),
            (bool(unknown), f"“{'、'.join(unknown)}”不是分类代码，应像“ZZ7”这样写。"),
        )
        if wrong
    ]
