"""The page that shows the source beside the structure, and what is done there piece by piece."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, wants_json
from drafting.drafts.list_rows import DraftRow
from drafting.importing import services
from drafting.importing.access import get_import, version_of
from drafting.importing.forms import ConfirmForm, FrameworkForm
from drafting.importing.models import Import
from drafting.importing.pasted_text import NAME as PASTED
from drafting.importing.raw_text.traditional import SAID as TRADITIONAL
from drafting.importing.review_page.context import confirm_context, review_context

STALE = "这份导入在另一个窗口里动过了，下面是最新的样子，请再操作一次。"
GONE = "这一处已经不在原来的位置了，下面是最新的样子，请再操作一次。"


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, import_id: uuid.UUID) -> HttpResponse:
    """The review of an import; posting does one thing to one piece (``do``) and comes back to where
    the piece is now.

    A script gets {"html", "message", "at"} and puts it in place.
    """
    row = get_import(request, import_id)
    if request.method != "POST":
        return page(request, row)
    message, at, failed = "", "", True
    try:
        message, at = _carry_out(request, row)
        failed = False
    except services.ImportOvertaken:
        message = STALE
    except KeyError:
        message = GONE
    if wants_json(request):
        fresh = get_import(request, import_id)
        html = render_to_string("drafting/importing/_review.html", review_context(fresh), request)
        return JsonResponse({"html": html, "message": message, "at": at, "failed": failed})
    (messages.warning if failed else messages.success)(request, message)
    url = reverse("importing:review", args=[row.pk])
    return redirect(f"{url}#{at}" if at else url)


def _carry_out(request: SignedInRequest, row: Import) -> tuple[str, str]:
    """Do what the pressed button says; gives the message and the key of the piece concerned."""
    version = version_of(request)
    act, _, key = request.POST.get("do", "").partition(":")
    if act == "move":
        to = request.POST.get("to", "")
        if not to:
            return "请先选择移到哪里。", key
        where = services.move(row, version, key, to)
        return ("已移动。" if row.version != version else "它已经在那里了。"), where
    if act in ("leave", "take"):
        services.leave_out(row, version, key, on=act == "leave")
        return ("这一段不带入材料。" if act == "leave" else "这一段又列入未归类。"), key
    if act == "accept":
        node, _, card = key.partition(":")
        services.accept(row, version, node)
        return "已核对。", card
    if act == "simplify":
        services.use_simplified(row, version)
        return "已转换成简体字。", ""
    if act == "undo":
        services.undo(row, version)
        return "已撤销上一步。", ""
    raise KeyError(act)


@login_required_json_aware
@require_POST
def framework(request: SignedInRequest, import_id: uuid.UUID) -> HttpResponse:
    """Match the areas to another framework; whoever moved pieces is asked first (``sure`` is the
    answer)."""
    row = get_import(request, import_id)
    form = FrameworkForm(request.POST)
    if not form.is_valid():
        return page(request, row, framework_form=form, status=422)
    if row.moves and "sure" not in request.POST:
        return page(request, row, framework_form=form, ask=True)
    try:
        services.use_framework(row, version_of(request), form.cleaned_data["framework"])
    except services.ImportOvertaken:
        messages.warning(request, STALE)
    else:
        messages.success(request, "已按新选的框架重新识别。")
    return redirect("importing:review", row.pk)


def page(
    request: SignedInRequest,
    row: Import,
    *,
    framework_form: FrameworkForm | None = None,
    confirm_form: ConfirmForm | None = None,
    own: list[DraftRow] | None = None,
    problem: str = "",
    ask: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The whole review page, with a form that was not accepted where there is one."""
    chosen = {"framework": row.framework.key if row.framework else ""}
    context = {
        "nav": "drafts",
        "framework_form": framework_form or FrameworkForm(initial=chosen),
        "ask": ask,
        "problem": problem,
        "pasted": row.file_name == PASTED,
        **review_context(row),
    }
    if row.state == Import.State.OPEN:
        context |= confirm_context(request.user, confirm_form, own or [])
        context["traditional"] = TRADITIONAL in row.notices
    return render(request, "drafting/importing/review.html", context, status=status)
