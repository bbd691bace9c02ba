"""我的材料 and the recycle bin (回收站)."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.list_rows import draft_rows, meetings_with_drafts, title_of
from drafting.drafts.selectors import drafts_of, past_drafts_of, with_open_comments
from drafting.drafts.services import lifecycle
from drafting.meetings.list_rows import WITH_FRAMEWORKS
from drafting.meetings.selectors import open_meetings_for


@login_required_json_aware
@never_cache
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The open meetings of one's organisations and one's own drafts."""
    drafts = draft_rows(request.user, with_open_comments(drafts_of(request.user)))
    meetings = meetings_with_drafts(
        open_meetings_for(request.user).prefetch_related(*WITH_FRAMEWORKS), drafts
    )
    in_bin = drafts_of(request.user, discarded=True).count()
    past = past_drafts_of(request.user).exists()
    context = {"nav": "drafts", "meetings": meetings, "drafts": drafts, "in_bin": in_bin}
    context["past"] = past
    return render(request, "drafting/drafts/home.html", context)


@login_required_json_aware
@never_cache
@require_safe
def recycle_bin(request: SignedInRequest) -> HttpResponse:
    """The drafts in the bin. Nothing is ever deleted here."""
    drafts = draft_rows(request.user, drafts_of(request.user, discarded=True))
    return render(request, "drafting/drafts/bin.html", {"nav": "drafts", "drafts": drafts})


@login_required_json_aware
@require_POST
def discard(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Move a draft to the bin; the message that says so carries the button that undoes it."""
    draft = get_draft(request, draft_id)
    if reason := reason_not_editable(request, draft):
        messages.error(request, reason)
        return redirect("drafts:home")
    if draft.collective:
        messages.error(
            request, "班子材料是集体的，不移入回收站；不再由您写的，可以请其他同志接手。"
        )
        return redirect("drafts:home")
    lifecycle.discard(draft)
    context = {"draft": draft, "title": title_of(draft)}
    notice = render_to_string("drafting/drafts/_discarded.html", context, request)
    # the template escapes the title, and message storages keep a text marked as safe
    messages.success(request, mark_safe(notice))  # noqa: S308 - the template escapes
    return redirect("drafts:home")


@login_required_json_aware
@require_POST
def take_back(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Take a draft back from the bin."""
    draft = get_draft(request, draft_id)
    lifecycle.take_back(draft)
    messages.success(request, f"已取回《{title_of(draft)}》。")
    return redirect("drafts:home")
