"""The matrix of a meeting: which share of each paper stands in each other one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from drafting.desk.table.lines import MemberLine
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.pairs import PaperShares, shares_of

#: With what else a paper is compared, in the order of the columns.
KINDS: Final[Mapping[str, str]] = {
    "former": "本人往年材料",
    "earlier": "他人往年材料",
    "library": "素材库",
    "reference": "参考文本",
}
#: From here on a share stands out where the meeting names no limit.
USUAL_LIMIT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Cell:
    """A share, from 0 to 1, with the paper that has it; None on the diagonal."""

    other: uuid.UUID | None
    name: str
    share: float
    high: bool

    @property
    def words(self) -> str:
        """The share as people read it; empty where there is none."""
        return percent(self.share)

    @property
    def number(self) -> str:
        """The same without the sign."""
        return self.words.rstrip("%")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's paper: its shares with each other one in the order of the rows, and with each of
    KINDS."""

    draft: uuid.UUID
    name: str
    own: bool
    cells: tuple[Cell, ...]
    kinds: tuple[tuple[str, Cell], ...]

    @property
    def nearest(self) -> tuple[Cell, ...]:
        """The papers it has something of, the largest share first."""
        found = (cell for cell in self.cells if cell.other and cell.words)
        return tuple(sorted(found, key=lambda cell: -cell.share))

    @property
    def alone(self) -> bool:
        """Whether it has nothing of any other text."""
        return not (self.nearest or any(cell.words for _, cell in self.kinds))

    @property
    def most(self) -> float:
        """The largest share of it in another paper of the meeting."""
        return max((cell.share for cell in self.cells), default=0.0)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The papers that a person may read, by name; ``left`` pairs are not worked out yet, those whose
    papers cannot be read are named apart."""

    rows: tuple[PersonRow, ...]
    limit: float
    left: int
    unreadable: tuple[str, ...] = ()

    @property
    def alike(self) -> tuple[PersonRow, ...]:
        """The papers that have something of others."""
        return tuple(row for row in self.rows if not row.alone)

    @property
    def alone(self) -> tuple[PersonRow, ...]:
        """The papers that have nothing of any."""
        return tuple(row for row in self.rows if row.alone)

    @property
    def high(self) -> tuple[tuple[PersonRow, Cell], ...]:
        """The pairs above the limit, the largest share first, each once: as of the paper that has
        the larger share."""
        found: dict[frozenset[uuid.UUID], tuple[PersonRow, Cell]] = {}
        for row in self.rows:
            for cell in row.cells:
                if cell.other is not None and cell.high:
                    pair = frozenset((row.draft, cell.other))
                    if pair not in found or found[pair][1].share < cell.share:
                        found[pair] = (row, cell)
        return tuple(sorted(found.values(), key=lambda one: -one[1].share))

    @property
    def groups(self) -> tuple[AlikeGroup, ...]:
        """The same pairs by groups of papers."""
        return groups_of(self.high)


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Papers that are alike, each to some other of them, and their pairs, the largest share first:
    when twenty take one paper, that is one thing to look into and not a hundred and ninety."""

    names: tuple[str, ...]
    pairs: tuple[tuple[PersonRow, Cell], ...]


def groups_of(pairs: Sequence[tuple[PersonRow, Cell]]) -> tuple[AlikeGroup, ...]:
    """Pairs put together where they share a paper, in the order of the first pair of each."""
    group: dict[uuid.UUID, set[uuid.UUID]] = {}
    names: dict[uuid.UUID, str] = {}
    for row, cell in pairs:
        assert cell.other is not None  # noqa: S101 - a pair has two
        names |= {row.draft: row.name, cell.other: cell.name}
        both = {row.draft, cell.other}
        joined = both.union(*(group.get(one, {one}) for one in both))
        group |= dict.fromkeys(joined, joined)
    found: dict[int, list[tuple[PersonRow, Cell]]] = {}
    for row, cell in pairs:
        found.setdefault(id(group[row.draft]), []).append((row, cell))
    return tuple(
        AlikeGroup(
            tuple(name for draft, name in names.items() if draft in group[ones[0][0].draft]),
            tuple(ones),
        )
        for ones in found.values()
    )


def percent(share: float) -> str:
    """A share as people read it; empty where it is none."""
    return f"{share:.0%}" if share >= 0.005 else ""


def matrix_of(meeting: Meeting, lines: Sequence[MemberLine]) -> Matrix:
    """The matrix of the papers that the person of these lines may read. A share with a paper that
    is not for this person to read is not told."""
    names = {line.draft: line for line in lines if line.handed is not None and line.draft}
    found = shares_of(meeting)
    papers = [paper for paper in found.papers if paper.round.draft in names]
    papers.sort(
        key=lambda paper: (names[paper.round.draft].name.encode("gb18030"), paper.round.draft)
    )
    limit = meeting.max_alike_share / 100 or USUAL_LIMIT
    rows = tuple(_row(paper, papers, names, limit) for paper in papers)
    unreadable = sorted(
        (line.name for draft, line in names.items() if draft in found.unreadable),
        key=lambda name: name.encode("gb18030"),
    )
    return Matrix(rows, limit, found.left, tuple(unreadable))


def _row(
    paper: PaperShares,
    papers: Sequence[PaperShares],
    lines: Mapping[uuid.UUID, MemberLine],
    limit: float,
) -> PersonRow:
    cells = []
    for other in papers:
        key = other.round.draft
        share = paper.colleagues.get(key, 0.0)
        same = other is paper
        cells.append(Cell(None if same else key, lines[key].name, share, share >= limit))
    kinds = (
        (label, Cell(None, label, share, share >= limit))
        for label, share in ((KINDS[kind], paper.kinds.get(kind, 0.0)) for kind in KINDS)
    )
    line = lines[paper.round.draft]
    return PersonRow(paper.round.draft, line.name, line.own, tuple(cells), tuple(kinds))
