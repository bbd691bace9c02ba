"""The curator's desk: categories and phrases in the Django admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from import_export.admin import ImportExportMixin
from import_export.tmp_storages import MediaStorage
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from drafting.fields import TagsField, labels
from drafting.library import services
from drafting.library.filters import AreaFilter, CategoryFilter, ExpiryFilter, RoleFilter, UnitTypeFilter
from drafting.library.forms import PhraseForm, PhraseImportForm
from drafting.library.models import Category, CauseCategory, MeasureCategory, Phrase, ProblemCategory
from drafting.library.resources import PhraseResource
from drafting.library.workbook import PhraseWorkbook, UnreadableTable


def _without_buttons(field: Any) -> Any:
    """A form field without the buttons that open other pages of the admin in a window of their own."""
    for button in ("can_add_related", "can_change_related", "can_view_related"):
        if hasattr(field, "widget") and hasattr(field.widget, button):
            setattr(field.widget, button, False)
    return field


class CategoryAdmin(admin.ModelAdmin):
    """Codes are permanent, because phrases, documents and fixtures hold them; a category is switched off, not deleted."""

    search_fields = ("code", "name")
    actions = None

    class Media:
        css = {"all": ("css/admin.css",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(ProblemCategory)
class ProblemCategoryAdmin(CategoryAdmin):
    list_display = ("code", "name", "area", "gist", "active")
    list_filter = ("area", "active")
    fields = ("code", "area", "name", "gist", "order", "active", "causes", "measures")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return db_field.formfield(widget=CheckboxSelectMultiple)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return _without_buttons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        services.save_suggestions(form.instance, form.cleaned_data["causes"], form.cleaned_data["measures"])


@admin.register(CauseCategory)
class CauseCategoryAdmin(CategoryAdmin):
    list_display = ("code", "name", "group", "caution", "active")
    list_filter = ("active",)
    fields = ("code", "name", "group", "caution", "order", "active")


@admin.register(MeasureCategory)
class MeasureCategoryAdmin(CategoryAdmin):
    list_display = ("code", "name", "active")
    list_filter = ("active",)
    fields = ("code", "name", "order", "active")


class LabelledChanges(HistoricalRecordContextHelper):
    """Codes in the history as the labels that people know."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        field = self.model._meta.get_field(change.field)
        if isinstance(field, TagsField):
            known = dict(field.options)
            return "、".join(str(known.get(tag, tag)) for tag in field.to_python(value))
        if field.choices:
            return dict(field.flatchoices).get(value, value)
        return super().prepare_delta_change_value(change, value)


