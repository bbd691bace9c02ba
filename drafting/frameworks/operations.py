"""What can be done to a whole framework in the admin: each is a page that says what will happen, and one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from drafting.frameworks import selectors, services
from drafting.frameworks.forms import ConfirmForm, CopyForm
from drafting.frameworks.models import Framework


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """``perform(framework, person, form data)`` gives the framework to show next and the message to show there."""

    label: str
    permission: str
    explain: Callable[[Framework], str]
    offered: Callable[[Framework], bool]
    perform: Callable[[Framework, Any, dict[str, Any]], tuple[Framework, str]]
    form: type[forms.Form] = forms.Form
    initial: Callable[[Framework], dict[str, Any]] = lambda _framework: {}


def _copy(framework: Framework, _person: Any, data: dict[str, Any]) -> tuple[Framework, str]:
    new = services.copy_to_year(
        framework, data["year"], name=data["name"], theme=data["theme"], areas=data["areas"]
    )
    return new, f"已复制为“{new.name}”，请对照通知修改，核对后发布。"


def _confirm(framework: Framework, person: Any, data: dict[str, Any]) -> tuple[Framework, str]:
    services.confirm(framework, person, data["notice"])
    return framework, f"已记录：{person}依据“{framework.confirmed_notice}”核对了全部名称。"


def _publish(framework: Framework, _person: Any, _data: dict[str, Any]) -> tuple[Framework, str]:
    services.publish(framework)
    return framework, f"“{framework.name}”已发布，可以用来撰写材料。"


def _retire(framework: Framework, _person: Any, _data: dict[str, Any]) -> tuple[Framework, str]:
    services.retire(framework)
    return framework, f"“{framework.name}”已停用，新材料不再使用；已有材料不受影响。"


def _explain_publish(framework: Framework) -> str:
    pending = selectors.pending_names(framework)
    warning = f"还有 {len(pending)} 处待核对：{'；'.join(pending)}。" if pending else ""
    return f"发布后任何人都不能再修改；如需调整，要复制后另发布一个。{warning}"


OPERATIONS = {
    "copy": Operation(
        label="复制到下一年度",
        permission="drafting.add_framework",
        explain=lambda framework: (
            f"以“{framework.name}”为底稿新建一个框架，各部分、撰写提示和限额照搬，全部标为待核对。"
        ),
        offered=lambda _framework: True,
        perform=_copy,
        form=CopyForm,
        initial=lambda framework: {"year": framework.year + 1},
    ),
    "confirm": Operation(
        label="核对",
        permission="drafting.change_framework",
        explain=lambda framework: (
            (
                f"待核对的有：{'；'.join(names)}。"
                if (names := selectors.pending_names(framework))
                else "没有标为待核对的名称；可以再次核对，记录以最后一次为准。"
            )
            + "请对照通知逐字核对主题和各方面名称，确认无误后填写。名称不符的，已发布的请先复制后修改。"
        ),
        offered=lambda _framework: True,
        perform=_confirm,
        form=ConfirmForm,
        initial=lambda framework: {"notice": framework.confirmed_notice},
    ),
    "publish": Operation(
        label="发布",
        permission="drafting.change_framework",
        explain=_explain_publish,
        offered=lambda framework: framework.state == Framework.State.DRAFT,
        perform=_publish,
    ),
    "retire": Operation(
        label="停用",
        permission="drafting.change_framework",
        explain=lambda _framework: "停用后新材料不能再选用它；已用它开始的材料不受影响。",
        offered=lambda framework: framework.state == Framework.State.PUBLISHED,
        perform=_retire,
    ),
}


def operate(request: HttpRequest, pk: int, name: str, model_admin: Any) -> HttpResponse:
    """The page of one operation; what cannot be done is said there, with every reason."""
    operation = OPERATIONS[name]
    if not request.user.has_perm(operation.permission):
        raise PermissionDenied("只有素材库管理员和系统管理员可以管理检查框架。")
    framework = get_object_or_404(Framework, pk=pk)
    form = operation.form(
        request.POST if request.method == "POST" else None, initial=operation.initial(framework)
    )
    reasons: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            shown, message = operation.perform(framework, request.user, form.cleaned_data)
        except services.NotPublishable as error:
            reasons = error.reasons
        except services.FrameworkError as error:
            reasons = (str(error),)
        else:
            model_admin.log_change(request, shown, f"{operation.label}。")
            messages.success(request, message)
            return HttpResponseRedirect(reverse("admin:drafting_framework_change", args=[shown.pk]))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": operation.label,
        "operation": operation,
        "explanation": operation.explain(framework),
        "framework": framework,
        "form": form,
        "reasons": reasons,
        "opts": Framework._meta,
    }
    request.current_app = model_admin.admin_site.name
    return render(request, "admin/drafting/framework/operation.html", context)
