"""The page on which who reviews a member's paper enters what was said to the member at the meeting."""

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
from accounts.models import User
from drafting.common.ids import id_or_new
from drafting.common.names import name_key
from drafting.desk.access import get_reviewed_meeting
from drafting.meetings.models import Meeting
from drafting.opinions.pages import Around
from drafting.rectification.criticism import hearing
from drafting.rectification.criticism.forms import HeardForm
from drafting.rectification.criticism.pages import change_page, delete_page
from drafting.rectification.criticism.selectors import heard_by
from drafting.rectification.ledger.models import LedgerItem


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def heard(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What was said to the members whose papers the person reviews, and the form to enter more:
    {member, batch, speaker, lines}."""
    meeting, members = _reviewed(request, meeting_id)
    if request.method != "POST":
        asked = request.GET.get("member", "")
        return _show(request, meeting, members, HeardForm(), uuid.uuid4(), asked)
    form, batch = HeardForm(request.POST), id_or_new(request.POST.get("batch", ""))
    chosen = request.POST.get("member", "")
    owner = next((owner for owner in members if str(owner) == chosen), None)
    if owner is None:
        form.add_error(None, "请先选一位党员：意见是对谁提的。")
    if owner is None or not form.is_valid():
        return _show(request, meeting, members, form, batch, chosen, 422)
    member = User.objects.get(pk=owner)
    try:
        number = hearing.note_heard(member, meeting, request.user, form.heard(), batch)
    except hearing.TooMuchHeard as full:
        form.add_error("lines", str(full))
        return _show(request, meeting, members, form, batch, chosen, 422)
    messages.success(request, f"已给{member.name}记下 {number} 条，本人在整改台账里写整改措施。")
    here = reverse("desk:heard", args=[meeting.pk])
    return HttpResponseRedirect(f"{here}?member={owner}&saved={batch}")


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """One that the person entered, to be put right."""
    return change_page(request, *_asked(request, meeting_id, item_id))


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Ask whether one that the person entered is to go, and let it go."""
    return delete_page(request, *_asked(request, meeting_id, item_id))


def _reviewed(request: SignedInRequest, meeting_id: int) -> tuple[Meeting, dict[int, str]]:
    """The meeting and those whose papers the person reviews, by name."""
    meeting, standing, lines = get_reviewed_meeting(request, meeting_id)
    own = [line for line in lines if not line.collective]
    found = [(line.owner, line.name) for line in own if standing.reviews(line.owner)]
    return meeting, dict(sorted(found, key=lambda one: (name_key(one[1]), one[0])))


def _asked(request: SignedInRequest, meeting_id: int, item_id: int) -> tuple[LedgerItem, Around]:
    meeting, members = _reviewed(request, meeting_id)
    rows = heard_by(list(members), meeting)
    item = rows.filter(pk=item_id, entered_by=request.user).first()
    if item is None:
        raise Http404("没有这一条。")
    return item, Around(reverse("desk:heard", args=[meeting.pk]), "会上的批评意见", "meetings")


def _show(
    request: SignedInRequest,
    meeting: Meeting,
    members: dict[int, str],
    form: HeardForm,
    batch: uuid.UUID,
    chosen: str,
    status: int = 200,
) -> HttpResponse:
    people: dict[int, list[LedgerItem]] = {}
    for item in heard_by(list(members), meeting):
        people.setdefault(item.ledger.owner_id, []).append(item)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "members": [(str(owner), name) for owner, name in members.items()],
        "chosen": chosen,
        "people": [
            (owner, name, people[owner]) for owner, name in members.items() if owner in people
        ],
        "form": form,
        "batch": batch,
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "drafting/desk/heard.html", context, status=status)
