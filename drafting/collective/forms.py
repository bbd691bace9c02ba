"""Forms of the committee's comments: carry what was typed to the services."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.collective.models import LONGEST
from drafting.document.text import clean


class _Said(forms.CharField):
    """A text as it is typed; one that is too long is kept and refused with a sentence."""

    def __init__(self, label: str, rows: int, *, required: bool) -> None:
        super().__init__(
            label=label,
            required=required,
            strip=False,
            widget=forms.Textarea(attrs={"rows": rows, "class": "form-control"}),
            error_messages={"required": f"请写下{label}。"},
        )

    def clean(self, value: Any) -> str:
        text = clean(str(value)).strip() if value is not None else ""
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"{self.label}最多 {LONGEST} 个字，现有 {len(text)} 个字，请删减后再发出。"
            )
        super().clean(text)
        return text


class CommentForm(FieldSentences, forms.Form):
    """What a member says to a passage, or to the whole."""

    text = _Said("意见", 4, required=True)


class AnswerForm(FieldSentences, forms.Form):
    """How the writer dealt with a comment; may stay empty."""

    answer = _Said("说明", 2, required=False)
