"""One package that was uploaded: looked at with a choice for each row, taken over, taken back."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.common.numbers import number_or
from drafting.packages import receiving
from drafting.packages.comparison import TAKEN, Standing
from drafting.packages.kept_plan import plan_for
from drafting.packages.models import PackageImport
from drafting.packages.package_file import UnreadablePackage
from drafting.packages.preview import Plan
from drafting.packages.taking import PackageOvertaken, take
from drafting.packages.taking_back import take_back
from drafting.packages.views.making import let_in

#: Rows of a page.
_SIZE: Final = 20
#: What the standings are called, on the pages and in what is said afterwards.
LABELS: Final = {
    Standing.NEW: "新增", Standing.CHANGED: "来源改过", Standing.CONFLICT: "两边都改过",
    Standing.GONE: "来源已停用", Standing.HOME: "只有本单位改过", Standing.FAULTY: "用不上",
    Standing.SAME: "完全相同",
}  # fmt: skip
_DID: Final = {
    Standing.NEW: "加入 {} 条", Standing.CHANGED: "更新 {} 条",
    Standing.CONFLICT: "换成来源的 {} 条", Standing.GONE: "停用 {} 条",
}  # fmt: skip
_KINDS: Final = {"category": "分类", "phrase": "素材", "formulation": "提法"}
_OVERTAKEN: Final = "看过以后素材库又有变动，还没有导入。请看过现在的情况，再按一次。"
_DECIDED: Final = "这个素材包已经处理过了。"
_NOT_BACK: Final = "没有撤销：已经撤销过，或者后来有别的提法写得一样。请看看下面的情况。"


def get_import(import_id: uuid.UUID) -> PackageImport:
    """Raises Http404 where there is none."""
    rows = PackageImport.objects.select_related("taken_by")
    found = rows.filter(pk=import_id).first()
    if found is None:
        raise Http404("没有这个素材包。")
    return found


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def package(request: SignedInRequest, import_id: uuid.UUID) -> HttpResponse:
    """A package beside what is there: {row…, choice-ROW…, show, page, do, stamp, approved}; once it
    is decided on, what became of it."""
    let_in(request.user)
    received = get_import(import_id)
    if received.state != PackageImport.State.WAITING:
        if request.method == "POST":
            messages.info(request, _DECIDED)
        return _decided_page(request, received)
    try:
        plan = plan_for(received)
    except UnreadablePackage as error:
        # a later program may read less
        messages.error(request, str(error))
        return redirect("packages:packages")
    if request.method != "POST":
        return _page(request, received, plan)
    shown = request.POST.getlist("row")[:_SIZE]
    ticked = {name for name in shown if request.POST.get(f"choice-{name}") == "theirs"}
    receiving.choose(received, plan, shown, ticked)
    return _done(request, received, plan)


def _done(request: SignedInRequest, received: PackageImport, plan: Plan) -> HttpResponse:
    what, _, of = request.POST.get("do", "").partition(":")
    if what == "drop":
        if receiving.drop(received):
            messages.success(request, f"已放弃{received}，素材库没有改动。")
        return redirect("packages:packages")
    if what in ("all", "none") and of in TAKEN:
        receiving.choose_all(received, plan, Standing(of), what == "all")
    if what == "take":
        return _take(request, received)
    query = f"?show={_shown(request, plan)}&page={_number(request)}"
    return HttpResponseRedirect(f"{reverse('packages:package', args=[received.pk])}{query}")


def _take(request: SignedInRequest, received: PackageImport) -> HttpResponse:
    approved = request.POST.get("approved") == "yes"
    try:
        take(received, request.POST.get("stamp", ""), approved, request.user)
    except PackageOvertaken:
        messages.error(request, _OVERTAKEN)
    except PackageImport.DoesNotExist:
        messages.info(request, _DECIDED)
        return redirect("packages:packages")
    else:
        messages.success(request, f"已导入{received}。")
    return redirect("packages:package", received.pk)


@login_required_json_aware
@require_POST
def undo(request: SignedInRequest, import_id: uuid.UUID) -> HttpResponse:
    """Take an import back."""
    let_in(request.user)
    received = get_import(import_id)
    try:
        done = take_back(received, request.user)
    except PackageOvertaken:
        messages.error(request, _NOT_BACK)
    else:
        left = f"有 {done.left} 条后来又改过，没有动。" if done.left else ""
        messages.success(request, f"已撤销，{done.back} 条恢复原样，加入的已停用。{left}")
    return redirect("packages:package", received.pk)


def _shown(request: SignedInRequest, plan: Plan) -> str:
    """Which rows are asked for; the first that there are where none are."""
    sent = request.POST if request.method == "POST" else request.GET
    wanted = sent.get("show", "")
    there = [one for one in LABELS if plan.counts[one] and one != Standing.SAME]
    return wanted if wanted in there else str(there[0]) if there else ""


def _number(request: SignedInRequest) -> int:
    sent = request.POST if request.method == "POST" else request.GET
    return min(max(1, number_or(sent.get("page", ""), 1)), 9999)


def _page(request: SignedInRequest, received: PackageImport, plan: Plan) -> HttpResponse:
    shown = _shown(request, plan)
    rows = plan.of(Standing(shown)) if shown else []
    page = min(_number(request), max(1, -(-len(rows) // _SIZE)))
    chosen = [row for row in plan.rows if row.taken(received.choices)]
    context: dict[str, Any] = {
        "nav": "phrases",
        "received": received,
        "tabs": [
            (one, LABELS[one], plan.counts[one])
            for one in LABELS
            if plan.counts[one] and one != Standing.SAME
        ],
        "same": plan.counts[Standing.SAME],
        "show": shown,
        "label": LABELS[Standing(shown)] if shown else "",
        "total": len(rows),
        "rows": [
            (row, _KINDS[row.kind], row.taken(received.choices), row.differences())
            for row in rows[(page - 1) * _SIZE : page * _SIZE]
        ],
        "page": page,
        "more": page * _SIZE < len(rows),
        "choosable": any(row.choosable for row in rows),
        "stamp": plan.stamp,
        "sum": _said({str(one): sum(row.standing == one for row in chosen) for one in TAKEN}),
        "new_phrases": any(row.kind == "phrase" and row.standing == Standing.NEW for row in chosen),
    }
    return render(request, "drafting/packages/package.html", context)


def _decided_page(request: SignedInRequest, received: PackageImport) -> HttpResponse:
    rows = received.undo.get("rows", [])
    context: dict[str, Any] = {
        "nav": "phrases",
        "received": received,
        "sum": _said(received.counts),
        "undoable": received.state == PackageImport.State.TAKEN and bool(rows),
        "number": len(rows),
    }
    return render(request, "drafting/packages/decided.html", context)


def _said(counts: dict[str, int]) -> str:
    said = [words.format(counts[one]) for one, words in _DID.items() if counts.get(one)]
    return "，".join(said)
