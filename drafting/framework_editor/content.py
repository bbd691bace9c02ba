"""What a framework says, as one value: read from the rows, or from a form as it was sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from drafting.annual_notice.area_rows import split_covers
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.services.copies import GUIDANCE_OF_NEW, area_heading, new_guidance
from drafting.frameworks.spec import TAXONOMY_AREAS

LIMITS: Final = ("min_points", "max_points", "min_characters", "max_characters")
#: The parts that an editor may add: one of each kind at most, but for further parts (其他部分).
ADDABLE: Final = (
    Section.Role.OTHER,
    Section.Role.PREVIOUS,
    Section.Role.CASES,
    Section.Role.STATEMENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a framework says as a whole."""

    name: str = ""
    variant: str = ""
    audience: str = ""
    title: str = ""
    theme: str = ""
    sources: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part or an area as it stands in the form, every number as it was typed; an area without a
    ``heading`` has the one that its name makes. ``pk`` is the stored
    one's, empty for a new one; ``dropped``: to be left out when it is saved; ``errors`` are what is
    wrong, ``unsure`` says 待核对."""

    pk: str = ""
    key: str = ""
    role: str = Section.Role.PROBLEMS
    name: str = ""
    heading: str = ""
    required: bool = True
    guidance: str = ""
    pattern: str = ""
    source: str = ""
    min_points: str = "0"
    max_points: str = "0"
    min_characters: str = "0"
    max_characters: str = "0"
    taxonomy: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    dropped: bool = False
    unsure: bool = False
    errors: tuple[str, ...] = ()

    @property
    def covers(self) -> tuple[str, ...]:
        """What it covers, as a framework stores it; nothing stands for everything."""
        return self.taxonomy + self.codes

    @property
    def codes_said(self) -> str:
        """The single categories in one field of the form."""
        return "、".join(self.codes)

    @property
    def role_said(self) -> str:
        """What kind of part it is, in Chinese."""
        return Section.Role(self.role).label

    @property
    def takes_pattern(self) -> bool:
        """Whether it is running text at either end (导语, 结束语)."""
        return self.role in (Section.Role.OPENING, Section.Role.CLOSING)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed into a new one."""
        guidance = "" if self.guidance in GUIDANCE_OF_NEW else self.guidance
        return not self.pk and not any((self.name, self.heading, guidance, self.source))

    def limit(self, name: str) -> int:
        """One of its limits as a number; 0 for what is no number."""
        text = getattr(self, name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a framework says: the parts in their order, and the areas of 存在的问题 in theirs."""

    head: Head
    parts: tuple[Row, ...]
    areas: tuple[Row, ...]

    def digest(self) -> str:
        """The same for the same content, stored or not; what is to be left out is no part of it."""
        rows = [[_said(row) for row in kept(rows)] for rows in (self.parts, self.areas)]
        head = [getattr(self.head, one.name) for one in fields(Head)]
        return hashlib.sha256(json.dumps([head, rows], ensure_ascii=False).encode()).hexdigest()

    def sections(self) -> list[tuple[Section, list[Section]]]:
        """The parts with their areas as unsaved rows, for a look at what is not stored yet."""
        areas = [_area_section(row, f"new-area-{at}") for at, row in enumerate(kept(self.areas))]
        found = []
        for at, row in enumerate(kept(self.parts)):
            mine = areas if row.role == Section.Role.PROBLEMS else []
            found.append((section_from(row, f"new-part-{at}"), mine))
        return found


def kept(rows: Iterable[Row]) -> list[Row]:
    """Without those to be left out, and without new ones that nothing was typed into."""
    return [row for row in rows if not (row.dropped or row.empty)]


def _said(row: Row) -> list[Any]:
    texts = [row.role, row.name, row.heading, row.required, row.guidance, row.pattern, row.source]
    return [*texts, *(row.limit(name) for name in LIMITS), sorted(row.covers)]


def section_from(row: Row, key: str) -> Section:
    """An unsaved part or area of a row; one without a key gets ``key``."""
    section = Section(
        key=row.key or key,
        role=row.role,
        name=row.name,
        heading=row.heading,
        required=row.required,
        guidance=row.guidance,
        pattern=row.pattern,
        source=row.source,
        confidence="medium" if row.unsure or not row.pk else "high",
        **{name: row.limit(name) for name in LIMITS},
    )
    section.taxonomy = row.covers  # type: ignore[assignment]
    return section


def _area_section(row: Row, key: str) -> Section:
    return section_from(replace(row, heading=row.heading or area_heading(row.name)), key)


def content_of(framework: Framework) -> Content:
    """What a framework says as it is stored. No query where its sections were read along."""
    rows = list(framework.sections.all())
    settled = framework.confirmed_at is not None
    return Content(
        head=Head(**{one.name: _lines(getattr(framework, one.name)) for one in fields(Head)}),
        parts=tuple(_row(row, settled) for row in rows if row.parent_id is None),
        areas=tuple(_row(row, settled) for row in rows if row.parent_id is not None),
    )


def _row(section: Section, settled: bool) -> Row:
    taxonomy, codes = split_covers(section.taxonomy)
    return Row(
        pk=str(section.pk),
        key=section.key,
        role=section.role,
        name=section.name,
        heading=section.heading if section.parent_id is None else own_heading(section),
        required=section.required,
        guidance=_lines(section.guidance),
        pattern=_lines(section.pattern),
        source=section.source,
        taxonomy=tuple(area for area in TAXONOMY_AREAS if area in taxonomy),
        codes=codes,
        unsure=section.unsure and not settled,
        min_points=str(section.min_points),
        max_points=str(section.max_points),
        min_characters=str(section.min_characters),
        max_characters=str(section.max_characters),
    )


def own_heading(row: Section | Row) -> str:
    """The heading of an area where it is another one than its name makes, else nothing."""
    return "" if row.heading == area_heading(row.name) else row.heading


def _lines(text: str) -> str:
    """As a form sends it: without blanks at the ends, line ends as one character."""
    return text.replace("\r\n", "\n").strip()


def moved(rows: Sequence[Row], at: int, by: int) -> tuple[Row, ...]:
    """The rows with one of them ``by`` places further; beyond the ends nothing moves."""
    found = list(rows)
    if 0 <= at < len(found) and 0 <= at + by < len(found):
        found.insert(at + by, found.pop(at))
    return tuple(found)


def new_area(content: Content) -> Row:
    """An area to be named, with the guidance for those who write by it and the limits of the first
    one."""
    row = Row(guidance=new_guidance(content.head.audience))
    if not content.areas:
        return row
    first = content.areas[0]
    return replace(
        row,
        min_points=first.min_points,
        max_points=first.max_points,
        min_characters=first.min_characters,
        max_characters=first.max_characters,
    )


def with_new(content: Content, kind: str) -> Content:
    """With one more empty area, or one more part (其他部分) before what ends the paper."""
    if kind == "area":
        return replace(content, areas=(*content.areas, new_area(content)))
    parts = list(content.parts)
    last = next(
        (at for at, row in enumerate(parts) if row.role == Section.Role.PROBLEMS), len(parts)
    )
    parts.insert(last, Row(role=Section.Role.OTHER, required=False))
    return replace(content, parts=tuple(parts))
