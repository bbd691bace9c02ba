"""The page of packages: making one, uploading one, and what there was."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import login_required_json_aware, takes_file
from accounts.http import SignedInRequest, file_answer
from accounts.models import Organization, User
from drafting.library.permissions import keeps_library
from drafting.packages import package_file
from drafting.packages.contents import Nothing, TooMuch, made
from drafting.packages.forms import MakeForm, ReceiveForm
from drafting.packages.models import PackageExport, PackageImport
from drafting.packages.package_file import UnreadablePackage
from drafting.packages.receiving import receive as keep
from drafting.rendering.filenames import safe_name

#: Packages of each kind that the page lists.
_LISTED: Final = 20
_NOTHING: Final = "没有可以放进去的：还没有审定过本单位编写的素材和提法。可以改选“全部”。"


def let_in(user: User) -> None:
    """Raises Http404 for whoever does not keep the library: nobody else learns of its pages."""
    if not keeps_library(user):
        raise Http404("没有这个页面。")


@login_required_json_aware
@never_cache
@require_safe
def packages(request: SignedInRequest) -> HttpResponse:
    """Make a package, upload one, and the last ones of both."""
    let_in(request.user)
    return _page(request, _blank(), ReceiveForm())


@login_required_json_aware
@never_cache
@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    """A package as a file to save."""
    let_in(request.user)
    form = MakeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, ReceiveForm())
    try:
        record, content = made(form.wanted(), request.user)
    except Nothing:
        form.add_error(None, _NOTHING)
    except TooMuch as error:
        most = package_file.MOST_ROWS
        form.add_error(
            None,
            f"选的有 {error.number} 条，一个素材包最多 {most} 条，请按“用于”分几个导出。",
        )
    else:
        name = f"{record.name}-第{record.edition}版-{record.made_at:%Y%m%d}"
        return file_answer(content, safe_name(name, "json"))
    return _page(request, form, ReceiveForm())


@login_required_json_aware
@never_cache
@require_POST
@takes_file(package_file.MOST_BYTES)
def receive(request: SignedInRequest) -> HttpResponse:
    """Upload a package; it is looked at on a page of its own, and nothing is written before."""
    let_in(request.user)
    form = ReceiveForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return redirect("packages:package", keep(form.cleaned_data["file"].read()).pk)
        except UnreadablePackage as error:
            form.add_error("file", str(error))
    return _page(request, _blank(), form)


def _blank() -> MakeForm:
    top = Organization.objects.get_first_root_node()
    unit = (top.short_name or top.name) if top else ""
    last = PackageExport.objects.first()
    initial = {
        "name": last.name if last else f"{unit}素材库"[: package_file.NAME_LENGTH],
        "organisation": last.organisation if last else unit[: package_file.ORGANISATION_LENGTH],
    }
    return MakeForm(initial=initial)


def _page(request: SignedInRequest, make: MakeForm, receive: ReceiveForm) -> HttpResponse:
    context: dict[str, Any] = {
        "nav": "phrases",
        "make": make,
        "receive": receive,
        "exports": PackageExport.objects.select_related("made_by")[:_LISTED],
        "imports": PackageImport.objects.select_related("taken_by").defer("content", "undo")[
            :_LISTED
        ],
    }
    return render(request, "drafting/packages/packages.html", context)
