"""What became of a draft when its framework was corrected, for its author alone."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.list_rows import title_of
from drafting.drafts.models import FrameworkChange
from drafting.drafts.services.editions import undo_change
from drafting.frameworks.selectors import spec_of


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def framework(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """To which edition it was brought, where each area went and what found no place; posting brings
    it back."""
    draft = get_draft(request, draft_id)
    rows = FrameworkChange.objects.filter(draft=draft).select_related(
        "before", "after", "revision", "changed_by"
    )
    change = rows.first()
    if request.method == "POST":
        if change is not None and undo_change(change):
            messages.success(request, "已换回原来的框架，写的字都在。")
        else:
            messages.error(request, "没有换回：这份材料现在不能改，或者已经换回去了。")
        return redirect("drafts:framework", draft.pk)
    context = {
        "nav": "drafts",
        "draft": draft,
        "title": title_of(draft),
        "change": change,
        "areas": _areas(change) if change else [],
        "reason": reason_not_editable(request, draft),
    }
    return render(request, "drafting/drafts/framework.html", context)


def _areas(change: FrameworkChange) -> list[tuple[str, str]]:
    """Each old area with the new one that its texts went to, empty where there is none."""
    names = {area.key: area.name for area in spec_of(change.after).areas()}
    return [
        (area.name, names.get(change.places.get(area.key, ""), ""))
        for area in spec_of(change.before).areas()
    ]
