"""The pages of the admin on which a whole framework is copied, compared, published or retired: each
says what will happen, and has one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from drafting.frameworks.admin.section_rows import COLUMNS, shown_rows
from drafting.frameworks.editions import state_of_stored
from drafting.frameworks.models import Framework
from drafting.frameworks.operations import OPERATIONS
from drafting.frameworks.services import errors


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
            data = form.cleaned_data | {"shown": request.POST.get("shown", "")}
            new, message = operation.perform(framework, request.user, data)
        except errors.NotPublishable as error:
            reasons = error.reasons
        except errors.FrameworkError as error:
            reasons = (str(error),)
        except Framework.DoesNotExist:
            raise Http404 from None
        else:
            model_admin.log_change(request, new, f"{operation.label}。")
            messages.success(request, message)
            return HttpResponseRedirect(reverse("admin:drafting_framework_change", args=[new.pk]))
        framework = get_object_or_404(Framework, pk=pk)
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
    if operation.shows:
        context |= {
            "columns": COLUMNS,
            "rows": shown_rows(framework),
            "shown": state_of_stored(framework),
        }
    request.current_app = model_admin.admin_site.name
    return render(request, "admin/drafting/framework/operation.html", context)
