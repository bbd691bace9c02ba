"""The table of a meeting: who stands where."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.desk.access import get_meeting
from drafting.desk.forms import TableFilter
from drafting.desk.permissions import may_collect
from drafting.desk.table.lines import figures_of, lines_of
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import uninvited
from drafting.notices.services.inbox import settle_page

#: The columns in their order: key, heading, whether the largest stands first when it is first
#: clicked ("" cannot be sorted by).
_COLUMNS = (
    ("name", "姓名", False), ("state", "状态", False), ("", "期限", False), ("rounds", "轮次", True),
    ("comments", "未解决批注", True), ("characters", "字数", True), ("findings", "校对", True),
    ("last", "最近动态", True),
    ("", "审核", False),
)  # fmt: skip
#: How many of them are for whoever only sees states.
_BARE = 3


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column's heading: the address that sorts by it, and how it is sorted now (a value of
    aria-sort)."""

    label: str
    url: str
    sorted: str


@login_required_json_aware
@never_cache
@require_safe
def table(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The table; 404 where nothing of it concerns the person."""
    meeting, standing = get_meeting(request, meeting_id)
    settle_page(request.user, request.path)
    lines = lines_of(meeting, standing)
    bare = not may_collect(standing, [line.owner for line in lines])
    keeps = request.user.pk in standing.reviewers.own
    form = TableFilter(request.GET, bare=bare)
    chosen = form.chosen(lines)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "standing": standing,
        "keeps": keeps,
        "uninvited": uninvited(meeting) if keeps and meeting.state == Meeting.State.OPEN else 0,
        "bare": bare,
        "form": form,
        "summary": figures_of(lines),
        "lines": chosen,
        "columns": _columns(form, bare=bare),
        "to_remind": sum(line.remindable for line in lines),
        "to_tick": sum(line.tickable for line in chosen),
        "ticking": form.address(ticked="all"),
        "ticked": request.GET.get("ticked") == "all",
    }
    return render(request, "drafting/desk/table.html", context)


def _columns(form: TableFilter, *, bare: bool) -> list[TableColumn]:
    return [_column(form, *column) for column in (_COLUMNS[:_BARE] if bare else _COLUMNS)]


def _column(form: TableFilter, key: str, label: str, largest_first: bool) -> TableColumn:
    if not key:
        return TableColumn(label, "", "")
    up, down = key, f"-{key}"
    now = {up: "ascending", down: "descending"}.get(form.order, "")
    first, other = (down, up) if largest_first else (up, down)
    return TableColumn(label, form.address(sort=other if form.order == first else first), now)
