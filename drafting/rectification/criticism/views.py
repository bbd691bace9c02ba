"""The pages of a member's own 批评意见: what was heard, and what is prepared. Nobody else is let in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.ids import id_or_new
from drafting.common.numbers import number_or
from drafting.document.text import clean
from drafting.drafts.json_requests import answers_scripts, json_body, versioned_values
from drafting.drafts.save_requests import new_page, sending_of
from drafting.meetings.models import Meeting
from drafting.opinions.pages import Around
from drafting.rectification.criticism import hearing
from drafting.rectification.criticism.access import get_own_meeting
from drafting.rectification.criticism.forms import HeardForm
from drafting.rectification.criticism.models import LONGEST_NOTE
from drafting.rectification.criticism.pages import change_page, delete_page
from drafting.rectification.criticism.preparing import NoteOvertaken, save_note
from drafting.rectification.criticism.selectors import Prepared, heard_by, prepared_for
from drafting.rectification.criticism.word import word_file
from drafting.rectification.downloads import METHODS, answer_with_word
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rectification.ledger.views import CONFLICT, NOT_ALL

TOO_LONG: Final = (
    f"给一位同志的意见最多 {LONGEST_NOTE} 个字，请删减后再保存（已输入的文字都还在）。"
)


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def heard(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What was said to oneself at a meeting, and the form to enter more: {batch, speaker, lines}."""
    meeting = get_own_meeting(request, meeting_id)
    if request.method != "POST":
        return _show_heard(request, meeting, HeardForm(), uuid.uuid4())
    form, batch = HeardForm(request.POST), id_or_new(request.POST.get("batch", ""))
    if not form.is_valid():
        return _show_heard(request, meeting, form, batch, 422)
    try:
        number = hearing.note_heard(request.user, meeting, request.user, form.heard(), batch)
    except hearing.TooMuchHeard as full:
        form.add_error("lines", str(full))
        return _show_heard(request, meeting, form, batch, 422)
    messages.success(request, f"已记下 {number} 条，列进整改台账，请给每条写上整改措施。")
    return HttpResponseRedirect(f"{_here(meeting)}?saved={batch}")


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """One that the member entered, to be put right."""
    return change_page(request, *_asked(request, meeting_id, item_id))


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Ask whether one that the member entered is to go, and let it go."""
    return delete_page(request, *_asked(request, meeting_id, item_id))


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def prepared(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """What is prepared for each colleague: {to-ID-base, to-ID-text, sending}."""
    meeting = get_own_meeting(request, meeting_id)
    if request.method == "POST":
        return _save_all(request, meeting)
    return _show_prepared(request, meeting)


@login_required_json_aware
@sensitive_post_parameters()
@require_POST
@answers_scripts
def save(request: SignedInRequest, meeting_id: int, colleague_id: int) -> HttpResponse:
    """One note as it is typed: {base, values: {text}, sending} -> {version}, or 409 with the other
    window's text, 422 refused."""
    meeting = get_own_meeting(request, meeting_id)
    rows = {one.colleague.pk: one for one in prepared_for(meeting, request.user)}
    if colleague_id not in rows:
        raise Http404("这次会议没有这位同志。")
    body = json_body(request)
    base, values = versioned_values(body)
    text = clean(str(values.get("text") or ""))
    if len(text) > LONGEST_NOTE:
        return JsonResponse({"error": "invalid", "message": TOO_LONG}, status=422)
    sending = sending_of(body.get("sending"))
    try:
        version = save_note(
            request.user, meeting, rows[colleague_id].colleague, text, base, sending
        )
    except NoteOvertaken as newer:
        answer = {"version": newer.note.version, "values": {"text": newer.note.text}}
        return JsonResponse({"error": "conflict", **answer}, status=409)
    return JsonResponse({"version": version})


@login_required_json_aware
@never_cache
@require_http_methods(METHODS)
def file(request: SignedInRequest, meeting_id: int, suffix: str) -> HttpResponse:
    """What is prepared, as a Word file or PDF."""
    meeting = get_own_meeting(request, meeting_id)
    notes = [one for one in prepared_for(meeting, request.user) if one.text.strip()]
    if not notes:
        messages.info(request, "还没有写给哪位同志的批评意见，没有可以下载的。")
        return redirect("criticism:prepared", meeting.pk)
    content = word_file(meeting, request.user.name, notes)
    back = reverse("criticism:prepared", args=[meeting.pk])
    return answer_with_word(request, content, suffix, f"{request.user.name}-批评意见", back)


def _here(meeting: Meeting) -> str:
    return reverse("criticism:heard", args=[meeting.pk])


def _asked(request: SignedInRequest, meeting_id: int, item_id: int) -> tuple[LedgerItem, Around]:
    meeting = get_own_meeting(request, meeting_id)
    rows = heard_by([request.user.pk], meeting)
    item = rows.filter(pk=item_id, entered_by=request.user).first()
    if item is None:
        raise Http404("没有这一条。")
    return item, Around(_here(meeting), "会上听到的批评意见", "drafts")


def _show_heard(
    request: SignedInRequest,
    meeting: Meeting,
    form: HeardForm,
    batch: uuid.UUID,
    status: int = 200,
) -> HttpResponse:
    context = {
        "nav": "drafts",
        "meeting": meeting,
        "items": list(heard_by([request.user.pk], meeting)),
        "ledger": Ledger.objects.filter(owner=request.user, meeting=meeting).first(),
        "form": form,
        "batch": batch,
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "drafting/rectification/criticism/heard.html", context, status=status)


def _save_all(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    sending = sending_of(f"{request.POST.get('sending', '')}:{request.arrived}")
    left: dict[int, dict[str, Any]] = {}
    for row in prepared_for(meeting, request.user):
        name = f"to-{row.colleague.pk}"
        if f"{name}-base" not in request.POST:
            continue
        text = clean(request.POST.get(f"{name}-text", ""))
        base = number_or(request.POST[f"{name}-base"], 0)
        if len(text) > LONGEST_NOTE:
            left[row.colleague.pk] = {"text": text, "version": base, "error": TOO_LONG}
            continue
        try:
            save_note(request.user, meeting, row.colleague, text, base, sending)
        except NoteOvertaken as newer:
            # the next save is a knowing one: the person has both before them
            now = newer.note
            left[row.colleague.pk] = {"text": text, "version": now.version, "theirs": now.text}
    if not left:
        messages.success(request, "已保存。")
        return redirect("criticism:prepared", meeting.pk)
    conflicts = any("theirs" in one for one in left.values())
    messages.error(request, CONFLICT if conflicts else NOT_ALL)
    return _show_prepared(request, meeting, left, 409 if conflicts else 422)


def _show_prepared(
    request: SignedInRequest,
    meeting: Meeting,
    left: Mapping[int, Mapping[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [
        _row(one, (left or {}).get(one.colleague.pk)) for one in prepared_for(meeting, request.user)
    ]
    context = {
        "nav": "drafts",
        "meeting": meeting,
        "rows": rows,
        "written": sum(bool(row["text"].strip()) for row in rows),
        "sending": new_page(),
        "longest": LONGEST_NOTE,
    }
    return render(request, "drafting/rectification/criticism/prepared.html", context, status=status)


def _row(prepared: Prepared, left: Mapping[str, Any] | None) -> dict[str, Any]:
    stored = {
        "colleague": prepared.colleague,
        "text": prepared.text,
        "version": prepared.version,
    }
    return stored | dict(left or {})
