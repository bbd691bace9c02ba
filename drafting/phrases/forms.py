"""The form of a phrase on its card."""

from __future__ import annotations

from typing import Any

from django import forms

from drafting.library.forms import PhraseForm
from drafting.library.models import Phrase

_ROWS = {"claim": 2, "elaboration": 4, "example": 3, "questions": 4}


class CardForm(PhraseForm):
    """The curator's form in the dress of the product, without the frameworks, which the card leaves
    as they are."""

    class Meta(PhraseForm.Meta):
        fields: Any = tuple(name for name in PhraseForm.Meta.fields if name != "frameworks")
        widgets: Any = {
            **{name: forms.Textarea(attrs={"rows": rows}) for name, rows in _ROWS.items()},
            "expires_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # two cards of a list may be open
        self.auto_id = f"id_{self.instance.pk}_%s" if self.instance.pk else "id_%s"
        self.fields["expires_on"].error_messages["invalid"] = (
            "日期不对，请写成 2026-12-31 这样，也可以不填。"
        )
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
            elif not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "form-control"

    def texts(self) -> list[forms.BoundField]:
        """The fields of what a member is shown."""
        return [self[name] for name in Phrase.TEXTS]

    def choices(self) -> list[forms.BoundField]:
        """The short fields of what is said of it."""
        names = ("help", "depth", "meeting_kind", "line_of_work", "required_holes", "expires_on")
        return [self[name] for name in names]
