"""The page 参考文本: what is loaded, loading one, removing one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware, takes_file
from accounts.http import SignedInRequest
from drafting.desk.references.forms import ReferenceForm
from drafting.desk.references.services import (
    NotLoaded,
    load,
    organizations_kept_by,
    texts_kept_by,
)
from drafting.importing.limits import MOST_BYTES

_NOBODYS = "只有书记和素材库管理员可以载入参考文本。"


@takes_file(MOST_BYTES)
@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def references(request: SignedInRequest) -> HttpResponse:
    """The list with the form; posting loads a text."""
    if not organizations_kept_by(request.user).exists():
        raise PermissionDenied(_NOBODYS)
    if request.method != "POST":
        return _page(request, ReferenceForm(request.user))
    form = ReferenceForm(request.user, request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            row = load(data["organization"], data["name"], data["text"], request.user)
        except NotLoaded as error:
            form.add_error("file" if data["file"] else "text", str(error))
        else:
            messages.success(request, f"已载入“{row.name}”，{len(row.text):,} 个字。")
            return redirect("desk:references")
    return _page(request, form)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, reference_id: int) -> HttpResponse:
    """Asks first; posting removes the text."""
    row = get_object_or_404(texts_kept_by(request.user), pk=reference_id)
    if request.method == "POST":
        row.delete()
        messages.success(request, f"已删去“{row.name}”。")
        return redirect("desk:references")
    context = {"nav": "meetings", "row": row, "beginning": row.text[:200]}
    return render(request, "drafting/desk/reference_remove.html", context)


def _page(request: SignedInRequest, form: ReferenceForm) -> HttpResponse:
    organizations = list(organizations_kept_by(request.user))
    context = {
        "nav": "meetings",
        "form": form,
        "rows": texts_kept_by(request.user).defer("text"),
        "organizations": organizations,
    }
    status = 422 if form.errors else 200
    return render(request, "drafting/desk/references.html", context, status=status)
