"""A lean crispy layout field: label, control, live count and error are written as they stand, without a
template for each widget.

Measured beforehand (decision 0005): four fifths of a crispy formset's time goes into its field
templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from crispy_forms.layout import LayoutObject
from django.forms import BaseForm, Select, Textarea
from django.utils.safestring import SafeString, mark_safe

from drafting.document.text import characters

#: Han characters that fit on a line of a text field at the usual width; only the first height of
#: the field hangs on it.
PER_LINE = 38


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """A field as a page of the wizard writes it: ``field`` is its name in the node, ``name`` that in
    the form. A ``most`` of 0 sets no limit; ``rows`` of 0 makes it a line, not a text; ``options``
    make it a choice. No text is escaped yet, but ``options``."""

    name: str
    field: str
    label: str
    value: str
    rows: int = 0
    one_line: bool = False
    most: int = 0
    placeholder: str = ""
    help: str = ""
    errors: Iterable[str] = ()
    counted: bool = True
    options: SafeString | None = None

    def html(self) -> SafeString:
        """The field as HTML."""
        errors = [*self.errors]
        field, key = escape(self.field), f"id_{escape(self.name)}"
        named = f'name="{escape(self.name)}" id="{key}"'
        count = ""
        if self.counted and self.options is None:
            most = f"/{self.most}" if self.most else ""
            count = f'<span class="f-count"><span data-count="{key}">{characters(self.value)}</span>{most} 字</span>'
        more = f' data-field="{field}"'
        more += " data-one-line" if self.one_line else ""
        more += f' data-max="{self.most}"' if self.most else ""
        more += f' placeholder="{escape(self.placeholder)}"' if self.placeholder else ""
        more += f' aria-invalid="true" aria-describedby="{key}_error"' if errors else ""
        value = escape(self.value)
        if self.options is not None:
            control = (
                f'<select class="form-select" {named} data-field="{field}">{self.options}</select>'
            )
        elif self.rows:
            # the first line break after the tag is none of the text
            control = (
                f'<div class="hl"><textarea class="form-control" {named} rows="{self.rows}"{more}>'
                f"\n{value}</textarea></div>"
            )
        else:
            control = f'<div class="hl"><input class="form-control" type="text" {named} value="{value}"{more}></div>'
        said = "".join(f'<p class="f-error" id="{key}_error">{escape(one)}</p>' for one in errors)
        said += f'<p class="f-help">{escape(self.help)}</p>' if self.help else ""
        whole = (
            f'<div class="f f-{field}{" f-bad" if errors else ""}">'
            f'<div class="f-head"><label for="{key}">{escape(self.label)}</label>{count}</div>'
            f"{control}{said}</div>\n"
        )
        return mark_safe(whole)  # noqa: S308 (each value is escaped above)


class LeanField(LayoutObject):
    """One field of a form: label, control, live count, error. ``rows`` is the least height in
    lines."""

    def __init__(
        self, name: str, *, rows: int = 1, placeholder: str = "", counted: bool = True
    ) -> None:
        self.fields = [name]
        self.name = name
        self.rows = rows
        self.placeholder = placeholder
        self.counted = counted

    def render(
        self, form: BaseForm, context: Any, template_pack: Any = None, **kwargs: Any
    ) -> SafeString:
        """The field as HTML."""
        field = form.fields[self.name]
        value = form[self.name].value() or ""
        rendered = getattr(form, "rendered_fields", None)
        if rendered is not None:
            rendered.add(self.name)
        is_select = isinstance(field.widget, Select)
        lines = sum(len(line) // PER_LINE + 1 for line in value.split("\n"))
        part = FieldPart(
            name=form.add_prefix(self.name),
            field=self.name,
            label=str(field.label),
            value=value,
            rows=max(self.rows, lines) if isinstance(field.widget, Textarea) else 0,
            one_line=isinstance(field.widget, Textarea) and self.rows == 1,
            most=getattr(field, "max_length", None) or 0,
            placeholder=self.placeholder,
            help=str(field.help_text),
            errors=[str(one) for one in form.errors.get(self.name, [])] if form.is_bound else (),
            counted=self.counted,
            options=_options(field.widget.choices, value) if is_select else None,
        )
        return part.html()


def _options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    tags = [
        f'<option value="{escape(code)}"{" selected" if code == chosen else ""}>{escape(name)}</option>'
        for code, name in choices
    ]
    return mark_safe("".join(tags))  # noqa: S308 (each value escaped above)
