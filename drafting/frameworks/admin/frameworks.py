"""The list of frameworks and a framework's page. No code is needed for a new year."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

from accounts.admin.actions import WordedActions
from accounts.admin.simultaneous import LooksAgain
from drafting.common.overtaken import Overtaken
from drafting.frameworks import selectors
from drafting.frameworks.admin.conflict_page import too_late
from drafting.frameworks.admin.inlines import AreaInline, PartInline
from drafting.frameworks.admin.operations import operate
from drafting.frameworks.admin.section_rows import COLUMNS, shown_rows
from drafting.frameworks.forms import AreaForm, FrameworkForm
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.operations import OPERATIONS
from drafting.frameworks.services import edits, errors, lifecycle

_CHECKED = ("name", "theme")


class PendingFilter(admin.SimpleListFilter):
    """What still has to be checked against the notice."""

    title, parameter_name = "核对", "pending"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "待核对")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Framework]) -> QuerySet[Framework]:
        return selectors.unconfirmed(queryset) if self.value() == "yes" else queryset


@admin.register(Framework)
class FrameworkAdmin(WordedActions, LooksAgain):
    """The list says what still has to be checked; a published framework can only be looked at,
    copied, checked or retired."""

    form = FrameworkForm
    list_display = (
        "name", "year", "meeting_kind", "called", "audience", "usual", "state", "area_count",
        "pending",
    )  # fmt: skip
    list_filter = (PendingFilter, "state", "meeting_kind", "audience", "year")
    search_fields = ("name", "theme", "sections__name")
    actions = ("copy", "confirm", "publish")
    change_form_template = "admin/drafting/framework/change_form.html"
    readonly_fields = ("key", "state", "confirmed", "copied_from")
    fieldsets = (
        (
            None,
            {"fields": (("year", "meeting_kind"), ("variant", "audience"), "name", "title", "theme",
            "theme_confidence", "sources", "note")},
        ),
        ("状态", {"fields": (("key", "state"), "confirmed", "copied_from")}),
    )  # fmt: skip
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    ("year", "meeting_kind"),
                    ("variant", "audience"),
                    "name",
                    "title",
                    "theme",
                    "area_names",
                    "sources",
                    "note",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        rows = super().get_queryset(request).select_related("confirmed_by", "copied_from")
        return selectors.with_pending(rows)

    def get_fieldsets(self, request: HttpRequest, obj: Framework | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    @admin.display(description="叫什么")
    def called(self, framework: Framework) -> str:
        return framework.variant

    @admin.display(description="方面")
    def area_count(self, framework: Any) -> int:
        found: int = framework.areas
        return found

    @admin.display(description="核对")
    def pending(self, framework: Any) -> str:
        if framework.confirmed_at:
            return "已核对"
        unsure = framework.unsure + (1 if selectors.theme_pending(framework) else 0)
        return f"待核对 {unsure} 处" if unsure else "名称均有出处"

    @admin.display(description="核对情况")
    def confirmed(self, framework: Framework) -> str:
        if framework.confirmed_at:
            when = timezone.localtime(framework.confirmed_at).strftime("%Y-%m-%d")
            return f"{framework.confirmed_by or '（已离任）'}于 {when} 依据“{framework.confirmed_notice}”核对"
        names = selectors.pending_names(framework)
        return f"待核对：{'；'.join(names)}" if names else "名称均有出处，尚未由本单位核对"

    # who may do what

    def has_change_permission(self, request: HttpRequest, obj: Framework | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.published)

    def has_delete_permission(self, request: HttpRequest, obj: Framework | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.published)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_inlines(self, request: HttpRequest, obj: Framework | None) -> Any:
        if obj is None:
            return ()
        return (AreaInline, PartInline) if self.has_change_permission(request, obj) else ()

    # saving

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever was still editing when it was published or deleted gets back what they had
        typed."""
        object_id = kwargs.get("object_id") or (args[0] if args else None)
        if (
            request.method != "POST"
            or object_id is None
            or not super().has_change_permission(request)
        ):
            return super().changeform_view(request, *args, **kwargs)
        try:
            if self.get_object(request, object_id) is not None:
                return super().changeform_view(request, *args, **kwargs)
        except (errors.FrameworkError, PermissionDenied):
            framework = self.get_object(request, object_id)
            if framework is not None and not framework.published:
                raise
        return too_late(request, self.get_object(request, object_id), self)

    def save_model(
        self, request: HttpRequest, obj: Framework, form: ModelForm[Framework], change: bool
    ) -> None:
        if change:
            edits.save_framework(obj)
            return
        try:
            edits.begin_framework(obj, form.cleaned_data["area_names"])
        except errors.FrameworkError:
            # the form had found nothing in its way: it will see now what came in between
            raise Overtaken from None

    def delete_model(self, request: HttpRequest, obj: Framework) -> None:
        try:
            edits.remove_framework(obj)
        except errors.FrameworkError:
            raise Overtaken from None

    def save_formset(
        self,
        request: HttpRequest,
        form: Any,
        formset: BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        areas = issubclass(formset.form, AreaForm)
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            edits.remove_section(row)
        for row in rows:
            if areas:
                row.parent, row.role = edits.problems_part(form.instance), Section.Role.PROBLEMS
            edits.save_section(row)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        framework = form.instance
        edits.tidy_sections(framework)
        named = set(form.changed_data) & set(_CHECKED) or any(
            "name" in row.changed_data or row in formset.deleted_forms
            for formset in formsets
            for row in formset.forms
        )
        if framework.confirmed_at and named:
            lifecycle.withdraw_confirmation(framework)
            self.message_user(
                request, "名称有改动，原来的核对已作废，请重新核对。", messages.WARNING
            )

    def response_add(
        self, request: HttpRequest, obj: Framework, post_url_continue: str | None = None
    ) -> HttpResponse:
        self.message_user(
            request,
            "框架已建立，常用的各部分已经备好，请核对并补充撰写提示，然后发布。",
            messages.SUCCESS,
        )
        return HttpResponseRedirect(reverse("admin:drafting_framework_change", args=[obj.pk]))

    def response_change(self, request: HttpRequest, obj: Framework) -> HttpResponse:
        """After saving, on to the page of the operation that was asked for."""
        for name in OPERATIONS:
            if f"_then_{name}" in request.POST:
                self.message_user(request, "已保存。", messages.SUCCESS)
                return HttpResponseRedirect(
                    reverse(f"admin:drafting_framework_{name}", args=[obj.pk])
                )
        return super().response_change(request, obj)

    # operations

    def get_urls(self) -> list[Any]:
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(operate),
                {"name": name, "model_admin": self},
                name=f"drafting_framework_{name}",
            )
            for name in OPERATIONS
        ]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        framework = kwargs.get("obj")
        if framework is None:
            return super().render_change_form(request, context, *args, **kwargs)
        context["editable"] = self.has_change_permission(request, framework)
        if not context["editable"]:
            context |= {"columns": COLUMNS, "rows": shown_rows(framework)}
        if super().has_change_permission(request):
            context["operations"] = [
                (name, operation.label)
                for name, operation in OPERATIONS.items()
                if operation.offered(framework)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def _open(
        self, request: HttpRequest, chosen: QuerySet[Framework], name: str
    ) -> HttpResponse | None:
        if chosen.count() != 1:
            self.message_user(request, "请只选择一个框架。", messages.ERROR)
            return None
        return HttpResponseRedirect(
            reverse(f"admin:drafting_framework_{name}", args=[chosen.get().pk])
        )

    @admin.action(description="复制到下一年度", permissions=["add"])
    def copy(self, request: HttpRequest, chosen: QuerySet[Framework]) -> HttpResponse | None:
        return self._open(request, chosen, "copy")

    @admin.action(description="核对", permissions=["change"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[Framework]) -> HttpResponse | None:
        return self._open(request, chosen, "confirm")

    @admin.action(description="发布", permissions=["change"])
    def publish(self, request: HttpRequest, chosen: QuerySet[Framework]) -> HttpResponse | None:
        return self._open(request, chosen, "publish")
