"""The page on which a meeting's secretary enters what was said to members: they see what they
entered themselves, never what a member entered or made of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.common.ids import id_or_new
from drafting.meetings.access import get_kept_meeting
from drafting.meetings.models import Meeting
from drafting.meetings.permissions import may_change_meeting
from drafting.opinions import services
from drafting.opinions.forms import OpinionForm
from drafting.opinions.models import Opinion
from drafting.opinions.pages import Around, change_page, delete_page
from drafting.opinions.selectors import given_in, members_asked, numbered


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def given(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What the secretary entered, by member, and the form to enter more: {member, …}."""
    meeting = get_kept_meeting(request, meeting_id)
    if request.method != "POST":
        return _show(request, meeting, OpinionForm(), uuid.uuid4(), request.GET.get("member", ""))
    form, batch = OpinionForm(request.POST), id_or_new(request.POST.get("batch", ""))
    chosen = request.POST.get("member", "")
    member = next((one for one in members_asked(meeting) if str(one.pk) == chosen), None)
    allowed = may_change_meeting(meeting)
    if member is None:
        form.add_error(None, "请先选一位党员：意见是对谁说的。")
    elif isinstance(allowed, Denied):
        form.add_error(None, allowed.reason)
    if member is None or not form.is_valid():
        return _show(request, meeting, form, batch, chosen, 422)
    try:
        number = services.enter(member, request.user, form.entered(), batch, about=meeting)
    except services.TooManyOpinions as full:
        form.add_error("lines", str(full))
        return _show(request, meeting, form, batch, chosen, 422)
    messages.success(request, f"已给{member.name}记下 {number} 条，本人在自己的材料里看得到。")
    here = reverse("opinions:given", args=[meeting.pk])
    return HttpResponseRedirect(f"{here}?member={member.pk}&saved={batch}")


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, meeting_id: int, given_id: uuid.UUID) -> HttpResponse:
    """One that the secretary entered, to be put right."""
    return change_page(request, *_asked(request, meeting_id, given_id))


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, meeting_id: int, given_id: uuid.UUID) -> HttpResponse:
    """Ask whether one that the secretary entered is to go, and let it go."""
    return delete_page(request, *_asked(request, meeting_id, given_id))


def _asked(
    request: SignedInRequest, meeting_id: int, given_id: uuid.UUID
) -> tuple[Opinion, Around]:
    meeting = get_kept_meeting(request, meeting_id)
    opinion = given_in(meeting, request.user).filter(pk=given_id).first()
    if opinion is None:
        raise Http404("没有这一条。")
    here = reverse("opinions:given", args=[meeting.pk])
    return opinion, Around(here, "征求到的意见", "meetings")


def _show(
    request: SignedInRequest,
    meeting: Meeting,
    form: OpinionForm,
    batch: uuid.UUID,
    chosen: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = given_in(meeting, request.user)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "members": members_asked(meeting),
        "chosen": chosen,
        "people": numbered(rows),
        "form": form,
        "batch": batch,
        "closed": not may_change_meeting(meeting),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "drafting/opinions/given.html", context, status=status)
