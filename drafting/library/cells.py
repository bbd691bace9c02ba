"""The cells of a curator's lists: from what people type to values, and back. A ValueError's message is one Chinese sentence."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from import_export import fields, widgets

from drafting.document.text import clean
from drafting.fields import split_tags
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase
from drafting.library.services import KINDS


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
    """A category of any kind by its code; None for an empty cell."""

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
