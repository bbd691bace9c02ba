"""A framework as a value: parts and areas with guidance and limits (layer 0, standard library only)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Least and most points and characters (blanks left out) of an area or part; 0 means no limit."""

    min_points: int = 0
    max_points: int = 0
    min_characters: int = 0
    max_characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSpec:
    """An area to examine (方面). ``taxonomy`` names the taxonomy areas whose problem categories fit it."""

    key: str
    name: str
    heading: str
    guidance: str = ""
    required: bool = True
    limits: Limits = Limits()
    taxonomy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """A part of the material (部分) in the framework's order; ``role`` is one of ``document.model.ROLES``, or ``opening`` or
    ``closing`` for the running text at either end."""

    key: str
    role: str
    heading: str
    guidance: str = ""
    required: bool = True
    limits: Limits = Limits()
    areas: tuple[AreaSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkSpec:
    """All that a draft needs to know of its framework."""

    key: str
    year: int
    meeting_kind: str
    name: str
    theme: str
    title: str
    parts: tuple[PartSpec, ...]

    def part(self, role: str) -> PartSpec | None:
        """The first part with this role, or None."""
        return next((part for part in self.parts if part.role == role), None)

    def areas(self) -> tuple[AreaSpec, ...]:
        """All areas of all parts in order."""
        return tuple(area for part in self.parts for area in part.areas)
