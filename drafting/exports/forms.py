"""What a person chooses when asking for a file."""

from __future__ import annotations

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.exports.models import ExportJob
from drafting.rendering.formats import DEFAULT_FORMAT, DOWNLOADS
from drafting.rendering.styles import STYLES


class ExportForm(FieldSentences, forms.Form):
    """版式, kind of copy and format; the page writes the fields itself, and no format where there is
    only one."""

    style = forms.ChoiceField(
        choices=[(style.key, style.label) for style in STYLES.values()],
        error_messages={"required": "请选择版式。", "invalid_choice": "没有这种版式，请重新选择。"},
    )
    copy = forms.ChoiceField(
        choices=ExportJob.Copy.choices,
        error_messages={
            "required": "请选择生成正式稿还是草稿。",
            "invalid_choice": "只能生成正式稿或草稿。",
        },
    )

    format = forms.ChoiceField(
        choices=[(output.key, output.label) for output in DOWNLOADS.values()],
        required=False,
        error_messages={"invalid_choice": "没有这种文件格式，请重新选择。"},
    )

    def clean_format(self) -> str:
        """The default where none was sent. Raises ValidationError for one that this machine does not
        make."""
        key: str = self.cleaned_data["format"] or DEFAULT_FORMAT.key
        if obstacle := DOWNLOADS[key].obstacle():
            raise forms.ValidationError(obstacle)
        return key

    def error_sentence(self) -> str:
        """The first thing that is wrong."""
        return str(next(iter(self.errors.values()))[0])
