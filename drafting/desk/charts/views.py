"""The charts of a meeting, each with the table of its figures."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.desk.access import get_meeting
from drafting.desk.charts.series import (
    FEWEST,
    SHOWN,
    Area,
    Day,
    areas_of,
    counted_papers,
    days_of,
    most_named,
)
from drafting.desk.permissions import may_lead_table
from drafting.desk.table.lines import figures_of, lines_of


@login_required_json_aware
@never_cache
@require_safe
def charts(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the branch names most, and how the papers come in. For who leads the meeting: no name is
    shown, and too few papers are not counted."""
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_lead_table(standing)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    lines = [line for line in lines_of(meeting, standing) if not line.collective]
    papers = counted_papers(lines)
    areas = areas_of(papers) if len(papers) >= FEWEST else []
    days = days_of(meeting, lines)
    asked = figures_of(lines).asked
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "papers": len(papers),
        "fewest": FEWEST,
        "areas": areas,
        "named": sum(len(area.categories) for area in areas),
        "shown": SHOWN,
        "days": days,
        "begun": days[-1].handed_in > 0,
        "asked": asked,
        "data": {"categories": _categories(areas), "progress": _progress(days, asked)},
    }
    return render(request, "drafting/desk/charts.html", context)


def _categories(areas: list[Area]) -> list[dict[str, Any]]:
    return [
        {"area": area, "name": row.name, "papers": row.papers} for area, row in most_named(areas)
    ]


def _progress(days: list[Day], asked: int) -> dict[str, Any]:
    rows = [[day.day.isoformat(), day.handed_in, day.approved] for day in days]
    return {"asked": asked, "days": rows}
