"""The tables of a meeting as workbooks: 汇总 and 发言顺序."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from drafting.desk.handed import missing
from drafting.desk.order import Speaker, speakers
from drafting.desk.table import Line
from drafting.desk.words import NOT_BEGUN
from drafting.document.text import clean
from drafting.drafts.models import Draft, Meeting
from drafting.review.models import ReviewEvent

Cell = str | int | datetime | None

_SUMMARY: Final = (
    ("序号", 6), ("姓名", 12), ("党小组", 16), ("职务", 22), ("状态", 11), ("轮次", 7), ("字数", 9), ("错误", 7), ("疑似", 7),
    ("建议", 7), ("未解决批注", 12), ("其中必改", 10), ("提交时间", 17), ("通过时间", 17), ("说明", 40),
)  # fmt: skip
_MISSING: Final = (("序号", 6), ("姓名", 12), ("党小组", 16), ("职务", 22), ("状态", 11), ("说明", 40))
_ORDER: Final = (("序号", 7), ("姓名", 14), ("职务", 28), ("党小组", 18), ("材料状态", 13), ("备注", 26))
#: What a spreadsheet, or a .csv saved from it, may take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t")
_EDGE = Side(style="thin", color="999999")
_REMARKS: Final = {
    NOT_BEGUN: "还没有开始写。",
    Draft.State.DRAFTING: "还没有提交。",
    Draft.State.RETURNED: "已退回修改，还没有重新提交。",
    Draft.State.ENDORSED: "初审通过，等待上级复审。",
}


def summary_workbook(meeting: Meeting, lines: Sequence[Line]) -> bytes:
    """汇总.xlsx: one row for each member with what was counted at submission, the totals, and a sheet of who is missing."""
    people = {line.owner: line for line in lines}
    order = speakers(meeting, [(line.owner, line.name) for line in lines])
    passed = _passed(meeting)
    rows = [
        _summary_row(place, speaker, people[speaker.owner], passed) for place, speaker in enumerate(order, 1)
    ]
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "汇总"
    _fill(sheet, f"{meeting.title} 材料汇总", _SUMMARY, rows)
    _append(sheet, _totals(lines), Font(bold=True))
    absent = {line.owner for line in missing(lines)}
    _fill(
        book.create_sheet("未提交"),
        f"{meeting.title} 未提交人员（{len(absent)} 人）",
        _MISSING,
        [
            (place, who.name, who.group, who.office, people[who.owner].label, _awaited(people[who.owner]))
            for place, who in enumerate((who for who in order if who.owner in absent), 1)
        ],
    )
    return _bytes(book)


def order_workbook(meeting: Meeting, lines: Sequence[Line]) -> bytes:
    """发言顺序.xlsx: who speaks when, as ``order`` puts them; made to be put into another order."""
    states = {line.owner: line.label for line in lines}
    order = speakers(meeting, [(line.owner, line.name) for line in lines])
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "发言顺序"
    rows = [
        (place, who.name, who.office, who.group, states[who.owner], None)
        for place, who in enumerate(order, 1)
    ]
    _fill(sheet, f"{meeting.title} 发言顺序", _ORDER, rows)
    sheet.page_setup.orientation = "portrait"
    return _bytes(book)


def _passed(meeting: Meeting) -> dict[object, datetime]:
    """When each approved draft was, the last time."""
    events = ReviewEvent.objects.filter(draft__meeting=meeting, state_after=Draft.State.APPROVED)
    return dict(events.order_by("pk").values_list("draft_id", "created_at"))


def _summary_row(place: int, who: Speaker, line: Line, passed: dict[object, datetime]) -> Sequence[Cell]:
    person = (place, who.name, who.group, who.office, line.label)
    if line.handed is None:
        return *person, *[None] * 9, _remark(line)
    round_, comments = line.handed.submission, line.handed.comments
    approved = passed.get(line.draft) if line.state == Draft.State.APPROVED else None
    return (
        *person, round_.number, round_.characters, round_.errors, round_.warnings, round_.advice, comments.all,
        comments.must, _local(round_.submitted_at), _local(approved), _remark(line),
    )  # fmt: skip


def _totals(lines: Sequence[Line]) -> list[Cell]:
    handed = [line.handed for line in lines if line.handed]
    rounds = [one.submission for one in handed]
    absent = len(missing(lines))
    final = sum(line.state == Draft.State.APPROVED for line in lines)
    return [
        "合计", f"{len(lines)} 人", None, None, f"通过 {final} 份", None, sum(one.characters for one in rounds),
        sum(one.errors or 0 for one in rounds), sum(one.warnings or 0 for one in rounds),
        sum(one.advice or 0 for one in rounds), sum(one.comments.all for one in handed),
        sum(one.comments.must for one in handed), f"已提交 {len(lines) - absent} 人", f"未提交 {absent} 人", None,
    ]  # fmt: skip


def _remark(line: Line) -> str:
    """What there is to say of a line."""
    unchecked = "提交时校对没有运行。" if line.handed and line.handed.findings is None else ""
    return f"{_awaited(line)}{unchecked}"


def _awaited(line: Line) -> str:
    """What a paper waits for, and since when it is late."""
    late = f"已逾期 {line.overdue} 天。" if line.overdue else ""
    return f"{late}{_REMARKS.get(line.state, '')}"


def _fill(
    sheet: Worksheet, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
) -> None:
    """A title, the headings, the rows; made to be printed on A4 as it is."""
    last = get_column_letter(len(columns))
    _write(sheet, 1, 1, title).font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = 40
    for index, (_name, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    _append(sheet, [name for name, _width in columns], Font(bold=True))
    for row in rows:
        _append(sheet, row, Font())
    sheet.freeze_panes = "C3"
    if sheet.max_row > 2:
        sheet.auto_filter.ref = f"A2:{last}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"


def _append(sheet: Worksheet, row: Sequence[Cell], font: Font) -> None:
    """One more line of the table."""
    number = sheet.max_row + 1
    for place, value in enumerate(row, start=1):
        cell = _write(sheet, number, place, value)
        cell.font = font
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def _write(sheet: Worksheet, row: int, column: int, value: Cell) -> Any:
    """A cell that no program takes for a formula, and without what a workbook cannot hold."""
    cell = sheet.cell(row, column, clean(value) if isinstance(value, str) else value)
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(_FORMULA)
    elif isinstance(cell.value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    return cell


def _local(moment: datetime | None) -> datetime | None:
    """A moment by the clock on the wall; a workbook knows no time zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0) if moment else None


def _bytes(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()
