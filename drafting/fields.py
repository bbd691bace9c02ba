"""Fields that several rooms use: a set of short tags in one text column, so that SQLite and
PostgreSQL filter on it alike (a JSON column they do not), and a day in a form that has come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Contains
from django.utils import timezone

_SEPARATORS = re.compile(r"[,，、;；\s]+")


def split_tags(text: str) -> tuple[str, ...]:
    """Tags typed by hand: parted by 、 comma, semicolon or blanks; repetitions left out, order
    kept."""
    return tuple(dict.fromkeys(tag for tag in _SEPARATORS.split(text) if tag))


@lru_cache(maxsize=1000)
def _read(stored: str) -> tuple[str, ...]:
    # a table of thousands of rows has a few dozen sets of tags
    return tuple(stored.strip(",").split(","))


def labels(row: models.Model, name: str) -> str:
    """The tags of a row's field ``name`` as a reader sees them, with 、 between them."""
    field = row._meta.get_field(name)
    known = field.known() if isinstance(field, TagsField) else {}
    tags = set(getattr(row, name))
    return "、".join(
        [
            *(text for tag, text in known.items() if tag in tags),
            *(tag for tag in getattr(row, name) if tag not in known),
        ]
    )


class TagsFormField(forms.MultipleChoiceField):
    """Checkboxes for a closed list of tags; gives a tuple."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(super().clean(value))


class TagsTextField(forms.CharField):
    """One line for tags of an open list, written with 、 between them; gives a tuple."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "、".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        return split_tags(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(initial or ()) != split_tags(data or "")


class TagsField(models.CharField):
    """Stores ``("leader", "member")`` as ``,leader,member,`` and gives it back as a tuple; no tags
    are the empty string.

    ``options`` are (tag, label) pairs that limit what a form accepts, or what gives them when it is
    asked; without them any tag is taken. They are no part of the column, so a new tag needs no
    migration. Tags are stored in the order of the options or, where those are rows, as ``order``
    says, others after them. Filter with ``field__has="leader"``; nobody's tags with ``field=()``.
    """

    def __init__(
        self,
        *args: Any,
        options: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]] = (),
        order: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        self.options = options if callable(options) else tuple(options)
        self.order = tuple(order) if callable(options) else tuple(tag for tag, _ in options)
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", ())
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        tags = split_tags(value) if isinstance(value, str) else tuple(dict.fromkeys(value))
        # one spelling of a set, so that equal sets are equal: tags of a closed list in the list's
        # order
        rank = {tag: position for position, tag in enumerate(self.order)}
        return (
            tuple(sorted(tags, key=lambda tag: (rank.get(tag, len(rank)), tag))) if rank else tags
        )

    def known(self) -> dict[str, str]:
        """The labels of the options by tag; empty for an open list."""
        return dict(self.options() if callable(self.options) else self.options)

    def from_db_value(self, value: str | None, *_args: Any) -> tuple[str, ...]:
        return _read(value) if value else ()

    def get_prep_value(self, value: Any) -> str:
        tags = self.to_python(value)
        return f",{','.join(tags)}," if tags else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Iterable[str], model_instance: models.Model | None) -> None:
        known = self.known()
        unknown = [tag for tag in value if known and tag not in known]
        if unknown:
            raise ValidationError(f"没有“{unknown[0]}”这个选项。", code="unknown")

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs: Any) -> forms.Field:
        common: dict[str, Any] = {
            "label": self.verbose_name,
            "required": not self.blank,
            "help_text": self.help_text,
        }
        if self.options:
            return TagsFormField(choices=self.options, **common)
        return TagsTextField(**common)


@TagsField.register_lookup
class Has(Contains):
    """``roles__has="leader"``: the tag is among the row's tags."""

    lookup_name = "has"
    prepare_rhs = False

    def get_prep_lookup(self) -> str:
        return f",{self.rhs},"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["contains"] % rhs)


class PastDayField(forms.DateField):
    """A day in a form, up to today: what happened or was said by then. One after it is refused with
    a sentence, and stays as it was typed."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise ValidationError("日期不能晚于今天，请核对年份和月份，也可以不填。")
