"""The pages on which a whole framework is copied, made the usual one, retired, or its drafts brought
back: each says first what will happen, and has one button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.annual_notice.permissions import get_framework, keeps_frameworks
from drafting.drafts.services.editions import changes_to_undo, undo_changes
from drafting.frameworks.models import Framework
from drafting.frameworks.operations import OPERATIONS
from drafting.frameworks.services.errors import FrameworkError


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def operate(request: SignedInRequest, framework_id: int, name: str) -> HttpResponse:
    """Ask, then do it; what cannot be done is said, and what was typed stays in the page."""
    operation = OPERATIONS[name]
    framework = get_framework(request, framework_id)
    if not keeps_frameworks(request.user):
        raise Http404("没有这个页面。")
    if request.method != "POST":
        if not operation.offered(framework):
            messages.info(request, f"“{framework.name}”现在不能“{operation.label}”。")
            return redirect("annual_notice:look", framework.pk)
        form = operation.form(initial=operation.initial(framework))
        return _page(request, framework, name, form)
    form = operation.form(request.POST)
    if not form.is_valid():
        return _page(request, framework, name, form, status=422)
    try:
        done, said = operation.perform(framework, request.user, form.cleaned_data)
    except FrameworkError as error:
        now = get_framework(request, framework_id)
        return _page(request, now, name, form, [str(error)], status=422)
    messages.success(request, said)
    return redirect("framework_editor:edit" if name == "copy" else "annual_notice:look", done.pk)


def _page(
    request: SignedInRequest,
    framework: Framework,
    name: str,
    form: forms.Form,
    said: Sequence[str] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    operation = OPERATIONS[name]
    return _asked(
        request, framework, operation.label, operation.explain(framework),
        status=status, form=form, said=said,
    )  # fmt: skip


def _asked(
    request: SignedInRequest,
    framework: Framework,
    label: str,
    explanation: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "nav": "frameworks" if keeps_frameworks(request.user) else "meetings",
        "framework": framework,
        "label": label,
        "explanation": explanation,
        **more,
    }
    return render(request, "drafting/framework_editor/operation.html", context, status=status)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """Ask, then bring the drafts back to the edition that they were begun with."""
    framework = get_framework(request, framework_id)
    if request.method != "POST" and (number := changes_to_undo(framework).count()):
        said = (
            f"发布“{framework.name}”时换过来的材料，还有 {number} 份可以换回原来的框架。换过来以后写的字也都留着，"
            "作者会收到提醒，所在的会议也换回原来的框架；已经提交的不动，其他用更正版的会议（新发起的、书记自己选的、"
            "还没有人写的）也不动。换回以后，不能再一次换到更正版。"
        )
        return _asked(request, framework, "全部换回原来的框架", said)
    number = undo_changes(framework) if request.method == "POST" else 0
    if number:
        messages.success(request, f"{number} 份材料已换回原来的框架，写的字都在，作者收到了提醒。")
    else:
        messages.info(request, "没有可以换回的材料：都已经换回，或者已经提交。")
    return redirect("annual_notice:look", framework.pk)
