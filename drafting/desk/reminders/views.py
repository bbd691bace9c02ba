"""Reminding those who have not handed in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.desk.access import get_meeting
from drafting.desk.permissions import may_remind
from drafting.desk.reminders.by_hand import ToUrge, Urged, to_urge, urge
from drafting.desk.reminders.stages import LONGEST_WORDS
from drafting.document.text import clean
from drafting.meetings.models import Meeting


@login_required_json_aware
@never_cache
@require_POST
def remind(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Remind all of them (``who`` is "all"), or those who were ticked (``user``, repeated), with own
    ``words``; the address carries the filter of the table that they stand in.

    What would be sent to whom is shown first: it goes out with ``sure``.
    """
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_remind(standing, meeting)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    sent = request.POST.getlist("user")
    found = {whole_number(value, most=LARGEST_KEY) for value in sent}
    ticked = {key for key in found if key is not None}
    everybody = request.POST.get("who") == "all"
    if not everybody and not ticked:
        messages.warning(request, "请先在表中勾选要提醒的人。")
        return _back(request, meeting)
    only = None if everybody else ticked
    there = to_urge(meeting, standing, only)
    words = " ".join(clean(request.POST.get("words", "")).split())
    problem = _too_long(words)
    if there.lines and (problem or "sure" not in request.POST):
        return _ask(request, there, everybody=everybody, problem=problem)
    _say(request, urge(meeting, standing, only, by=request.user.name, words=words))
    return _back(request, meeting)


def _ask(request: SignedInRequest, there: ToUrge, *, everybody: bool, problem: str) -> HttpResponse:
    """What would be sent, to whom; with what was typed."""
    context = {
        "nav": "meetings",
        "meeting": there.meeting,
        "there": there,
        "everybody": everybody,
        "words": request.POST.get("words", ""),
        "most": LONGEST_WORDS,
        "problem": problem,
        "back": _table(request, there.meeting),
    }
    status = 422 if problem else 200
    return render(request, "drafting/desk/remind.html", context, status=status)


def _too_long(words: str) -> str:
    if len(words) <= LONGEST_WORDS:
        return ""
    return f"附的话最多 {LONGEST_WORDS} 个字，现有 {len(words)} 个字。"


def _table(request: SignedInRequest, meeting: Meeting) -> str:
    """The table with the filter that the reminder was asked for in."""
    query = request.GET.urlencode()
    return reverse("desk:table", args=[meeting.pk]) + (f"?{query}" if query else "")


def _back(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    return redirect(_table(request, meeting))


def _say(request: SignedInRequest, urged: Urged) -> None:
    if urged.now:
        rest = f"另有 {urged.already} 人今天已经提醒过，没有重复提醒。" if urged.already else ""
        messages.success(request, f"已提醒 {urged.now} 人。{rest}")
    elif urged.already:
        messages.info(request, f"这 {urged.already} 人今天已经提醒过，没有重复提醒。")
    else:
        messages.info(request, "没有需要提醒的人。")
