"""The committee's paper: begin it, read it as it stands, take it over."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.collective import services
from drafting.collective.access import get_committee_meeting, get_paper
from drafting.collective.context import page_context
from drafting.collective.permissions import in_committee_of, may_begin, may_take_over
from drafting.common.days import moment
from drafting.drafts.models import Draft


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """To the committee's paper of a meeting; where it is not begun yet, who may begin it does so
    here, by posting."""
    asked = get_committee_meeting(request, meeting_id)
    found = Draft.objects.filter(meeting=asked, collective=True).only("pk").first()
    if request.method == "POST":
        try:
            draft = services.begin(asked, request.user)
        except services.CollectiveRefused as refused:
            messages.error(request, str(refused))
            return redirect("collective:meeting", asked.pk)
        if draft.owner_id == request.user.pk:
            return redirect("wizard:resume", draft.pk)
        messages.info(request, "班子材料已经有人开始写了。")
        return redirect("collective:paper", draft.pk)
    if found is not None:
        return redirect("collective:paper", found.pk)
    decision = may_begin(request.user, asked)
    context = {
        "nav": "drafts",
        "meeting": asked,
        "framework": asked.collective_framework,
        "refused": decision.reason if isinstance(decision, Denied) else "",
    }
    return render(request, "drafting/collective/begin.html", context)


@login_required_json_aware
@never_cache
@require_safe
def paper(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The paper as it stands now, with the committee's comments; for its writer too."""
    draft = get_paper(request, draft_id)
    context = page_context(draft, request.user, request.GET.dict())
    return render(request, "drafting/collective/paper.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Ask, then make the person the writer, instead of the one whom the page named (``writer``)."""
    draft = get_paper(request, draft_id)
    decision = may_take_over(request.user, draft)
    if isinstance(decision, Denied):
        messages.info(request, decision.reason)
        return redirect("collective:paper", draft.pk)
    if request.method == "POST" and request.POST.get("writer", "") == str(draft.owner_id):
        try:
            services.take_over(draft, request.user)
        except services.CollectiveRefused as refused:
            messages.error(request, str(refused))
            return redirect("collective:paper", draft.pk)
        messages.success(
            request, f"现在由您执笔。{draft.owner.name}接手以前写的都在，并已存为一版。"
        )
        return redirect("wizard:resume", draft.pk)
    if request.method == "POST":
        messages.warning(request, f"执笔人刚刚换成了{draft.owner.name}，请看清楚再接手。")
    now = timezone.localtime()
    context = {
        "nav": "drafts",
        "draft": draft,
        "meeting": draft.meeting,
        "reads_on": bool(draft.meeting and in_committee_of(draft.owner, draft.meeting)),
        "saved": moment(timezone.localtime(draft.updated_at), now),
    }
    return render(request, "drafting/collective/take_over.html", context)
