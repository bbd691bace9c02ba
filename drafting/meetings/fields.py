"""Fields of the meeting forms, and the boxes of the page in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

#: As a date field sends it, and as people type it where there is none.
DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")


@dataclass(frozen=True, slots=True)
class FormSection:
    """A box of the form: id and text of its heading, and the names of its fields, line by line.
    ``read_out``: the heading is for screen readers alone."""

    key: str
    heading: str
    lines: tuple[tuple[str, ...], ...]
    read_out: bool = False


class LevelsWidget(forms.RadioSelect):
    """Radio buttons of which some cannot be chosen; the sentence under them says why."""

    closed: frozenset[int] = frozenset()

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if int(option["value"]) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class NumberField(forms.IntegerField):
    """A whole number from 0 to ``most``; an empty field means 0, that is, no limit."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        said = f"请填写 0 到 {most} 之间的整数。"
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), said)
        super().__init__(
            required=False, min_value=0, max_value=most, error_messages=errors, **kwargs
        )

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0
