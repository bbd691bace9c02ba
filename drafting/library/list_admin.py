"""What the admin pages of a curator's lists have in common: .xlsx in and out, history with what was
changed, nothing deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ManyToManyField, Model
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from import_export.admin import ImportExportMixin
from import_export.tmp_storages import MediaStorage
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from accounts.admin.actions import WordedActions
from accounts.admin.simultaneous import LooksAgain
from accounts.decorators import takes_file
from accounts.http import file_answer
from accounts.turns import wait_turn
from drafting.common.workbooks.archive import UnreadableWorkbook
from drafting.fields import TagsField
from drafting.library import list_json
from drafting.library.forms import WorkbookImportForm
from drafting.library.models import CuratedRow


class PlainChoices(admin.ModelAdmin):
    """What a row belongs to are checkboxes, without the buttons that open other pages of the admin
    in a window of their own."""

    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        # the wrapper draws the buttons, whoever may use them
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class LabelledChanges(HistoricalRecordContextHelper):
    """Codes in the history as the labels that people know."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        field = self.model._meta.get_field(change.field)
        if isinstance(field, TagsField):
            known = field.known()
            return "、".join(str(known.get(tag, tag)) for tag in field.to_python(value))
        if field.choices:
            return dict(field.flatchoices).get(value, value)
        return super().prepare_delta_change_value(change, value)


class ListAdmin(WordedActions, LooksAgain, ImportExportMixin, SimpleHistoryAdmin):
    """``store`` is what people call the list as a whole, ``effect`` when a change is felt. Its
    ``formats`` are a workbook and ListJson."""

    store = ""
    effect = ""
    import_form_class = WorkbookImportForm
    import_template_name = "admin/drafting/list/import.html"
    import_export_change_list_template = "admin/drafting/list/change_list.html"
    object_history_list_template = "admin/drafting/list/history.html"
    skip_export_form = True
    # the file waits between dry run and confirmation where every web process can reach it
    tmp_storage_class = MediaStorage

    @takes_file(list_json.MOST_BYTES)
    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found: HttpResponse = super().import_action(request, **kwargs)
        return found

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # rows are retired, never deleted: materials and histories record which ones there were
        return False

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Any
    ) -> LabelledChanges:
        return LabelledChanges(self.model, historical_record)

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("template/", wrap(self.template_view), name=f"{name}_template"),
            path("export/json/", wrap(self.json_view), name=f"{name}_export_json"),
            *super().get_urls(),
        ]

    def json_view(self, request: HttpRequest) -> HttpResponse:
        """The rows of the list, as searched and filtered, as .json."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        return self._file(request, self.formats[1](), self.get_export_queryset(request))

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """An empty workbook to fill in: the export of no rows."""
        return self._file(request, self.formats[0](), self.model._default_manager.none())

    def _do_file_export(
        self, file_format: Any, request: HttpRequest, queryset: Any, **_kwargs: Any
    ) -> HttpResponse:
        return self._file(request, file_format, queryset)

    def _file(self, request: HttpRequest, file_format: Any, rows: Any) -> HttpResponse:
        content = self.get_export_data(file_format, request, rows)
        return file_answer(content, self.get_export_filename(request, rows, file_format))

    def get_import_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_import_context_data(**kwargs) | {"store": self.store}
        return found

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        name = self.opts.verbose_name
        if queryset.query.is_empty():
            return f"{name}-空白模板.xlsx"
        return f"{name}-{timezone.localdate():%Y%m%d}.{file_format.get_extension()}"

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        known = isinstance(e, UnreadableWorkbook)
        form.add_error(
            "import_file",
            str(e) if known else "无法读取这个文件，请用“下载模板”得到的表格填写后导入。",
        )

    def get_import_data_kwargs(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        # between dry run and confirmation someone may have changed what rows refer to: then nothing
        # is imported
        found: dict[str, Any] = super().get_import_data_kwargs(*args, **kwargs) | {
            "rollback_on_validation_errors": True
        }
        return found

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Carry out a table that was confirmed, once: a second click finds it gone."""
        try:
            with transaction.atomic():
                wait_turn(f"import {self.store}")
                found: HttpResponse = super().process_import(request, **kwargs)
                return found
        except FileNotFoundError:
            self.message_user(
                request,
                f"这张表格已经导入过了，或者放得太久没有确认；请看看{self.store}，缺了再导入一次。",
                messages.WARNING,
            )
        return self._to_import()

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            self.message_user(
                request,
                f"试导入以后{self.store}又有变动，这张表格没有导入，请再试导入一次。",
                messages.ERROR,
            )
            return self._to_import()
        found: HttpResponse = super().process_result(result, request)
        return found

    def _to_import(self) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    @admin.display(description="更新")
    def updated(self, row: CuratedRow) -> str:
        if not row.pk:
            return "—"
        when = timezone.localtime(row.updated_at).strftime("%Y-%m-%d %H:%M")
        return f"{when} {row.updated_by or ''}".strip()

    def report(self, request: HttpRequest, verb: str, count: int, state: str) -> None:
        """Say how many of the chosen rows an action changed; it changes those in ``state``."""
        name = self.opts.verbose_name
        if count:
            self.message_user(
                request, f"已{verb} {count} 条{name}，{self.effect}。", messages.SUCCESS
            )
        else:
            self.message_user(request, f"所选{name}中没有“{state}”的，未作改动。", messages.WARNING)
