"""The page of a meeting's members: who is invited, who of the organisation is not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.meetings import services
from drafting.meetings.access import get_kept_meeting
from drafting.meetings.context import InvitedRow, invitation_rows, member_row
from drafting.meetings.forms import InviteForm
from drafting.meetings.models import Meeting
from drafting.meetings.permissions import may_change_meeting

_BEGUN = "{name}已经开始为这次会议撰写，邀请不能撤回。"


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The two lists. Posting invites who is ticked (``members``), or takes an invitation back
    (``uninvite``), which is asked about first; ``sure`` is the answer."""
    meeting = get_kept_meeting(request, meeting_id)
    if request.method != "POST":
        return _page(request, meeting)
    change = may_change_meeting(meeting)
    if isinstance(change, Denied):
        messages.error(request, change.reason)
        return redirect("meetings:members", meeting.pk)
    if "uninvite" in request.POST:
        return _uninvite(request, meeting)
    _, others = invitation_rows(meeting)
    form = InviteForm(others, request.POST)
    if not form.is_valid():
        return _page(request, meeting, form=form, status=422)
    number = services.invite(meeting, form.invited(), request.user)
    messages.success(request, f"已邀请 {number} 名党员，并通知了他们。")
    return redirect("meetings:members", meeting.pk)


def _uninvite(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    rows, _ = invitation_rows(meeting)
    row = next((row for row in rows if str(row.user.pk) == request.POST["uninvite"]), None)
    if row is None:
        messages.info(request, "这名党员已经不在参会名单里。")
    elif row.begun:
        messages.error(request, _BEGUN.format(name=row.user.name))
    elif "sure" not in request.POST:
        return _page(request, meeting, asked=row)
    elif services.uninvite(meeting, row.user):
        messages.success(request, f"已撤回对{row.user.name}的邀请。")
    else:
        messages.error(request, _BEGUN.format(name=row.user.name))
    return redirect("meetings:members", meeting.pk)


def _page(
    request: SignedInRequest,
    meeting: Meeting,
    *,
    form: InviteForm | None = None,
    asked: InvitedRow | None = None,
    status: int = 200,
) -> HttpResponse:
    rows, others = invitation_rows(meeting)
    change = may_change_meeting(meeting)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "rows": rows,
        "people": [(member_row(row, meeting.organization), False) for row in others],
        "error": form.errors["members"][0] if form is not None else "",
        "asked": asked,
        "refused": change.reason if isinstance(change, Denied) else "",
    }
    return render(request, "drafting/meetings/members.html", context, status=status)
