"""The form of a formulation in the dress of the product."""

from __future__ import annotations

from typing import Any

from django import forms

from drafting.proofing.forms import FormulationForm
from drafting.proofing.models import Formulation


class PageForm(FormulationForm):
    """The curator's form; the pattern, which few need, stands last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"


def stored_otherwise(stored: Formulation, typed: Formulation) -> list[tuple[str, str]]:
    """What is stored of a row where something else was typed, each with its label."""
    found = []
    for name in FormulationForm.Meta.fields:
        field: Any = Formulation._meta.get_field(name)
        now, other = getattr(stored, name), getattr(typed, name)
        if now != other:
            said = dict(field.flatchoices).get(now, now) if field.choices else now
            said = "、".join(said) if isinstance(said, tuple) else str(said)
            found.append((str(field.verbose_name), said or "（空）"))
    return found
