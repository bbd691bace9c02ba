"""What a person chooses when asking for a file."""

from __future__ import annotations

from django import forms

from drafting.rendering.models import ExportJob
from drafting.rendering.styles import STYLES


class ExportForm(forms.Form):
    """版式 and kind of copy; the page writes the fields itself."""

    style = forms.ChoiceField(
        choices=[(style.key, style.label) for style in STYLES.values()],
        error_messages={"required": "请选择版式。", "invalid_choice": "没有这种版式，请重新选择。"},
    )
    copy = forms.ChoiceField(
        choices=ExportJob.Copy.choices,
        error_messages={"required": "请选择生成正式稿还是草稿。", "invalid_choice": "只能生成正式稿或草稿。"},
    )

    def error_sentence(self) -> str:
        """The first thing that is wrong."""
        return str(next(iter(self.errors.values()))[0])
