"""What the tables of a curator's lists have in common (django-import-export). Nothing is saved
unless every row is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from import_export import fields, instance_loaders, resources, widgets
from import_export.results import Result, RowResult

from accounts.models import User
from drafting.library.cell_changes import marked
from drafting.library.curated_rows import FreeKeys, hold_keys
from drafting.library.widgets import TextCell

MAX_ROWS = 5000


def column(name: str, label: str, widget: widgets.Widget) -> fields.Field:
    """A column: the attribute of the row, its header, what reads and writes its cells."""
    return fields.Field(attribute=name, column_name=label, widget=widget)


class ListResource(resources.ModelResource):
    """A row whose 编号 is known changes that one, any other is a new one. The rows are written
    together by ``keep_many`` when all are right; a dry run writes nothing."""

    #: Whether the rows are only looked at.
    dry_run = False

    class Meta:
        import_id_fields = ("key",)
        use_bulk = True
        instance_loader_class = instance_loaders.CachedInstanceLoader
        report_skipped = False
        # all rows together after the last one
        batch_size = None

    def faults(self, instance: Any, unreadable: Mapping[str, str]) -> dict[str, str]:
        """What is wrong with a row as a whole, by attribute; ``unreadable`` are the cells that
        could not be read."""
        raise NotImplementedError

    def prefix(self, instance: Any) -> str:
        """How the key of a new row begins."""
        raise NotImplementedError

    def keep_many(self, instances: Sequence[Any], by: User) -> None:
        """Save all rows, which are right and have their keys."""
        raise NotImplementedError

    def prepare(self, instance: Any) -> None:
        """Give a row that is right what it has besides its cells, before any is written."""
        if not instance.key:
            instance.key = self._keys.give(self.prefix(instance))

    @cached_property
    def _keys(self) -> FreeKeys:
        model = self._meta.model
        if not self.dry_run:
            hold_keys(model)
        return FreeKeys(model, reserved=self._written_out)

    def import_data(
        self, dataset: Any, dry_run: bool = False, raise_errors: bool = False, **kwargs: Any
    ) -> Result:
        """All rows, or none where one is wrong."""
        self.dry_run = dry_run
        if dry_run:
            # without a transaction: nobody has to wait until a table was looked at
            kwargs.pop("rollback_on_validation_errors", None)
            return self.import_data_inner(dataset, dry_run, raise_errors, False, False, **kwargs)
        return super().import_data(dataset, dry_run, raise_errors, **kwargs)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse a table that is not ours, before any row is looked at."""
        headers = [str(header or "").strip() for header in dataset.headers or ()]
        fault = self._fault_of_shape(headers, len(dataset))
        if not fault:
            dataset.headers = headers
            fault = _fault_of_keys(dataset["编号"])
        if fault:
            dataset.wipe()
            raise ValueError(fault)
        read = TextCell().clean
        self._written_out = {key for cell in dataset["编号"] if (key := read(cell))}

    def _fault_of_shape(self, headers: Sequence[str], count: int) -> str:
        """Why a table with these columns and so many rows is not ours; empty where it may be."""
        wanted = [field.column_name for field in self.get_import_fields()]
        if missing := [name for name in wanted if name not in headers]:
            return f"表格缺少“{'”“'.join(missing)}”列，请用“下载模板”得到的表格填写。"
        if count > MAX_ROWS:
            return f"一次最多导入 {MAX_ROWS} 行，这个文件有 {count} 行。"
        return ""

    def import_instance(self, instance: Model, row: Any, **kwargs: Any) -> None:
        """Set the values of a row; raises ValidationError with every fault of the row, each naming
        its column."""
        if _is_blank(row):
            return
        unreadable = self._set_cells(instance, row, **kwargs)
        labels = {field.attribute: field.column_name for field in self._columns}
        faults = self.faults(instance, unreadable) | unreadable | _too_long(instance, labels)
        if faults:
            raise ValidationError(
                [f"{label}：{faults[name]}" for name, label in labels.items() if name in faults]
            )

    @cached_property
    def _columns(self) -> list[fields.Field]:
        columns: list[fields.Field] = self.get_import_fields()
        return columns

    def _set_cells(self, instance: Model, row: Any, **kwargs: Any) -> dict[str, str]:
        """Set the values of a row; what is wrong with the cells that cannot be read, by
        attribute."""
        faults: dict[str, str] = {}
        for field in self._columns:
            try:
                self.import_field(field, instance, row, **kwargs)
            except ValueError as error:
                faults[field.attribute] = str(error)
        return faults

    def cells_of(self, instance: Any) -> dict[str, str]:
        """What the cells of a row say, by column."""
        return {column.column_name: str(column.export(instance) or "") for column in self._columns}

    def take_cells(self, instance: Any, cells: Mapping[str, str]) -> list[str]:
        """Set the values of a row by what its cells say; what is wrong with them, each sentence
        with its column."""
        row = {column.column_name: cells.get(column.column_name, "") for column in self._columns}
        try:
            self.import_instance(instance, row)
        except ValidationError as error:
            return list(error.messages)
        return []

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> RowResult:
        """What became of a row. As the library does it, but by the values that the row had in place
        of copies of it."""
        found = self.get_row_result_class()()
        try:
            self._import_row(found, row, instance_loader, **kwargs)
        except ValidationError as error:
            found.import_type, found.validation_error = RowResult.IMPORT_TYPE_INVALID, error
        except Exception as error:
            found.import_type = RowResult.IMPORT_TYPE_ERROR
            number = kwargs["row_number"]
            found.errors.append(self.get_error_result_class()(error, row=row, number=number))
        return found

    def _import_row(self, found: RowResult, row: Any, loader: Any, **kwargs: Any) -> None:
        instance, new = self.get_or_init_instance(loader, row)
        columns = self._columns
        before = [column.get_value(instance) for column in columns]
        shown = [column.export(instance) for column in columns] if self.dry_run else []
        try:
            self.import_instance(instance, row, **kwargs)
        except ValidationError as error:
            raise ValidationError(error.update_error_dict({})) from None
        found.instance = instance
        # blank rows are passed over, but counted: the numbers in messages are those of the sheet
        if _is_blank(row) or [column.get_value(instance) for column in columns] == before:
            found.import_type = RowResult.IMPORT_TYPE_SKIP
            return
        found.import_type = RowResult.IMPORT_TYPE_NEW if new else RowResult.IMPORT_TYPE_UPDATE
        self.prepare(instance)
        self._by = kwargs["user"]
        self.create_instances.append(instance)
        if self.dry_run:
            after = [column.export(instance) for column in columns]
            found.diff = [marked(*cell, new=new) for cell in zip(shown, after, strict=True)]

    def bulk_create(
        self,
        using_transactions: bool,
        dry_run: bool,
        raise_errors: bool,
        batch_size: int | None = None,
        result: Any = None,
    ) -> None:
        """Write what has been collected, new rows and changed ones; the library asks for it after
        the last row."""
        rows = list(self.create_instances)
        self.create_instances.clear()
        if dry_run or not rows:
            return
        try:
            self.keep_many(rows, self._by)
        except Exception as error:
            self.handle_import_error(result, error, raise_errors)


def _is_blank(row: Any) -> bool:
    return all(value in (None, "") for value in row.values())


def _fault_of_keys(cells: Sequence[Any]) -> str:
    """That a number stands in several rows, or is none that can be trusted; empty where neither is
    so."""
    read, keys = TextCell().clean, Counter[str]()
    for row, cell in enumerate(cells, 2):
        try:
            keys[read(cell)] += 1
        except ValueError as error:
            return f"第 {row} 行的编号{error}"
    del keys[""]
    twice = [key for key, count in keys.items() if count > 1]
    return f"编号“{'”“'.join(twice[:5])}”在表格里出现了不止一次。" if twice else ""


def _too_long(instance: Model, attributes: Collection[str]) -> dict[str, str]:
    """What is wrong with those of the attributes that are longer than the database takes."""
    limited = [
        (field, field.max_length)
        for field in instance._meta.fields
        if field.name in attributes and field.max_length
    ]
    return {
        field.name: f"不能超过{longest}个字符。"
        for field, longest in limited
        if len(field.get_prep_value(getattr(instance, field.name))) > longest
    }
