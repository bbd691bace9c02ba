"""Official formulations (规范表述, 提法): the rows of the table that a curator keeps. [pure]"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Final

from drafting.proofing.core.dated_names import DatedName, dated_names
from drafting.proofing.core.findings import Basis, Severity
from drafting.proofing.core.near_blocks import near_blocks
from drafting.proofing.core.near_wordings import Near, Pattern, near_misses
from drafting.proofing.core.stretches import Stretches

#: Paragraphs of papers of which it is kept which wordings they have.
_KEPT: Final = 4096

KINDS: Final = ("fixed", "count", "order", "outdated", "misused")

_RULE: Final = re.compile(r"(?:条例|准则|规定|细则|规则|办法)(?:（试行）)?$")
#: Rows of fewer items are taken up and changed freely: 世界观、人生观、权力观.
_FEWEST: Final = 4
_NUMBERED: Final = re.compile(r"[一二两三四五六七八九十]个")
_DATED: Final = re.compile(r"（(?:19|20)\d\d年[^（]*）$")


@dataclass(frozen=True, slots=True)
class Formulation:
    """One row.

    ``fixed``: ``text`` is how it is worded, or a name with its time (``dated``). ``count``:
    ``text`` is a set named by its number (四个意识); where it is ``certain``, no other number fits.
    ``order``: ``items`` stand in this order.
    ``outdated``: ``pattern`` is not said from the year ``since`` on; ``use`` is said. ``misused``:
    ``pattern`` misquotes ``use``. ``certain``: an error; ``gentle``: advice.

    A row holds from ``since`` to ``until``, both years included (0: no limit); ``since_text`` is
    how people read the first (2017年). ``pending`` (待核对): no person of the organisation has
    confirmed it.
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
    def dated(self) -> bool:
        """Whether a fixed row names something with its time, 党纪学习教育（2024年4月至2024年7月）: no
        wording to be quoted, see ``dated_names``."""
        return self.kind == "fixed" and bool(_DATED.search(self.text))

    @property
    def basis(self) -> Basis:
        """What a finding is based on."""
        return Basis(self.source, self.pending)

    def holds_in(self, year: int | None) -> bool:
        """Whether the row is to be looked at in a material of this year; where the year is not
        known, unless it has an end."""
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
        """A row of the JSON table, its dates years. Raises ValueError for an unknown kind, re.error
        for a broken pattern."""
        kind = row["kind"]
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind!r}")
        pattern = row.get("pattern") or (
            re.escape(row["text"]) if kind in ("outdated", "misused") else ""
        )
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
    _by_absent: dict[frozenset[int], Formulations] = field(
        default_factory=dict, compare=False, repr=False
    )

    def in_force(self, year: int | None) -> Formulations:
        """The rows that hold in a year. Years with the same rows share one table, and so what is
        built from it."""
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
        rows = [row for row in self.rows if row.kind in ("fixed", "count") and not row.dated]
        return {row.text: row for row in (*self._items, *rows)}

    @cached_property
    def _items(self) -> tuple[Formulation, ...]:
        """What stands in a fixed order, each a wording of its own."""
        return tuple(
            replace(row, kind="fixed", text=item, items=())
            for row in self.of("order")
            for item in row.items
            if len(item) >= 4
        )

    @cached_property
    def places(self) -> Mapping[str, Sequence[tuple[int, Formulation]]]:
        """Where each item stands in the rows of a fixed order that are too long to be changed freely;
        rows of sets (四个意识、四个自信) left out, since others may stand beside those."""
        found: dict[str, list[tuple[int, Formulation]]] = {}
        for row in self.of("order"):
            if len(row.items) >= _FEWEST and not any(map(_NUMBERED.match, row.items)):
                for place, item in enumerate(row.items):
                    found.setdefault(item, []).append((place, row))
        return found

    @cached_property
    def dated(self) -> tuple[DatedName, ...]:
        """The names that the table gives with their time, whether they hold or not."""
        return dated_names(row for row in self.rows if row.dated)

    @cached_property
    def _quoted(self) -> tuple[Formulation, ...]:
        fixed = {row.text: row for row in (*self.of("fixed"), *self._items) if not row.dated}
        return tuple(fixed.values())

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        return tuple(Pattern.of(row.text) for row in self._quoted if len(row.text) >= 4)

    def near(self, text: str, standing: Stretches) -> list[tuple[Near, Formulation]]:
        """Where the text comes within one character of a fixed wording without having it;
        ``standing``: where it has one."""
        found = near_misses(text, self._patterns, standing)
        return [(near, self.fixed[near.wanted]) for near in found]

    def near_blocks(self, text: str, standing: Stretches) -> list[tuple[Near, Formulation]]:
        """The same for two characters side by side, in long wordings. Names of rules are told from
        each other by as much."""
        wordings = [row.text for row in self._quoted if not _RULE.search(row.text)]
        return [(near, self.fixed[near.wanted]) for near in near_blocks(text, wordings, standing)]

    @cached_property
    def _standing(self) -> re.Pattern[str]:
        texts = sorted({text for text in self.fixed if len(text) >= 4}, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, texts)) or "(?!)")

    def covered(self, text: str) -> list[tuple[int, int]]:
        """The stretches of a text that are fixed wordings, word for word."""
        found, at = [], 0
        for line in text.split("\n"):
            found += [(at + start, at + end) for start, end in self._covered(line)]
            at += len(line) + 1
        return found

    @cached_property
    def _covered(self) -> Callable[[str], tuple[tuple[int, int], ...]]:
        """The same of one paragraph. A paper is read again after each change, and nearly all of it
        is what was read before."""

        def covered(line: str) -> tuple[tuple[int, int], ...]:
            return tuple(match.span() for match in self._standing.finditer(line))

        return lru_cache(maxsize=_KEPT)(covered)