@admin.register(Phrase)
class PhraseAdmin(ImportExportMixin, SimpleHistoryAdmin):
    """Search, filter, approve and retire in bulk, .xlsx in and out, history with what was changed."""

    form = PhraseForm
    list_display = ("key", "category", "text", "fits", "depth", "state", "uses", "expires_on")
    list_display_links = ("key", "text")
    list_filter = (
        "part",
        AreaFilter,
        CategoryFilter,
        "state",
        RoleFilter,
        UnitTypeFilter,
        "meeting_kind",
        "depth",
        ExpiryFilter,
    )
    list_per_page = 50
    list_select_related = ("problem", "cause", "measure")
    search_fields = (
        "key",
        "claim",
        "elaboration",
        "example",
        "problem__name",
        "cause__name",
        "measure__name",
    )
    search_help_text = "可按编号、文字、分类名称查找；多个词用空格隔开，须同时出现。"
    actions = ("approve", "retire", "restore")
    readonly_fields = ("key", "author", "reviewer", "uses", "revision", "updated")
    fieldsets = (
        (None, {"fields": (("part", "category"), "claim", "elaboration", "example", "required_holes")}),
        (
            "适用范围",
            {"fields": ("meeting_kind", "roles", "unit_types", "line_of_work", "frameworks")},
        ),
        ("管理", {"fields": (("state", "depth", "expires_on"), ("key", "revision", "uses"), ("author", "reviewer", "updated"))}),
    )  # fmt: skip

    resource_classes = (PhraseResource,)
    formats = (PhraseWorkbook,)
    import_form_class = PhraseImportForm
    import_template_name = "admin/drafting/phrase/import.html"
    import_export_change_list_template = "admin/drafting/phrase/change_list.html"
    object_history_list_template = "admin/drafting/phrase/history.html"
    skip_export_form = True
    # the file waits between dry run and confirmation where every web process can reach it
    tmp_storage_class = MediaStorage

    class Media:
        css = {"all": ("css/admin.css",)}

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return db_field.formfield(widget=CheckboxSelectMultiple)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return _without_buttons(super().formfield_for_dbfield(db_field, request, **kwargs))

    @admin.display(description="观点句或正文", ordering="claim")
    def text(self, phrase: Phrase) -> str:
        text = phrase.claim or phrase.elaboration
        return text if len(text) <= 48 else f"{text[:47]}…"

    @admin.display(description="分类", ordering="problem__code")
    def category(self, phrase: Phrase) -> str:
        return str(phrase.category or phrase.get_part_display())

    @admin.display(description="适用")
    def fits(self, phrase: Phrase) -> str:
        tags = (
            phrase.get_meeting_kind_display(),
            labels(phrase, "roles"),
            labels(phrase, "unit_types"),
        )
        return "；".join(filter(None, tags)) or "不限"

    @admin.display(description="使用次数", ordering="use_count")
    def uses(self, phrase: Phrase) -> int:
        return phrase.use_count

    @admin.display(description="更新")
    def updated(self, phrase: Phrase) -> str:
        if not phrase.pk:
            return "—"
        when = timezone.localtime(phrase.updated_at).strftime("%Y-%m-%d %H:%M")
        return f"{when} {phrase.updated_by or ''}".strip()

    def has_delete_permission(self, request: HttpRequest, obj: Phrase | None = None) -> bool:
        # a phrase is retired, never deleted: materials record which ones they used
        return False

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def save_model(self, request: HttpRequest, obj: Phrase, form: ModelForm[Phrase], change: bool) -> None:
        services.save_phrase(obj, by=request.user)  # type: ignore[arg-type]

    @admin.action(description="审定所选表述", permissions=["change"])
    def approve(self, request: HttpRequest, phrases: QuerySet[Phrase]) -> None:
        self._report(request, "审定", services.approve(phrases, by=request.user), "待审定")  # type: ignore[arg-type]

    @admin.action(description="停用所选表述", permissions=["change"])
    def retire(self, request: HttpRequest, phrases: QuerySet[Phrase]) -> None:
        self._report(request, "停用", services.retire(phrases, by=request.user), "使用中")  # type: ignore[arg-type]

    @admin.action(description="恢复所选表述", permissions=["change"])
    def restore(self, request: HttpRequest, phrases: QuerySet[Phrase]) -> None:
        self._report(request, "恢复", services.restore(phrases, by=request.user), "已停用")  # type: ignore[arg-type]

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> LabelledChanges:
        return LabelledChanges(self.model, historical_record)

    def _report(self, request: HttpRequest, verb: str, count: int, state: str) -> None:
        if count:
            self.message_user(request, f"已{verb} {count} 条表述，选用窗口随即更新。", messages.SUCCESS)
        else:
            self.message_user(request, f"所选表述中没有“{state}”的，未作改动。", messages.WARNING)

    def get_urls(self) -> list[Any]:
        template = path(
            "template/", self.admin_site.admin_view(self.template_view), name="drafting_phrase_template"
        )
        return [template, *super().get_urls()]

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """An empty workbook to fill in: the export of no phrases."""
        return self._do_file_export(PhraseWorkbook(), request, Phrase.objects.none())

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        return f"phrases-{timezone.localdate():%Y%m%d}.xlsx"

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        known = isinstance(e, UnreadableTable)
        form.add_error(
            "import_file", str(e) if known else "无法读取这个文件，请用“下载模板”得到的表格填写后导入。"
        )

    def get_import_data_kwargs(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        # between dry run and confirmation someone may have changed a category: then nothing is imported
        return super().get_import_data_kwargs(*args, **kwargs) | {"rollback_on_validation_errors": True}
