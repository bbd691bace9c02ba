"""What the tables of a curator's lists have in common (django-import-export). Nothing is saved unless every row is right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.safestring import mark_safe
from import_export import fields, instance_loaders, resources, widgets

from accounts.models import User

MAX_ROWS = 5000
_STYLE = re.compile(r' style="[^"]*"')


def column(name: str, label: str, widget: widgets.Widget) -> fields.Field:
    """A column: the attribute of the row, its header, what reads and writes its cells."""
    return fields.Field(attribute=name, column_name=label, widget=widget)


class PlainDiff(resources.Diff):
    """The preview's <ins> and <del> without style attributes, which the pages' security policy forbids."""

    def as_html(self) -> list[str]:
        # safe: the diff escapes every text itself, and only attributes are taken away
        return [mark_safe(_STYLE.sub("", cell)) for cell in super().as_html()]  # noqa: S308


class ListResource(resources.ModelResource):
    """A row whose 编号 is known changes that one, any other is a new one."""

    class Meta:
        import_id_fields = ("key",)
        instance_loader_class = instance_loaders.CachedInstanceLoader
        skip_unchanged = True
        report_skipped = False

    def get_diff_class(self) -> type[PlainDiff]:
        return PlainDiff

    def faults(self, instance: Any, unreadable: Mapping[str, str]) -> dict[str, str]:
        """What is wrong with a row as a whole, by attribute; ``unreadable`` are the cells that could not be read."""
        raise NotImplementedError

    def keep(self, instance: Any, by: User) -> None:
        """Save a row that is right."""
        raise NotImplementedError

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

    def import_instance(self, instance: Model, row: Any, **kwargs: Any) -> None:
        """Set the values of a row; raises ValidationError with every fault of the row, each naming its column."""
        if not any(value not in (None, "") for value in row.values()):
            return
        faults: dict[str, str] = {}
        for field in self.get_import_fields():
            try:
                if isinstance(field.widget, widgets.ManyToManyWidget):
                    field.clean(row)  # set once the row is saved
                else:
                    self.import_field(field, instance, row, **kwargs)
            except ValueError as error:
                faults[field.attribute] = str(error)
        faults = self.faults(instance, faults) | faults
        labels = {field.attribute: field.column_name for field in self.get_import_fields()}
        for field in instance._meta.fields:
            longest = field.max_length if field.name in labels else None
            if longest and len(field.get_prep_value(getattr(instance, field.name))) > longest:
                faults[field.name] = f"不能超过{longest}个字符。"
        if faults:
            raise ValidationError(
                [f"{label}：{faults[name]}" for name, label in labels.items() if name in faults]
            )

    def skip_row(
        self, instance: Model, original: Model, row: Any, import_validation_errors: Any = None
    ) -> bool:
        """Blank rows are passed over, but counted: the numbers in messages are those that the sheet shows."""
        blank = not any(value not in (None, "") for value in row.values())
        return blank or super().skip_row(instance, original, row, import_validation_errors)

    def before_save_instance(self, instance: Model, row: Any, **kwargs: Any) -> None:
        instance._imported_by = kwargs["user"]  # type: ignore[attr-defined]

    def do_instance_save(self, instance: Model, is_create: bool) -> None:
        self.keep(instance, instance._imported_by)  # type: ignore[attr-defined]
