"""A lean crispy layout field: the widget's tag is written by one small template instead of Django's widget machinery.

Measured beforehand (measured.md, Web): four fifths of a crispy formset's time goes into its field templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.layout import LayoutObject
from django.forms import BaseForm, Select, Textarea
from django.template import Context
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from drafting.document.text import characters

TEMPLATE = "drafting/wizard/_field.html"
#: Han characters that fit on a line of a text field at the usual width; only the first height of the field hangs on it.
PER_LINE = 38


class LeanField(LayoutObject):
    """One field of a form: label, control, live count, error. ``rows`` is the least height in lines."""

    def __init__(self, name: str, *, rows: int = 1, placeholder: str = "", counted: bool = True) -> None:
        self.fields = [name]
        self.name = name
        self.rows = rows
        self.placeholder = placeholder
        self.counted = counted

    def render(self, form: BaseForm, context: Any, template_pack: Any = None, **kwargs: Any) -> SafeString:
        """The field as HTML."""
        field = form.fields[self.name]
        bound = form[self.name]
        value = bound.value() or ""
        rendered = getattr(form, "rendered_fields", None)
        if rendered is not None:
            rendered.add(self.name)
        is_select = isinstance(field.widget, Select)
        is_text = isinstance(field.widget, Textarea)
        lines = sum(len(line) // PER_LINE + 1 for line in value.split("\n")) if is_text else 1
        values = {
            "kind": "select" if is_select else ("textarea" if is_text else "input"),
            "name": bound.html_name,
            "id": f"id_{bound.html_name}",
            "field": self.name,
            "label": field.label,
            "help": field.help_text,
            "value": value,
            "rows": max(self.rows, lines),
            "max": getattr(field, "max_length", None),
            "placeholder": self.placeholder,
            "options": _options(field.widget.choices, value) if is_select else "",
            "errors": bound.errors if form.is_bound else (),
            "counted": self.counted and not is_select,
            "count": characters(value) if self.counted and not is_select else 0,
        }
        return _template().render(Context(values))


def _template() -> Any:
    """The field's template, from the loader's cache; rendered without context processors, which cost more than the field."""
    return cast("Any", get_template(TEMPLATE)).template


def _options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    tags = [
        f'<option value="{conditional_escape(code)}"{" selected" if code == chosen else ""}>{conditional_escape(name)}</option>'
        for code, name in choices
    ]
    return mark_safe("".join(tags))  # noqa: S308 (each value escaped above)
