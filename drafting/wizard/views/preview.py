"""The preview that looks like the printed page, and the choice of the layout style."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.services.lifecycle import choose_style
from drafting.progress.lengths import length_of_document
from drafting.rendering.formats import html
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import STYLES, style_of


@login_required_json_aware
@never_cache
@require_GET
def preview(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The paper as it will be printed; ?style= shows another style without choosing it."""
    draft = get_draft(request, draft_id)
    document = codec.load(draft.document)
    style = STYLES.get(request.GET.get("style", ""), style_of(draft.style))
    options = RenderOptions(
        style=style, author=draft.author_name, created=draft.created_at, modified=draft.updated_at
    )
    context = {
        "nav": "drafts",
        "draft": draft,
        "title": document.head.title,
        "paper": mark_safe(html.render(document, options)),  # noqa: S308 (the renderer escapes every text)
        "styles": STYLES.values(),
        "style": style,
        "total": length_of_document(document),
        "reason": reason_not_editable(request, draft),
    }
    return render(request, "drafting/wizard/preview.html", context)


@login_required_json_aware
@require_POST
def style(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Choose the draft's style and show the preview in it."""
    draft = get_draft(request, draft_id)
    chosen = STYLES.get(request.POST.get("style", ""))
    if chosen is None:
        messages.error(request, "没有这种版式，请重新选择。")
    else:
        choose_style(draft, chosen.key)
        messages.success(request, f"版式已改为“{chosen.label}”。")
    return redirect("wizard:preview", draft.pk)
