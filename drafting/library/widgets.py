"""The cells of a curator's lists: from what people type to values, and back. A ValueError's message
is one Chinese sentence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Final

from import_export import fields, widgets

from drafting.common.workbooks.reading import UNSURE
from drafting.document.text import clean
from drafting.fields import split_tags
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase
from drafting.library.rules import lines_of
from drafting.library.services import KINDS

#: Characters of a cell: the longest field of a phrase takes as much as that of a point in a paper.
LONGEST_CELL: Final = 5_000


class Unsure(float):
    """A number of a workbook of which nobody knows how it was typed."""


class TextCell(widgets.Widget):
    """Text as typed, trimmed; a number that Excel made of it is text again. Raises ValueError for
    one that may have been another."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if isinstance(value, Unsure):
            raise ValueError(UNSURE)
        text = clean("" if value is None else str(value)).strip()
        if len(text) > LONGEST_CELL:
            said = f"有{len(text)}个字，最多{LONGEST_CELL}个，请检查是否粘贴错了内容。"
            raise ValueError(said)
        return text


class LinesCell(TextCell):
    """Lines of text, one under the other in the cell; blank ones are left out."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return "\n".join(lines_of(super().clean(value)))


class ChoiceCell(TextCell):
    """One of a closed list, written by its label; an empty cell means ``empty``, or is refused
    where that is None."""

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
    """Several of a closed list (or, without one, any words), written with 、 between them. A list
    that is kept in rows is read once for a table."""

    def __init__(
        self, choices: Sequence[tuple[str, Any]] | Callable[[], Sequence[tuple[str, Any]]] = ()
    ) -> None:
        super().__init__()
        self.choices = choices

    @cached_property
    def labels(self) -> dict[str, str]:
        """What people write, by the tag that is stored."""
        choices = self.choices() if callable(self.choices) else self.choices
        return {value: str(label) for value, label in choices}

    @cached_property
    def values(self) -> dict[str, str]:
        """The tags by what people write."""
        return {label: value for value, label in self.labels.items()}

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


class FrameworksCell(TextCell):
    """Frameworks by their keys."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Framework] | None = None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Framework]:  # type: ignore[override]
        keys = split_tags(str(value or ""))
        if not keys:
            return []
        if self._known is None:
            self._known = {row.key: row for row in Framework.objects.only("key")}
        if unknown := [key for key in keys if key not in self._known]:
            raise ValueError(f"没有标识为“{unknown[0]}”的框架。")
        return [self._known[key] for key in keys]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "、".join(sorted(row.key for row in value))


class FrameworksField(fields.Field):
    """The frameworks of a phrase: those that a row of a table names, until they are written."""

    @staticmethod
    def chosen(instance: Phrase) -> list[Framework]:
        """The frameworks that a phrase is to fit."""
        named: list[Framework] | None = getattr(instance, "_named_frameworks", None)
        if named is not None:
            return named
        return list(instance.frameworks.all()) if instance.pk else []

    def get_value(self, instance: Phrase) -> list[Framework]:
        return sorted(self.chosen(instance), key=lambda row: row.key)

    def save(self, instance: Phrase, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        instance._named_frameworks = self.clean(row, **kwargs)  # type: ignore[attr-defined]


class CategoryCell(TextCell):
    """A category of any kind by its code; None for an empty cell."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Any] | None = None

    def know(self, categories: Iterable[Any]) -> None:
        """Go by these categories, and not by the stored ones."""
        self._known = {row.code: row for row in categories}

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
