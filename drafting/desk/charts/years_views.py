"""The charts of a branch over the years, with their tables and as .xlsx, for whoever leads its meetings."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, file_answer
from accounts.permissions import Denied
from drafting.common.workbooks import writing
from drafting.common.workbooks.writing import Look, Value
from drafting.desk.access import get_meeting
from drafting.desk.charts.series import FEWEST
from drafting.desk.charts.years import Year, rows_of, years_of
from drafting.desk.permissions import may_lead_table
from drafting.meetings.models import Meeting
from drafting.rendering.filenames import safe_name

_HEAD = Look(bold=True, lined=True)
_CELL = Look(lined=True)


@login_required_json_aware
@never_cache
@require_safe
def years(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the branch named most and what it kept, year by year."""
    meeting, found = _years(request, meeting_id)
    rows = rows_of(found)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "years": found,
        "rows": rows,
        "fewest": FEWEST,
        "kept": any(year.kept and year.kept.total for year in found),
        "data": {
            "years": [year.year for year in found],
            "areas": [[row.name, row.numbers] for row in rows if row.whole],
            "kept": [
                [year.year, [kept.done, kept.lasting, kept.left]]
                for year in found
                if (kept := year.kept)
            ],
        },
    }
    return render(request, "drafting/desk/years.html", context)


@login_required_json_aware
@never_cache
@require_safe
def workbook(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The two tables as .xlsx."""
    meeting, found = _years(request, meeting_id)
    book, sheet = writing.new_workbook("查摆的问题")
    head = [
        "问题分类",
        *(f"{year.year}年（{year.papers}份{_withheld(year, '，{}')}）" for year in found),
    ]
    writing.write_row(sheet, 1, head, _HEAD)
    for place, row in enumerate(rows_of(found), 2):
        look = _HEAD if row.whole else _CELL
        texts: list[Value] = [row.name, *row.numbers]
        writing.write_row(sheet, place, texts, look)
    writing.set_widths(sheet, [30, *[20] * len(found)])
    writing.fit_to_width(sheet, "1:1", "portrait")
    kept = book.create_sheet("整改落实")
    writing.write_row(kept, 1, ["年度", "整改措施", "已完成", "需长期坚持", "没有完成"], _HEAD)
    for place, year in enumerate(found, 2):
        values: list[Value] = [f"{year.year}年{_withheld(year, '（{}）')}"]
        if (one := year.kept) is not None:
            values += [one.total, one.done, one.lasting, one.left]
        writing.write_row(kept, place, values, _CELL)
    writing.set_widths(kept, [26, 12, 12, 14, 12])
    writing.fit_to_width(kept, "1:1", "portrait")
    name = safe_name(f"{meeting.organization}-历年查摆和整改", "xlsx")
    return file_answer(writing.saved(book), name)


def _withheld(year: Year, frame: str) -> str:
    """Why a year has no figures, in a frame; empty where it has them."""
    return "" if year.kept else frame.format(f"不到{FEWEST}份不统计")


def _years(request: SignedInRequest, meeting_id: int) -> tuple[Meeting, list[Year]]:
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_lead_table(standing)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    return meeting, years_of(meeting, request.user)
