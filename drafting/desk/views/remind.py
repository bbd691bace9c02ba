"""Reminding those who have not handed in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.desk.access import get_meeting
from drafting.desk.permissions import may_remind
from drafting.desk.urging import Urged, urge


@login_required_json_aware
@require_POST
def remind(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Remind all of them (``who`` is "all"), or those who were ticked (``user``, repeated); the address carries the filter of the
    table that they stand in."""
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_remind(standing, meeting)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    ticked = {int(value) for value in request.POST.getlist("user") if value.isdecimal() and len(value) < 19}
    everybody = request.POST.get("who") == "all"
    if not everybody and not ticked:
        messages.warning(request, "请先在表中勾选要提醒的人。")
    else:
        _say(request, urge(meeting, standing, None if everybody else ticked))
    query = request.GET.urlencode()
    return redirect(reverse("desk:table", args=[meeting.pk]) + (f"?{query}" if query else ""))


def _say(request: SignedInRequest, urged: Urged) -> None:
    if urged.now:
        rest = f"另有 {urged.already} 人今天已经提醒过，没有重复提醒。" if urged.already else ""
        messages.success(request, f"已提醒 {urged.now} 人。{rest}")
    elif urged.already:
        messages.info(request, f"这 {urged.already} 人今天已经提醒过，没有重复提醒。")
    else:
        messages.info(request, "没有需要提醒的人。")
