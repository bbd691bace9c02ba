"""Phrases to and from the rows of a table (django-import-export). Nothing is saved unless every row is right."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.safestring import mark_safe
from import_export import fields, instance_loaders, resources, widgets

from accounts.codes import MemberKind, UnitType
from drafting.frameworks.models import MeetingKind
from drafting.library import services
from drafting.library.cells import (
    CategoryCell,
    CategoryField,
    ChoiceCell,
    DayCell,
    FrameworksCell,
    TagsCell,
    TextCell,
)
from drafting.library.models import Phrase
from drafting.library.services import phrase_faults

MAX_ROWS = 5000
_STYLE = re.compile(r' style="[^"]*"')
#: What the columns hold, in characters.
LONGEST = {"key": 20, "claim": 200, "line_of_work": 30}


def _column(name: str, label: str, widget: widgets.Widget) -> fields.Field:
    return fields.Field(attribute=name, column_name=label, widget=widget)


class PlainDiff(resources.Diff):
    """The preview's <ins> and <del> without style attributes, which the pages' security policy forbids."""

    def as_html(self) -> list[str]:
        # safe: the diff escapes every text itself, and only attributes are taken away
        return [mark_safe(_STYLE.sub("", cell)) for cell in super().as_html()]  # noqa: S308


class PhraseResource(resources.ModelResource):
    """The columns of the workbook; a row whose 编号 is known changes that phrase, any other is a new one."""

    key = _column("key", "编号", TextCell())
    part = _column("part", "用于", ChoiceCell(Phrase.Part.choices))
    category = CategoryField(attribute="category", column_name="分类", widget=CategoryCell())
    claim = _column("claim", "观点句", TextCell())
    elaboration = _column("elaboration", "表现或正文", TextCell())
    example = _column("example", "事例", TextCell())
    required_holes = _column("required_holes", "必填空项", TagsCell())
    meeting_kind = _column("meeting_kind", "会议类型", ChoiceCell(MeetingKind.choices, empty=""))
    frameworks = _column("frameworks", "适用框架", FrameworksCell())
    roles = _column("roles", "适用党员类别", TagsCell(MemberKind.choices))
    unit_types = _column("unit_types", "适用单位类型", TagsCell(UnitType.choices))
    line_of_work = _column("line_of_work", "工作条线", TextCell())
    depth = _column("depth", "层次", ChoiceCell(Phrase.Depth.choices, empty=Phrase.Depth.BEHAVIOUR))
    state = _column("state", "状态", ChoiceCell(Phrase.State.choices, empty=Phrase.State.DRAFT))
    expires_on = _column("expires_on", "停用日期", DayCell())

    class Meta:
        model = Phrase
        fields = (
            "key",
            "part",
            "category",
            "claim",
            "elaboration",
            "example",
            "required_holes",
            "meeting_kind",
            "frameworks",
            "roles",
            "unit_types",
            "line_of_work",
            "depth",
            "state",
            "expires_on",
        )
        import_id_fields = ("key",)
        instance_loader_class = instance_loaders.CachedInstanceLoader
        skip_unchanged = True
        report_skipped = False
        name = "表述"

    def get_diff_class(self) -> type[PlainDiff]:
        return PlainDiff

    def get_queryset(self) -> QuerySet[Phrase]:
        return Phrase.objects.select_related("problem", "cause", "measure").prefetch_related("frameworks")

    def filter_export(self, queryset: QuerySet[Phrase], **kwargs: Any) -> QuerySet[Phrase]:
        return queryset.select_related("problem", "cause", "measure").prefetch_related("frameworks")

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse a table that is not ours, before any row is looked at."""
        wanted = [field.column_name for field in self.get_import_fields()]
        headers = [str(header or "").strip() for header in dataset.headers or ()]
        if missing := [name for name in wanted if name not in headers]:
            dataset.wipe()
            raise ValueError(f"表格缺少“{'”“'.join(missing)}”列，请用“下载模板”得到的表格填写。")
        if len(dataset) > MAX_ROWS:
            count = len(dataset)
            dataset.wipe()
            raise ValueError(f"一次最多导入 {MAX_ROWS} 行，这个文件有 {count} 行。")
        dataset.headers = headers
        keys = Counter(str(key).strip() for key in dataset["编号"] if key)
        if twice := [key for key, count in keys.items() if count > 1]:
            dataset.wipe()
            raise ValueError(f"编号“{'”“'.join(twice[:5])}”在表格里出现了不止一次。")

    def import_instance(self, instance: Phrase, row: Any, **kwargs: Any) -> None:
        """Set the values of a row; raises ValidationError with every fault of the row, each naming its column."""
        if not any(value not in (None, "") for value in row.values()):
            return
        faults: dict[str, str] = {}
        for field in self.get_import_fields():
            try:
                if isinstance(field.widget, FrameworksCell):
                    field.clean(row)
                else:
                    self.import_field(field, instance, row, **kwargs)
            except ValueError as error:
                faults[field.attribute] = str(error)
        if "part" not in faults:
            faults = phrase_faults(instance) | faults
        for name, longest in LONGEST.items():
            if len(getattr(instance, name)) > longest:
                faults[name] = f"不能超过{longest}个字符。"
        labels = {field.attribute: field.column_name for field in self.get_import_fields()}
        if faults:
            raise ValidationError(
                [f"{label}：{faults[name]}" for name, label in labels.items() if name in faults]
            )

    def skip_row(
        self, instance: Phrase, original: Phrase, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """Blank rows are passed over, but counted: the numbers in messages are those that the sheet shows."""
        blank = not any(value not in (None, "") for value in row.values())
        return blank or super().skip_row(instance, original, row, import_validation_errors)

    def before_save_instance(self, instance: Phrase, row: Any, **kwargs: Any) -> None:
        instance._imported_by = kwargs["user"]  # type: ignore[attr-defined]

    def do_instance_save(self, instance: Phrase, is_create: bool) -> None:
        services.save_phrase(instance, by=instance._imported_by)  # type: ignore[attr-defined]
