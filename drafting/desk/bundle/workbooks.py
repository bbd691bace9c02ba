"""The tables of a meeting as workbooks: 汇总 and 发言顺序."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from django.utils import timezone

from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look, Value
from drafting.desk.bundle.papers import missing
from drafting.desk.bundle.speaking_order import Speaker, speakers
from drafting.desk.table.lines import Handed, MemberLine, figures_of
from drafting.desk.words import NOT_BEGUN
from drafting.drafts.models import Draft, Meeting
from drafting.review.decisions.states import STATES
from drafting.review.models import ReviewEvent

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SUMMARY: Final = (
    ("序号", 6), ("姓名", 12), ("党小组", 16), ("职务", 22), ("状态", 11), ("轮次", 7), ("字数", 9), ("错误", 7),
    ("疑似", 7),
    ("建议", 7), ("未解决批注", 12), ("其中必改", 10), ("提交时间", 17), ("通过时间", 17), ("说明", 40),
)  # fmt: skip
_MISSING: Final = (
    ("序号", 6),
    ("姓名", 12),
    ("党小组", 16),
    ("职务", 22),
    ("状态", 11),
    ("说明", 40),
)
_ORDER: Final = (
    ("序号", 7),
    ("姓名", 14),
    ("职务", 28),
    ("党小组", 18),
    ("材料状态", 13),
    ("备注", 26),
)
#: The sums where nothing was handed in.
_NOTHING: Final = (0,) * 6
_TITLE: Final = Look(bold=True, size=14, horizontal="center", vertical="center", wrapped=True)
_LINE: Final = Look(vertical="top", wrapped=True, lined=True)
_BOLD_LINE: Final = replace(_LINE, bold=True)
_REMARKS: Final = {NOT_BEGUN: "还没有开始写。"} | {
    key: state.remark for key, state in STATES.items()
}


def summary_workbook(meeting: Meeting, lines: Sequence[MemberLine]) -> bytes:
    """汇总.xlsx: one row for each member with what was counted at submission, the totals, and a sheet
    of whoever is missing."""
    people = {line.owner: line for line in lines}
    order = speakers(meeting, [(line.owner, line.name) for line in lines])
    passed = _passed(meeting)
    rows = [
        _summary_row(place, speaker, people[speaker.owner], passed)
        for place, speaker in enumerate(order, 1)
    ]
    book, sheet = writing.new_workbook("汇总")
    _fill(sheet, f"{meeting.title} 材料汇总", _SUMMARY, rows)
    writing.write_row(sheet, sheet.max_row + 1, _totals(lines), _BOLD_LINE)
    absent = {line.owner for line in missing(lines)}
    _fill(
        book.create_sheet("未提交"),
        f"{meeting.title} 未提交人员（{len(absent)} 人）",
        _MISSING,
        [
            (
                place,
                who.name,
                who.group,
                who.office,
                people[who.owner].label,
                _awaited(people[who.owner]),
            )
            for place, who in enumerate((who for who in order if who.owner in absent), 1)
        ],
    )
    return writing.saved(book)


def order_workbook(meeting: Meeting, lines: Sequence[MemberLine]) -> bytes:
    """发言顺序.xlsx: who speaks when, as ``order`` puts them; made to be put into another order."""
    states = {line.owner: line.label for line in lines}
    order = speakers(meeting, [(line.owner, line.name) for line in lines])
    book, sheet = writing.new_workbook("发言顺序")
    rows = [
        (place, who.name, who.office, who.group, states[who.owner], None)
        for place, who in enumerate(order, 1)
    ]
    _fill(sheet, f"{meeting.title} 发言顺序", _ORDER, rows, "portrait")
    return writing.saved(book)


def _passed(meeting: Meeting) -> dict[object, datetime]:
    """When each approved draft was, the last time."""
    events = ReviewEvent.objects.filter(draft__meeting=meeting, state_after=Draft.State.APPROVED)
    return dict(events.order_by("pk").values_list("draft_id", "created_at"))


def _summary_row(
    place: int, who: Speaker, line: MemberLine, passed: dict[object, datetime]
) -> Sequence[Value]:
    person = (place, who.name, who.group, who.office, line.label)
    if line.handed is None:
        return *person, *[None] * 9, _remark(line)
    round_ = line.handed.submission
    approved = passed.get(line.draft) if line.state == Draft.State.APPROVED else None
    return (
        *person,
        round_.number,
        *_counted(line.handed),
        _local(round_.submitted_at),
        _local(approved),
        _remark(line),
    )


def _counted(handed: Handed) -> tuple[int | None, ...]:
    """What is counted of a round, in the order of the columns; None where the checks could not
    run."""
    row, comments = handed.submission, handed.comments
    return row.characters, row.errors, row.warnings, row.advice, comments.all, comments.must


def _totals(lines: Sequence[MemberLine]) -> list[Value]:
    counted = [_counted(line.handed) for line in lines if line.handed]
    sums = [
        sum(number or 0 for number in column) for column in zip(_NOTHING, *counted, strict=True)
    ]
    figures = figures_of(lines)
    return [
        "合计", f"{figures.asked} 人", None, None, f"通过 {figures.approved} 份", None, *sums,
        f"已提交 {figures.handed_in} 人", f"未提交 {figures.missing} 人", None,
    ]  # fmt: skip


def _remark(line: MemberLine) -> str:
    """What there is to say of a line."""
    unchecked = "提交时校对没有运行。" if line.handed and line.handed.findings is None else ""
    return f"{_awaited(line)}{unchecked}"


def _awaited(line: MemberLine) -> str:
    """What a paper waits for, and since when it is late."""
    late = f"已逾期 {line.overdue} 天。" if line.overdue else ""
    return f"{late}{_REMARKS[line.state]}"


def _fill(
    sheet: Worksheet,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    orientation: Literal["landscape", "portrait"] = "landscape",
) -> None:
    """A title, the headings, the rows; made to be printed on A4 as it is."""
    last = writing.letter(len(columns))
    writing.write(sheet, 1, 1, title, _TITLE)
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = 40
    writing.set_widths(sheet, [width for _name, width in columns])
    writing.write_row(sheet, 2, [name for name, _width in columns], _BOLD_LINE)
    for number, row in enumerate(rows, 3):
        writing.write_row(sheet, number, row, _LINE)
    sheet.freeze_panes = "C3"
    if sheet.max_row > 2:
        sheet.auto_filter.ref = f"A2:{last}{sheet.max_row}"
    writing.fit_to_width(sheet, "2:2", orientation)
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"


def _local(moment: datetime | None) -> datetime | None:
    """A moment by the clock on the wall; a workbook knows no time zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0) if moment else None
