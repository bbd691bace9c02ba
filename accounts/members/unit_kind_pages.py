"""The kinds of unit as pages: their list with a further one, and what is done with one."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.members.unit_kind_forms import KindForm, NameForm
from accounts.models import Organization
from accounts.permissions import may_keep_unit_kinds, may_manage_people
from accounts.services import unit_kinds as services
from accounts.services.record import record
from accounts.unit_kinds import UnitKind
from drafting.common.overtaken import Overtaken

_OVERTAKEN: Final = "您打开这一页之后，有人把它改成了“{}”，还没有保存您的。请核对后再保存。"
_LIST: Final = "accounts:unit_kinds"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def unit_kinds(request: SignedInRequest) -> HttpResponseBase:
    """The kinds in their order, those that are not offered any more after them; posts a further one:
    {name, code}."""
    _let_in(request)
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add(form.cleaned_data["name"], form.cleaned_data["code"])
        except services.Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            record(request.user, made, "新增单位类型。")
            messages.success(request, f"已新增“{made}”，现在就可以选用；不要的可以停用。")
            return redirect(_LIST)
    rows = Organization.objects.order_by().values("unit_type").annotate(number=Count("pk"))
    counts = dict(rows.values_list("unit_type", "number"))
    kinds = [(kind, counts.get(kind.code, 0)) for kind in UnitKind.objects.all()]
    context = {
        "used": [row for row in kinds if row[0].active],
        "retired": [row for row in kinds if not row[0].active],
        "form": form,
    }
    return _page(request, "accounts/unit_kinds.html", context, form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def unit_kind(request: SignedInRequest, kind_id: int) -> HttpResponseBase:
    """The name of a kind; posts {do: up, down, retire, restore}, or a further name: {name, read}."""
    _let_in(request)
    kind = get_object_or_404(UnitKind, pk=kind_id)
    what = request.POST.get("do", "")
    if what in ("up", "down"):
        _move(request, kind, what)
        return redirect(_LIST)
    if what in ("retire", "restore"):
        _offer(request, kind, what == "restore")
        return redirect(_LIST)
    return _rename(request, kind)


def _move(request: SignedInRequest, kind: UnitKind, what: str) -> None:
    up = what == "up"
    if services.move(kind, -1 if up else 1):
        record(request.user, kind, "调整单位类型的次序。")
        messages.success(request, f"“{kind}”已{'上' if up else '下'}移一位。")
    else:
        messages.info(request, f"“{kind}”不能再{'上' if up else '下'}移，没有改动。")


def _offer(request: SignedInRequest, kind: UnitKind, active: bool) -> None:
    try:
        services.set_active(kind, active)
    except services.Refused as refused:
        messages.error(request, str(refused))
        return
    record(request.user, kind, f"{'恢复' if active else '停用'}单位类型。")
    if active:
        messages.success(request, f"已恢复使用“{kind}”，可以再选用了。")
        return
    used = services.organizations_of(kind)
    there = f"仍有 {used} 个党组织是这一类，" if used else ""
    messages.success(
        request,
        f"已停用“{kind}”。{there}已经选用的党组织和素材照旧，新的不再列出；要再用的，点“恢复使用”。",
    )


def _rename(request: SignedInRequest, kind: UnitKind) -> HttpResponseBase:
    form = NameForm(request.POST or None, initial={"name": kind.name})
    read, problem = kind.name, ""
    if request.method == "POST" and form.is_valid():
        name, read = form.cleaned_data["name"], request.POST.get("read", "")
        try:
            services.rename(kind, name, read)
        except services.Refused as refused:
            form.add_error("name", str(refused))
        except Overtaken:
            read = UnitKind.objects.get(pk=kind.pk).name
            problem = _OVERTAKEN.format(read)
        else:
            record(request.user, kind, "修改单位类型的名称。")
            messages.success(request, f"已把“{kind}”改为“{name}”，党组织和素材随着显示新名称。")
            return redirect(_LIST)
    context = {"kind": kind, "form": form, "problem": problem, "read": read}
    return _page(request, "accounts/unit_kind.html", context, form.is_bound)


def _page(
    request: SignedInRequest, template: str, context: dict[str, object], bound: bool
) -> HttpResponse:
    office = bool(may_manage_people(request.user))
    context |= {"office": office, "nav": "members" if office else "phrases"}
    return render(request, template, context, status=422 if bound else 200)


def _let_in(request: SignedInRequest) -> None:
    if not may_keep_unit_kinds(request.user):
        raise Http404
