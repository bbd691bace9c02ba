"""Fixed rows that say when in brackets: meetings (党的二十届三中全会（2024年7月，《…决定》）), campaigns
(党纪学习教育（2024年4月至2024年7月）) and editions of rules (…条例（2023年12月修订，2024年1月1日起施行）).
[pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from drafting.proofing.core.findings import Basis

#: Year and month as a number that orders: 202407.
Month = int

_DATE: Final = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_TITLE: Final = re.compile(r"《([^》]+)》")
_PLENUM: Final = re.compile(r"党的(.{2,4}届)(.)中全会")
_MEETING: Final = re.compile(r"(?:[中次]全会|大)$")
_RULE: Final = re.compile(r"(?:条例|准则|章程|规定|细则|规则|办法|意见)$")


class Row(Protocol):
    """What is read of a row."""

    @property
    def text(self) -> str:
        """The name and, in brackets, its time."""

    @property
    def basis(self) -> Basis:
        """Where it comes from."""


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name with its time: the months of its beginning and its end (an open end: 999912), the
    documents it passed. ``force``: from when an edition of a rule is in force, 0 where that is
    the same."""

    name: str
    first: Month
    last: Month
    titles: tuple[str, ...]
    when: str
    basis: Basis
    force: Month = 0

    @property
    def rule(self) -> bool:
        """Whether it is an edition of a rule (党内法规)."""
        return bool(_RULE.search(self.name))

    @property
    def meeting(self) -> str:
        """What kind of meeting it is, 大, 中全会 or 次全会; empty for a campaign."""
        match = _MEETING.search(self.name)
        return match[0] if match else ""

    @property
    def pattern(self) -> str:
        """How it is written, as a regular expression: 党的 and quotation marks may be missing."""
        short = re.sub("[“”]", "”?", re.escape(self.name)).replace("党的", "(?:党的)?")
        plenum = _PLENUM.fullmatch(self.name)
        if plenum is None:
            return short
        return f"(?:{short}|第{plenum[1]}中央委员会第{plenum[2]}次全体会议)"

    def holds(self, year: int, month: int = 0) -> bool:
        """Whether a year, or a month of it, falls into its time."""
        if not month:
            return self.first // 100 <= year <= self.last // 100
        return self.first <= year * 100 + month <= self.last


def dated_names(rows: Iterable[Row]) -> tuple[DatedName, ...]:
    """The dated rows of a table, the longest names first, the editions of a rule in order."""
    return tuple(
        sorted(map(_read, rows), key=lambda name: (-len(name.name), name.name, name.first))
    )


def _read(row: Row) -> DatedName:
    name, _, rest = row.text.rpartition("（") if "《" not in row.text else row.text.partition("（")
    when = rest.removesuffix("）")
    months = [int(year) * 100 + int(month or 0) for year, month in _DATE.findall(when)]
    rule = bool(_RULE.search(name))
    last = months[-1] if not rule else months[0]
    return DatedName(
        name,
        months[0],
        999912 if when.endswith("起") and not rule else last or months[0],
        tuple(_TITLE.findall(when)),
        when.partition("，《")[0],
        row.basis,
        months[1] if rule and len(months) > 1 else 0,
    )
