"""The parts of a paper that has no headings for them: by what its sentences say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from drafting.importing.segment.announcements import (
    ORDER,
    announced,
    is_opening,
    leans_to,
    turns,
)
from drafting.importing.segment.marks import find_marks
from drafting.importing.segment.rows import SourceRow
from drafting.importing.segment.starts import Start

#: What the author reads of a part whose heading is missing.
NAMES: Final = {
    "previous": "上年度整改情况",
    "problems": "存在的问题",
    "causes": "原因剖析",
    "measures": "整改措施",
}
_SHORT: Final = 14
IsArea = Callable[[SourceRow], bool]


class _Guesser:
    """Reads paragraph by paragraph; a part begins where a sentence announces what it holds."""

    def __init__(self, is_area: IsArea) -> None:
        self.front: list[SourceRow] = []
        self.starts: list[Start] = []
        self._is_area = is_area
        self._promised = False  # the opening says that the problems follow
        self._last = 0  # the number of the last point

    def read(self, row: SourceRow) -> None:
        """Take the next paragraph."""
        role = self._role_of(row)
        if role in ("causes", "measures") and not self.starts:
            self._take_problems()
        if role is not None:
            note = f"这一部分没有标题，是按“{_shortened(row.text)}”归入“{NAMES[role]}”的，请核对。"
            self.starts.append(Start(None, role, None, note=note))
            self._last = 0
        (self.starts[-1].rows if self.starts else self.front).append(row)
        if row.token is not None:
            self._last = row.token.value

    def _take_problems(self) -> None:
        """What stands before the first causes or measures, behind the opening, are the problems."""
        place = next((n for n, row in enumerate(self.front) if _may_be_problem(row)), None)
        if place is not None:
            rows, self.front = self.front[place:], self.front[:place]
            note = f"这一部分没有标题，在原因和措施之前，归入“{NAMES['problems']}”，请核对。"
            self.starts.append(Start(None, "problems", None, note=note, rows=rows))

    @property
    def _now(self) -> int:
        return ORDER.index(self.starts[-1].role) if self.starts else -1

    def _role_of(self, row: SourceRow) -> str | None:
        """The role of the part that begins with a paragraph; None where none does."""
        said = None if _is_item(row) else announced(row.text)
        if said and ORDER.index(said) > self._now:
            if self.starts or said != "problems" or not is_opening(row.text):
                return said
            self._promised = True
            return None
        if not self.starts:
            return "problems" if self._begins_problems(row) else None
        return self._role_of_list(row)

    def _begins_problems(self, row: SourceRow) -> bool:
        if self._is_area(row) or (self._promised and not row.text.endswith(("：", ":"))):
            return True
        return _is_item(row) and leans_to(row.text) == "problems"

    def _role_of_list(self, row: SourceRow) -> str | None:
        """A list that begins anew, worded as measures, is the one behind the problems."""
        again = row.token is not None and row.token.value == 1 and self._last > 1
        measures = again and leans_to(row.text) == "measures" and not self._is_area(row)
        return "measures" if measures and self._now < ORDER.index("measures") else None


def guessed_outline(
    rows: Sequence[SourceRow], is_area: IsArea
) -> tuple[list[SourceRow], list[Start]] | None:
    """The paragraphs before the first part, and the parts with theirs; None where no sentence says
    what is what."""
    guesser = _Guesser(is_area)
    for row in rows:
        for piece in turns(row):
            guesser.read(piece)
    return (guesser.front, guesser.starts) if guesser.starts else None


def with_unheaded(starts: Sequence[Start], is_area: IsArea) -> list[Start]:
    """The parts, each cut where a sentence with a list behind it announces one that has no heading
    anywhere."""
    found: list[Start] = []
    there = {start.role for start in starts}
    for start in starts:
        place = _unheaded_at(start, there, is_area)
        if place is None:
            found.append(start)
            continue
        row = start.rows[place]
        role = announced(row.text) or start.role
        note = f"这一部分没有标题，是按“{_shortened(row.text)}”归入“{NAMES[role]}”的，请核对。"
        found.append(replace(start, rows=start.rows[:place]))
        found.append(Start(None, role, None, note=note, rows=start.rows[place:]))
        there.add(role)
    return found


def _unheaded_at(start: Start, there: set[str], is_area: IsArea) -> int | None:
    if start.role not in ("problems", "causes") or there >= {"causes", "measures"}:
        return None
    # behind the last area: what an area says of its own causes is no part
    areas = [place for place, row in enumerate(start.rows) if is_area(row)]
    for place in range(areas[-1] + 1 if areas else 0, len(start.rows) - 1):
        row, below = start.rows[place : place + 2]
        if _announces_list(row, below) and announced(row.text) not in (None, start.role, *there):
            return place
    return None


def _announces_list(row: SourceRow, below: SourceRow) -> bool:
    return row.text.endswith(("：", ":")) and not _is_item(row) and _is_item(below)


def _is_item(row: SourceRow) -> bool:
    """Whether a paragraph begins with a number or a marker."""
    cut = (0, len(row.text))
    return row.token is not None or bool(find_marks(row.text, [cut], only_starts=True))


def _may_be_problem(row: SourceRow) -> bool:
    """Whether a paragraph before the first part says more than a title or an opening does."""
    text = row.text
    said = "。" in text and not is_opening(text) and not text.endswith(("：", ":"))
    return _is_item(row) or said


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"
