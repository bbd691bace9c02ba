"""Phrases to and from the rows of a table (django-import-export). Nothing is saved unless every row is right."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export import fields, instance_loaders, resources, widgets

from accounts.codes import MemberKind, UnitType
from drafting.document.text import clean
from drafting.fields import split_tags
from drafting.frameworks.models import Framework, MeetingKind
from drafting.library import services
from drafting.library.models import Phrase
from drafting.library.services import KINDS, phrase_faults

MAX_ROWS = 5000
#: What the columns hold, in characters.
LONGEST = {"key": 20, "claim": 200, "line_of_work": 30}


class TextCell(widgets.Widget):
    """Text as typed, trimmed; a number that Excel made of it is text again."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return clean("" if value is None else str(value)).strip()


class ChoiceCell(TextCell):
    """One of a closed list, written by its label; an empty cell means ``empty``, or is refused where that is None."""

    def __init__(self, choices: Sequence[tuple[str, Any]], empty: str | None = None) -> None:
        super().__init__()
        self.labels = {value: str(label) for value, label in choices}
        self.values = {label: value for value, label in self.labels.items()}
        self.empty = empty

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = super().clean(value)
        if not text:
            if self.empty is None:
                raise ValueError(f"不能为空，可填{'、'.join(self.values)}。")
            return self.empty
        if text not in self.values:
            raise ValueError(f"没有“{text}”，可填{'、'.join(self.values)}。")
        return self.values[text]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.labels.get(value, "")


class TagsCell(TextCell):
    """Several of a closed list (or, without one, any words), written with 、 between them."""

    def __init__(self, choices: Sequence[tuple[str, Any]] = ()) -> None:
        super().__init__()
        self.labels = {value: str(label) for value, label in choices}
        self.values = {label: value for value, label in self.labels.items()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> tuple[str, ...]:  # type: ignore[override]
        tags = split_tags(super().clean(value))
        if not self.values:
            return tags
        if unknown := [tag for tag in tags if tag not in self.values]:
            raise ValueError(f"没有“{unknown[0]}”，可填{'、'.join(self.values)}。")
        chosen = {self.values[tag] for tag in tags}
        return tuple(value for value in self.labels if value in chosen)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "、".join(self.labels.get(tag, tag) for tag in value or ())


class DayCell(TextCell):
    """A day: a date of Excel or text like 2026-12-31."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:  # type: ignore[override]
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        text = super().clean(value)
        if not text:
            return None
        try:
            return datetime.date.fromisoformat(text.replace("/", "-").replace(".", "-"))
        except ValueError:
            raise ValueError(f"“{text}”不是日期，请写成 2026-12-31 的样子。") from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""


class FrameworksCell(widgets.ManyToManyWidget):
    """Frameworks by their keys."""

    def __init__(self) -> None:
        super().__init__(Framework, separator="、", field="key")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Framework]:
        keys = split_tags(str(value or ""))
        found = {row.key: row for row in Framework.objects.filter(key__in=keys)} if keys else {}
        if unknown := [key for key in keys if key not in found]:
            raise ValueError(f"没有标识为“{unknown[0]}”的框架。")
        return list(found.values())

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if obj is None and getattr(value, "instance", None) is not None and value.instance.pk is None:
            return ""
        return "、".join(sorted(row.key for row in value.all())) if value is not None else ""


class CategoryCell(TextCell):
    """A category of any kind by its code; gives (kind, row) or None."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Any] | None = None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        code = super().clean(value).split(" ")[0].upper()
        if not code:
            return None
        if self._known is None:
            self._known = {row.code: row for model in KINDS.values() for row in model.objects.all()}
        if code not in self._known:
            raise ValueError(f"没有代码为“{code}”的分类。")
        return self._known[code]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.code if value else ""


class CategoryField(fields.Field):
    """One column for three foreign keys."""

    def save(self, instance: Phrase, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        category = self.clean(row, **kwargs)
        for name, model in KINDS.items():
            setattr(instance, name, category if isinstance(category, model) else None)


def _column(name: str, label: str, widget: widgets.Widget) -> fields.Field:
    return fields.Field(attribute=name, column_name=label, widget=widget)


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
