"""What counts papers and people adds up, in every sentence of it."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from drafting.desk.bundle.context import contents_of
from drafting.desk.bundle.workbooks import _totals
from drafting.desk.forms import TableFilter
from drafting.desk.selectors import OpenComments
from drafting.desk.table.figures import STATES
from drafting.desk.table.lines import Handed, MemberLine, figures_of
from drafting.review.models import Submission


def line(owner: int, state: str, *, read: bool, waiting: bool, overdue: int) -> MemberLine:
    handed = Handed(Submission(number=1), OpenComments()) if state and read else None
    return MemberLine(
        owner=owner, name=f"党员{owner}", kind="", draft=None, state=state, overdue=overdue, due="",
        due_tone="", waiting=waiting, own=False, url="", handed=handed, last="", last_at=None,
        reviewer="", remindable=False, variant="",
    )  # fmt: skip


def of_number(owner: int, number: int) -> MemberLine:
    """A line for each number: its state, and whether it is read, waits, or is late."""
    number, state = divmod(number, len(STATES))
    read, waiting, late = (bool(number & bit) for bit in (1, 2, 4))
    return line(owner, STATES[state], read=read, waiting=waiting, overdue=int(late))


lines = st.lists(st.integers(0, 8 * len(STATES) - 1), max_size=20).map(
    lambda numbers: [of_number(owner, number) for owner, number in enumerate(numbers)]
)


@given(lines)
def test_every_sentence_adds_up(rows: list[MemberLine]) -> None:
    figures = figures_of(rows)
    assert figures.asked == len(rows) == sum(count.number for count in figures.counts)
    assert figures.handed_in + figures.missing == figures.asked
    # a figure says how many lines its link shows
    shown = {
        query: len(TableFilter(QueryDict(query), bare=False).chosen(rows))
        for query in ("missing=on", "overdue=on", "waiting=on")
    }
    assert shown == {
        "missing=on": figures.missing,
        "overdue=on": figures.overdue,
        "waiting=on": figures.waiting,
    }
    contents = contents_of(rows)
    assert len(contents.missing) == figures.missing
    assert contents.final + contents.under_review + contents.elsewhere == figures.handed_in
    assert contents.papers == sum(row.handed is not None for row in rows)
    assert contents.earlier <= figures.missing
    assert _totals(rows)[-3:-1] == [
        f"已提交 {figures.handed_in} 人",
        f"未提交 {figures.missing} 人",
    ]
