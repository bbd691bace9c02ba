"""The list of formulations, one of them, and what is done with several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, page_of_ours
from drafting.common.numbers import LARGEST_KEY, number_or, whole_number
from drafting.document.text import clean
from drafting.formulations import services
from drafting.formulations.access import get_formulation, let_in
from drafting.formulations.forms import PageForm, stored_otherwise
from drafting.formulations.list_query import CHOICES, PAGE_SIZE, rows_of, wanted_of
from drafting.library.list_pages import LastDone
from drafting.proofing.curated_tables import said as date_said
from drafting.proofing.models import Formulation

_LAST: Final = LastDone("formulations_undo", "formulations:list")
_SOURCE_LENGTH: Final = 200
_NONE: Final = "没有勾选提法。请先勾选要处理的，再按一次。"
_NO_SOURCE: Final = "请写明对照的是哪个文件（名称和文号），再点“核对勾选的”。勾选的还没有核对。"
_SINCE: Final = "有 {} 条在您看的时候由别人改过，没有核对，请看过现在的内容再核对。"
_NEWER: Final = (
    "这条提法刚才由别人改过，或者别人刚写了一样的，现在的内容列在下面，还没有保存您写的。"
    "请对照着改好，再按一次保存。"
)
_STATES: Final = {
    "retire": (services.retire, "停用", "勾选的都已经停用"),
    "restore": (services.restore, "恢复", "勾选的没有已停用的"),
}


@login_required_json_aware
@never_cache
@require_safe
def formulations(request: SignedInRequest) -> HttpResponse:
    """The formulations that are asked for."""
    let_in(request.user)
    return _list_page(request, request.GET)


def _list_page(
    request: SignedInRequest, asked: QueryDict, ticked: Sequence[int] = ()
) -> HttpResponse:
    wanted = wanted_of(asked)
    rows = rows_of(wanted)
    total = rows.count()
    first = (wanted.page - 1) * PAGE_SIZE
    shown = rows[first : first + PAGE_SIZE]
    context: dict[str, Any] = {
        "nav": "phrases", "wanted": wanted, "total": total, "more": first + PAGE_SIZE < total,
        "rows": [
            (row, date_said(row.since), date_said(row.until), row.pk in ticked) for row in shown
        ],
        "filters": [
            (name, label, offered, getattr(wanted, name)) for name, label, offered in CHOICES
        ],
        "undo": _LAST.told(request, asked.get("done")),
        "source": request.POST.get("source", ""),
        "back": f"{reverse('formulations:list')}?{wanted.here}",
    }  # fmt: skip
    return render(request, "drafting/formulations/list.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, formulation_id: int) -> HttpResponse:
    """Change a formulation: {base, next, fields…}."""
    row = get_formulation(request.user, formulation_id)
    if request.method != "POST":
        return _form_page(request, PageForm(instance=row), row, row.revision)
    base = number_or(request.POST.get("base", ""), 0)
    typed = get_formulation(request.user, formulation_id)
    form = PageForm(request.POST, instance=typed)
    return _kept(request, form, base, row)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Write a new formulation."""
    let_in(request.user)
    if request.method != "POST":
        return _form_page(request, PageForm(), None, 0)
    return _kept(request, PageForm(request.POST), 0, None)


def _kept(
    request: SignedInRequest, form: PageForm, base: int, stored: Formulation | None
) -> HttpResponse:
    if not form.is_valid():
        return _form_page(request, form, stored, base)
    if form.has_changed():
        try:
            lapsed = services.save(form.instance, base, request.user)
        except services.FormulationOvertaken:
            form.add_error(None, _NEWER)
            now = get_formulation(request.user, stored.pk) if stored else None
            return _form_page(request, form, now, now.revision if now else 0, newer=True)
        again = "内容有改动，原来的核对已作废，请重新核对。" if lapsed else ""
        messages.success(request, f"已保存 {form.instance.key}，下一次校对就照此办理。{again}")
    else:
        messages.info(request, f"{form.instance.key} 没有改动。")
    return HttpResponseRedirect(_next(request) or reverse("formulations:list"))


@login_required_json_aware
@require_POST
def bulk(request: SignedInRequest) -> HttpResponse:
    """Confirm, retire or restore the ticked ones: {row…, do, source, next}."""
    let_in(request.user)
    sent = (whole_number(one, most=LARGEST_KEY) for one in request.POST.getlist("row"))
    numbers = [number for number in sent if number is not None][:PAGE_SIZE]
    what = request.POST.get("do", "")
    if not numbers:
        messages.error(request, _NONE)
        return _LAST.back(request)
    if what in _STATES:
        change, verb, nothing = _STATES[what]
        return _LAST.answer(request, change(numbers, request.user), f"已{verb}", nothing)
    source = clean(request.POST.get("source", "")).strip()
    if not source or len(source) > _SOURCE_LENGTH:
        # what is ticked stays ticked
        messages.error(request, _NO_SOURCE)
        return _list_page(request, QueryDict(urlsplit(_next(request)).query), numbers)
    seen = {one: number_or(request.POST.get(f"base-{one}", ""), 0) for one in numbers}
    done = services.confirm(seen, source, request.user)
    if left := len(numbers) - done.number:
        messages.warning(request, _SINCE.format(left))
    return _LAST.answer(request, done, "已核对", "没有核对")


@login_required_json_aware
@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    """Take back what was done last with several: {next}."""
    let_in(request.user)
    return _LAST.undo(request, services.take_back)


def _next(request: SignedInRequest) -> str:
    return page_of_ours(request, request.POST.get("next") or request.GET.get("next") or "")


def _form_page(
    request: SignedInRequest, form: PageForm, row: Formulation | None, base: int,
    newer: bool = False,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "nav": "phrases", "form": form, "row": row, "base": base, "back": _next(request),
        "theirs": stored_otherwise(row, form.instance) if row and newer else [],
    }  # fmt: skip
    return render(request, "drafting/formulations/edit.html", context)
