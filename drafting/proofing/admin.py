"""The curator's table of formulations in the Django admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.template.response import TemplateResponse

from drafting.library.list_admin import ListAdmin
from drafting.library.list_json import ListJson
from drafting.proofing import formulation_services
from drafting.proofing.curated_tables import ended_formulations, said
from drafting.proofing.forms import ConfirmForm, FormulationForm
from drafting.proofing.models import Formulation
from drafting.proofing.resources import FormulationResource, FormulationWorkbook

#: How many rows are confirmed at once: each is a field of the form, and a form has at most 1,000.
_AT_ONCE = 900


class PendingFilter(admin.SimpleListFilter):
    """What nobody has confirmed, and what somebody has."""

    title, parameter_name = "核对", "pending"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "待核对"), ("no", "已核对")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Formulation]
    ) -> QuerySet[Formulation]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(confirmed_on__isnull=self.value() == "yes")


class TermFilter(admin.SimpleListFilter):
    """Rows whose time is over."""

    title, parameter_name = "起止", "term"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("past", "已过截止时间")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Formulation]
    ) -> QuerySet[Formulation]:
        return ended_formulations(queryset) if self.value() == "past" else queryset


@admin.register(Formulation)
class FormulationAdmin(ListAdmin):
    """Search, filter, confirm and retire in bulk, .xlsx in and out, history with what was
    changed."""

    form = FormulationForm
    list_display = ("key", "kind", "text", "use", "checked", "dates", "source", "state")
    list_display_links = ("key", "text")
    list_filter = (
        PendingFilter,
        TermFilter,
        "kind",
        "state",
        "level",
        ("curated", admin.BooleanFieldListFilter),
    )
    list_per_page = 50
    search_fields = ("key", "text", "use", "source", "note")
    search_help_text = "可按编号、提法、应改为、依据、说明查找；多个词用空格隔开，须同时出现。"
    actions = ("confirm", "retire", "restore")
    readonly_fields = ("key", "confirmed", "updated")
    fieldsets = (
        (None, {"fields": ("kind", "text", "use", "items", ("since", "until"), "source")}),
        ("提示", {"fields": ("level", "pattern")}),
        ("管理", {"fields": ("state", "note", "key", "confirmed", "updated")}),
    )

    resource_classes = (FormulationResource,)
    formats = (FormulationWorkbook, ListJson)
    store = "提法表"
    effect = "下一次校对就照此办理"

    @admin.display(description="起止", ordering="since")
    def dates(self, row: Formulation) -> str:
        since, until = said(row.since), said(row.until)
        return "，".join(filter(None, (since and f"{since}起", until and f"{until}止"))) or "—"

    @admin.display(description="核对", ordering="confirmed_on")
    def checked(self, row: Formulation) -> str:
        return (
            "待核对"
            if row.confirmed_on is None
            else f"{row.confirmed_on:%Y-%m-%d} {row.confirmed_by}"
        )

    @admin.display(description="核对情况")
    def confirmed(self, row: Formulation) -> str:
        if row.confirmed_on is None:
            return "待核对。请在列表里勾选后办理“核对所选提法”。"
        return f"{row.confirmed_by}于 {row.confirmed_on:%Y-%m-%d} 依据“{row.confirmed_from}”核对"

    def save_model(
        self, request: HttpRequest, obj: Formulation, form: ModelForm[Formulation], change: bool
    ) -> None:
        if formulation_services.save_formulation(obj, by=request.user):  # type: ignore[arg-type]
            self.message_user(
                request, "内容有改动，原来的核对已作废，请重新核对。", messages.WARNING
            )

    @admin.action(description="核对所选提法", permissions=["change"])
    def confirm(self, request: HttpRequest, rows: QuerySet[Formulation]) -> TemplateResponse | None:
        """Ask what the rows were compared with, then note it."""
        if rows.count() > _AT_ONCE:
            self.message_user(
                request, f"一次最多核对 {_AT_ONCE} 条，请分几次办理。", messages.WARNING
            )
            return None
        form = ConfirmForm(request.POST if "source" in request.POST else None)
        if form.is_valid():
            count = formulation_services.confirm(rows, form.cleaned_data["source"], by=request.user)  # type: ignore[arg-type]
            self.message_user(request, f"已核对 {count} 条提法。", messages.SUCCESS)
            return None
        context = self.admin_site.each_context(request) | {
            "title": "核对所选提法",
            "opts": self.opts,
            "form": form,
            "chosen": rows,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/drafting/formulation/confirm.html", context)

    @admin.action(description="停用所选提法", permissions=["change"])
    def retire(self, request: HttpRequest, rows: QuerySet[Formulation]) -> None:
        self.report(request, "停用", formulation_services.retire(rows, by=request.user), "使用中")  # type: ignore[arg-type]

    @admin.action(description="恢复所选提法", permissions=["change"])
    def restore(self, request: HttpRequest, rows: QuerySet[Formulation]) -> None:
        self.report(request, "恢复", formulation_services.restore(rows, by=request.user), "已停用")  # type: ignore[arg-type]
