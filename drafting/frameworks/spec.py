"""A framework as a value: parts and areas with guidance and limits (layer 0, standard library
only). [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

#: The areas of the library's taxonomy. They stay while the notices' headings change every year: an
#: area of a framework names the ones it means, or single problem categories by their code where it
#: means part of an area (ZZ7 for 党性).
TAXONOMY_AREAS: Final = ("理论学习", "政治素质", "能力本领", "担当作为", "工作作风", "廉洁自律")

_CODE = re.compile(r"[A-Z]{2}[1-9][0-9]?")


def unknown_taxonomy(entries: Iterable[str]) -> tuple[str, ...]:
    """The entries of a taxonomy mapping that are neither the name of an area nor shaped like a
    category code."""
    return tuple(
        entry for entry in entries if entry not in TAXONOMY_AREAS and not _CODE.fullmatch(entry)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Least and most points and characters (blanks left out) of an area or part; 0 means no
    limit."""

    min_points: int = 0
    max_points: int = 0
    min_characters: int = 0
    max_characters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSpec:
    """An area to examine (方面). ``taxonomy`` holds what fits it: names of taxonomy areas (all their
    problem categories) and codes of single categories; empty means that everything may fit.
    ``unsure``: nobody has compared its name with the notice yet (待核对)."""

    key: str
    name: str
    heading: str
    guidance: str = ""
    required: bool = True
    limits: Limits = Limits()
    taxonomy: tuple[str, ...] = ()
    unsure: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSpec:
    """A part of the material (部分) in the framework's order; ``role`` is one of
    ``document.model.ROLES``, or ``opening`` or ``closing`` for the running text at either end.
    ``pattern`` is a way to write it with holes (参考写法), ``unsure`` as for an area."""

    key: str
    role: str
    heading: str
    guidance: str = ""
    required: bool = True
    limits: Limits = Limits()
    areas: tuple[AreaSpec, ...] = ()
    pattern: str = ""
    unsure: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkSpec:
    """All that a draft needs to know of its framework. ``limits`` are those of the whole text,
    ``min_problem_share`` is the least share of problems and causes in it in per cent (units ask for
    1/2 or 3/4; 0: none), ``max_library_share`` the largest share of sentences that stand in the
    library as they are (0: no limit). ``collective``: it is for the paper of a committee, which says
    我们. ``usual`` says whether it is the one that a year, a meeting and a kind of person have where
    nobody says otherwise."""

    key: str
    year: int
    meeting_kind: str
    name: str
    theme: str
    title: str
    parts: tuple[PartSpec, ...]
    collective: bool = False
    limits: Limits = Limits()
    min_problem_share: int = 50
    max_library_share: int = 30
    usual: bool = field(default=True, compare=False)

    def part(self, role: str) -> PartSpec | None:
        """The first part with this role, or None."""
        return next((part for part in self.parts if part.role == role), None)

    def areas(self) -> tuple[AreaSpec, ...]:
        """All areas of all parts in order."""
        return tuple(area for part in self.parts for area in part.areas)


def asking(
    spec: FrameworkSpec,
    parts: Iterable[str],
    *,
    limits: Limits,
    min_problem_share: int,
    max_library_share: int = 30,
    only: Iterable[str] = (),
) -> FrameworkSpec:
    """The framework as a meeting asks it: the parts with these keys are required, the whole text
    has these limits.

    ``only`` are the roles that the kind of document consists of (a 问题清单 has no opening); the others
    may be left out then.
    """
    wanted, kept = set(parts), set(only)

    def asked(part: PartSpec) -> PartSpec:
        needed = part.key in wanted or (part.required and (not kept or part.role in kept))
        return part if needed == part.required else replace(part, required=needed)

    return replace(
        spec,
        parts=tuple(asked(part) for part in spec.parts),
        limits=limits,
        min_problem_share=min_problem_share,
        max_library_share=max_library_share,
    )
