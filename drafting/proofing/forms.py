"""The curator's forms: one formulation, and what a batch was compared with."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.document.text import clean
from drafting.proofing.formulation_services import formulation_faults
from drafting.proofing.models import Formulation


class FormulationForm(FieldSentences, forms.ModelForm):
    """A formulation, its fields checked against one another."""

    class Meta:
        model = Formulation
        fields = (
            "kind", "text", "use", "items", "since", "until", "level", "source", "note", "pattern",
            "state",
        )  # fmt: skip
        widgets = {"source": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
        error_messages = {
            "kind": {"required": "请选择是哪一类。"},
            "text": {"required": "请写出提法。"},
            "source": {"required": "请写明出自哪个文件、哪次会议。"},
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("text", "use", "source", "note"):
            if name in data:
                data[name] = clean(data[name]).strip()
        return data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "kind" not in self.cleaned_data:
            return
        for field, reason in formulation_faults(self.instance).items():
            if field not in self.errors:
                self.add_error(field, reason)


class ConfirmForm(FieldSentences, forms.Form):
    """What the chosen rows were compared with."""

    source = forms.CharField(
        label="核对所依据的文件",
        max_length=200,
        help_text="写明文件名称和文号，或者会议名称和日期。",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
