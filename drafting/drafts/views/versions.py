"""The frozen versions (版本) of a draft: save one, look at one, go back to one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.document import codec
from drafting.drafts.access import get_draft, reason_not_editable
from drafting.drafts.list_rows import title_of, version_rows
from drafting.drafts.models import Draft, Revision
from drafting.drafts.selectors import revision_of
from drafting.drafts.services import changes, revisions
from drafting.rendering.formats import html
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import style_of


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: SignedInRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The list of versions; posting freezes the draft as it stands now."""
    draft = get_draft(request, draft_id)
    if request.method == "POST":
        _save(request, draft)
        return redirect("drafts:versions", draft.pk)
    context = {
        "nav": "drafts",
        "draft": draft,
        "title": title_of(draft),
        "rows": version_rows(draft),
        "reason": reason_not_editable(request, draft),
    }
    return render(request, "drafting/drafts/versions.html", context)


def _save(request: SignedInRequest, draft: Draft) -> None:
    if draft.discarded_at is not None:
        messages.error(request, reason_not_editable(request, draft))
        return
    newest = draft.revisions.order_by("-number").first()
    revision = revisions.freeze(draft, Revision.Reason.SAVE, request.user)
    if newest is not None and revision.pk == newest.pk:
        messages.info(request, f"内容与第 {revision.number} 版相同，没有另存。")
    else:
        messages.success(request, f"已保存为第 {revision.number} 版。")


@login_required_json_aware
@never_cache
@require_safe
def version(request: SignedInRequest, draft_id: uuid.UUID, number: int) -> HttpResponse:
    """One version as it would be printed."""
    draft = get_draft(request, draft_id)
    revision = _revision(draft, number)
    context = {
        "nav": "drafts",
        "draft": draft,
        "title": title_of(draft),
        "revision": revision,
        "paper": mark_safe(_paper(revision, draft.style)),  # noqa: S308 - the renderer escapes every text
        "reason": reason_not_editable(request, draft),
    }
    return render(request, "drafting/drafts/version.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: SignedInRequest, draft_id: uuid.UUID, number: int) -> HttpResponse:
    """Ask, then put a version's content back; what stands in the draft now is kept as a version
    first."""
    draft = get_draft(request, draft_id)
    revision = _revision(draft, number)
    reason = reason_not_editable(request, draft)
    if request.method != "POST":
        context = {
            "nav": "drafts",
            "draft": draft,
            "title": title_of(draft),
            "revision": revision,
            "reason": reason,
        }
        return render(request, "drafting/drafts/restore.html", context)
    if not reason:
        try:
            revisions.restore_revision(draft, revision, request.user)
        except changes.NotEditable:
            reason = "这份材料现在不能修改。"
        except changes.TooMuch as refused:
            reason = f"没有恢复到第 {revision.number} 版。{refused}"
    if reason:
        messages.error(request, reason)
    else:
        messages.success(request, f"已恢复到第 {revision.number} 版，恢复前的内容也已存为一版。")
    return redirect("drafts:versions", draft.pk)


def _paper(revision: Revision, style: str) -> str:
    chosen = style_of(style)
    options = RenderOptions(style=chosen, created=revision.created_at, modified=revision.created_at)
    return html.render(codec.load(revision.document), options)


def _revision(draft: Draft, number: int) -> Revision:
    revision = revision_of(draft, number)
    if revision is None:
        raise Http404("没有这一版。")
    return revision
