"""The shape of a material as its author wrote it: parts, areas and points with the places of their numbers. [pure]"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from drafting.proofing.core.source import Span

#: 在理论学习方面存在的问题 is about 理论学习.
_NAME: Final = re.compile(r"^(?:在|对照|关于|围绕)?(.+?)(?:方面)?(?:存在的?(?:主要|突出)?(?:问题|不足))?$")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A written number: 一、 or （一） or 二是. ``span`` covers it with its signs, ``digits`` the bare numeral."""

    span: Span
    digits: Span
    value: int


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point (一条): its marker if it has one, its claim sentence and the whole of it, marker included."""

    marker: Ordinal | None
    claim: Span
    whole: Span


@dataclass(frozen=True, slots=True)
class Area:
    """One section (方面) of a part: its number, its heading (without number and stop) and the whole of it.

    ``lead`` is what stands before its first point; without points, all of its text.
    """

    number: Ordinal | None
    heading: Span
    lead: Span
    points: tuple[PointLine, ...]
    whole: Span

    @property
    def name(self) -> str:
        """What it is called, without 在 … 方面; a piece of its heading."""
        match = _NAME.match(self.heading.text.rstrip("：:。"))
        return match[1] if match else self.heading.text


@dataclass(frozen=True, slots=True)
class Division:
    """One part (部分): its role as in ``document.model.ROLES``, its number, its heading and what it holds."""

    role: str
    number: Ordinal | None
    heading: Span
    paragraphs: tuple[Span, ...]
    areas: tuple[Area, ...]
    points: tuple[PointLine, ...]
    whole: Span

    def all_points(self) -> tuple[PointLine, ...]:
        """The points of the part and of its areas in reading order."""
        return self.points + tuple(point for area in self.areas for point in area.points)


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole: title (None where there is none), opening paragraphs, parts, closing paragraphs."""

    title: Span | None
    opening: tuple[Span, ...]
    divisions: tuple[Division, ...]
    closing: tuple[Span, ...]

    def of_role(self, role: str) -> tuple[Division, ...]:
        """All parts with this role."""
        return tuple(division for division in self.divisions if division.role == role)
