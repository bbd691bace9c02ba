"""Official formulations (规范表述, 提法): the rows of the table that a curator keeps. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from drafting.proofing.core.base import Basis, Severity
from drafting.proofing.core.nearness import Near, Pattern, near_misses

KINDS: Final = ("fixed", "count", "order", "outdated", "misused")


@dataclass(frozen=True, slots=True)
class Formulation:
    """One row.

    ``fixed``: ``text`` is how it is worded. ``count``: ``text`` is a set named by its number (四个意识); where it is ``certain``,
    no other number fits. ``order``: ``items`` stand in this order. ``outdated``: ``pattern`` is not said from the year
    ``since`` on; ``use`` is said. ``misused``: ``pattern`` misquotes ``use``. ``certain``: an error; ``gentle``: advice.

    A row holds from ``since`` to ``until``, both years included (0: no limit); ``since_text`` is how people read the first
    (2017年). ``pending`` (待核对): no person of the organisation has confirmed it.
    """

    kind: str
    text: str
    source: str
    use: str = ""
    since: int = 0
    since_text: str = ""
    until: int = 0
    items: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    certain: bool = False
    gentle: bool = False
    pending: bool = True

    @property
    def severity(self) -> Severity:
        """How surely a text that falls into this row is wrong."""
        return "error" if self.certain else "advice" if self.gentle else "warning"

    @property
    def basis(self) -> Basis:
        """What a finding is based on."""
        return Basis(self.source, self.pending)

    def holds_in(self, year: int | None) -> bool:
        """Whether the row is to be looked at in a material of this year; where the year is not known, unless it has an end."""
        if year is None:
            return not self.until
        return self.since <= year and (not self.until or year <= self.until)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where ``pattern`` fits. A pattern that fits nothing (an empty place) is passed over."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            if match.group():
                yield match.span()

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Formulation:
        """A row of the JSON table, its dates years. Raises ValueError for an unknown kind, re.error for a broken pattern."""
        kind = row["kind"]
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}")
        pattern = row.get("pattern") or (re.escape(row["text"]) if kind in ("outdated", "misused") else "")
        return cls(
            kind=kind,
            text=row.get("text", ""),
            source=row["source"],
            use=row.get("use", ""),
            since=row.get("since", 0),
            since_text=row.get("since_text") or (f"{row['since']}年" if row.get("since") else ""),
            until=row.get("until", 0),
            items=tuple(row.get("items", ())),
            pattern=re.compile(pattern) if pattern else None,
            certain=row.get("certain", False),
            gentle=row.get("gentle", False),
            pending=row.get("pending", True),
        )


@dataclass(frozen=True)
class Formulations:
    """The whole table."""

    rows: tuple[Formulation, ...]
    _by_absent: dict[frozenset[int], Formulations] = field(default_factory=dict, compare=False, repr=False)

    def in_force(self, year: int | None) -> Formulations:
        """The rows that hold in a year. Years with the same rows share one table, and so what is built from it."""
        absent = frozenset(place for place, row in enumerate(self.rows) if not row.holds_in(year))
        if not absent:
            return self
        if absent not in self._by_absent:
            kept = tuple(row for place, row in enumerate(self.rows) if place not in absent)
            self._by_absent[absent] = Formulations(kept)
        return self._by_absent[absent]

    def of(self, kind: str) -> tuple[Formulation, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)

    @cached_property
    def fixed(self) -> Mapping[str, Formulation]:
        """The fixed wordings by their text, counted sets among them."""
        return {row.text: row for row in self.rows if row.kind in ("fixed", "count")}

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(Pattern.of(row.text) for row in self.of("fixed") if len(row.text) >= 4)

    def near(self, text: str) -> list[tuple[Near, Formulation]]:
        """Where the text comes within one character of a fixed wording without having it."""
        found = near_misses(text, self._patterns, self.covered(text))
        return [(near, self.fixed[near.wanted]) for near in found]

    @cached_property
    def _standing(self) -> re.Pattern[str]:
        texts = sorted({text for text in self.fixed if len(text) >= 4}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, texts)) or "(?!)")

    def covered(self, text: str) -> list[tuple[int, int]]:
        """The stretches of a text that are fixed wordings, word for word."""
        return [match.span() for match in self._standing.finditer(text)]
