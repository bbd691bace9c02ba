"""The switch of an organisation: whether its members may lay files beside their 整改台账."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.answers import kept_organization, show
from accounts.services.organizations import set_evidence_files


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def evidence_files(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Show and change whether files are taken: {taken: "on"}."""
    organization = kept_organization(request, organization_id)
    if request.method != "POST":
        return show(request, "accounts/evidence_files.html", organization, {})
    taken = request.POST.get("taken") == "on"
    set_evidence_files(organization.pk, taken)
    messages.success(
        request,
        "已保存，现在可以上传佐证文件。"
        if taken
        else "已保存，现在不收佐证文件；已经上传的，本人仍可以下载和删去。",
    )
    return redirect("accounts:evidence_files", organization.pk)
