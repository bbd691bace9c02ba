"""The lists as tables of plain texts: columns in the usual order, one row for each entry. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from drafting.common.days import full_day
from drafting.document.model import Document, Head
from drafting.rectification.lists.limits import limit_in
from drafting.rectification.lists.matters import Matter, Matters
from drafting.rectification.states import LABELS_OF_STATES, ItemState


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in millimetres of the 225 of a page, whether its texts stand in
    the middle, and what may be chosen in it (empty: anything)."""

    name: str
    width: int
    centred: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A list: its title, who it is of (empty: nobody), columns and rows; a line break in a text
    begins a paragraph."""

    title: str
    byline: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A measure as the lists of what is to be done show it. ``limit`` is a day, else the words of the paper.
    ``heard``: it answers a 批评意见 heard at the meeting, which the paper does not hold."""

    person: str
    problem: str
    measure: str
    standard: str = ""
    limit: str = ""
    state: str = ""
    notes: str = ""
    evidence: str = ""
    heard: bool = False

    @property
    def standing(self) -> str:
        """完成情况: the state, and what there is to say of it."""
        return "\n".join(filter(None, (self.state, self.notes)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a branch: whose it is, what it says, and its measures as they stand (empty: as it
    promised them)."""

    person: str
    document: Document
    entries: tuple[Entry, ...] = field(default=())


#: What stands in place of an area for what was heard at the meeting.
HEARD: Final = "会上批评意见"
_NUMBER: Final = Column("序号", 13, centred=True)
_PERSON: Final = Column("姓名", 22, centred=True)
_STATES: Final = tuple(LABELS_OF_STATES.values())

_PROBLEMS: Final = (
    _NUMBER, Column("方面", 30, centred=True), Column("存在的问题", 72), Column("具体表现", 110),
)  # fmt: skip
_MEASURES: Final = (
    _NUMBER, Column("问题", 53), Column("整改措施", 69), Column("责任人", 22, centred=True),
    Column("完成时限", 39, centred=True), Column("完成情况", 29),
)  # fmt: skip
_COMPARISON: Final = (
    _NUMBER, Column("方面", 26, centred=True), Column("问题", 58), Column("原因", 58),
    Column("整改措施", 70),
)  # fmt: skip
_LEDGER: Final = (
    _NUMBER, Column("问题", 40), Column("整改措施", 48), Column("完成标准", 25),
    Column("责任人", 18, centred=True), Column("完成时限", 26, centred=True),
    Column("状态", 19, centred=True, choices=_STATES), Column("进展和说明", 19), Column("佐证", 17),
)  # fmt: skip
_BRANCH_PROBLEMS: Final = (
    _NUMBER, _PERSON, Column("方面", 28, centred=True), Column("存在的问题", 66),
    Column("具体表现", 96),
)  # fmt: skip
#: Between the problems that one measure answers, and the measures against one problem.
_BREAK: Final = "\n"


def problem_list(document: Document, person: str, entries: Sequence[Entry] = ()) -> Table:
    """个人问题清单, and behind the paper's problems what was heard at the meeting."""
    rows = _problem_rows(document, entries)
    return _table("个人问题清单", document.head, person, _PROBLEMS, rows)


def measure_list(document: Document, person: str, entries: Sequence[Entry] = ()) -> Table:
    """个人整改清单: the measures as they stand in ``entries``, else as the paper promises them."""
    rows = map(_measure_row, _standing(document, person, entries))
    return _table("个人整改清单", document.head, person, _MEASURES, rows)


def comparison(document: Document, person: str, entries: Sequence[Entry] = ()) -> Table:
    """问题—原因—措施对照表: each problem with what answers it; what is not answered stays empty."""
    matters = Matters(document)
    heard = ((HEARD, one.problem, "", one.measure) for one in entries if one.heard)
    rows = (
        (
            one.area,
            one.claim,
            _BREAK.join(_numbered([cause.claim for cause in matters.causes_of(one)])),
            _BREAK.join(_numbered([measure.claim for measure in matters.measures_of(one)])),
        )
        for one in matters.problems
    )
    title = "问题—原因—措施对照表"
    return _table(title, document.head, person, _COMPARISON, (*rows, *heard))


def ledger(document: Document, person: str, entries: Sequence[Entry] = ()) -> Table:
    """整改台账."""
    rows = map(_ledger_row, _standing(document, person, entries))
    return _table("整改台账", document.head, person, _LEDGER, rows)


def branch_problems(papers: Iterable[Paper], branch: str) -> Table:
    """支部问题清单: everybody's problems in the order of ``papers``."""
    rows = (
        (paper.person, *row)
        for paper in papers
        for row in _problem_rows(paper.document, paper.entries)
    )
    return Table("党支部问题清单汇总", branch, _BRANCH_PROBLEMS, _with_numbers(rows))


def branch_measures(papers: Iterable[Paper], branch: str) -> Table:
    """支部整改清单: everybody's measures, as they stand."""
    rows = (
        _measure_row(entry)
        for paper in papers
        for entry in _standing(paper.document, paper.person, paper.entries)
    )
    return Table("党支部整改清单汇总", branch, _MEASURES, _with_numbers(rows))


def entries_of(document: Document, person: str) -> tuple[Entry, ...]:
    """The measures of a paper as it promises them: nothing begun, the limit in its own words."""
    matters = Matters(document)
    return tuple(
        Entry(
            person=person or document.head.name.strip(),
            problem=problems_in_words(matters, one),
            measure=one.whole,
            # the day is of no matter here: the words are
            limit=limit.words if (limit := limit_in(one.text, date(2000, 1, 1))) else "",
            state=LABELS_OF_STATES[ItemState.NOT_BEGUN],
        )
        for one in matters.measures
    )


def problems_in_words(matters: Matters, measure: Matter) -> str:
    """The problems that a measure answers, a paragraph for each; empty where the paper does not say."""
    return _BREAK.join(_numbered([one.claim for one in matters.problems_of(measure)]))


def said_day(day: date | None) -> str:
    """A limit as the lists show it."""
    return full_day(day) if day else ""


def _standing(document: Document, person: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The measures as they stand, else as the paper promises them, and what was heard."""
    kept = tuple(one for one in entries if not one.heard)
    heard = tuple(one for one in entries if one.heard)
    return (*(kept or entries_of(document, person)), *heard)


def _problem_rows(document: Document, entries: Iterable[Entry]) -> Iterable[tuple[str, ...]]:
    yield from ((one.area, one.claim, one.details) for one in Matters(document).problems)
    yield from ((HEARD, one.problem, "") for one in entries if one.heard)


def _measure_row(entry: Entry) -> tuple[str, ...]:
    return entry.problem, entry.measure, entry.person, entry.limit, entry.standing


def _ledger_row(entry: Entry) -> tuple[str, ...]:
    return (
        entry.problem, entry.measure, entry.standard, entry.person, entry.limit, entry.state,
        entry.notes, entry.evidence,
    )  # fmt: skip


def _table(
    title: str,
    head: Head,
    person: str,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[str, ...]],
) -> Table:
    who = "\u3000".join(filter(None, (head.unit.strip(), person or head.name.strip())))
    return Table(title, who, columns, _with_numbers(rows))


def _with_numbers(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(place), *row) for place, row in enumerate(rows, 1))


def _numbered(texts: Sequence[str]) -> list[str]:
    """Several texts with 1. 2. before them; one alone as it is."""
    if len(texts) < 2:
        return list(texts)
    return [f"{place}. {text}" for place, text in enumerate(texts, 1)]
