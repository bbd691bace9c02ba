"""The upload of a list of members: it checks and carries; services read and write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.roster.archive import MOST_BYTES, TOO_LARGE, UnreadableRoster
from accounts.roster.sheet import Sheet, read_sheet


class RosterForm(forms.Form):
    """One file; `sheet` are its rows once the form is valid."""

    file = forms.FileField(
        error_messages={
            "required": "请先选择要导入的 .xlsx 文件。",
            "empty": "文件是空的，请检查是不是选错了文件。",
            "invalid": "没有收到文件，请重新选择。",
            "missing": "没有收到文件，请重新选择。",
        },
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        # Before it is read: until now it lies in a temporary file.
        if upload.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        try:
            self.sheet: Sheet = read_sheet(upload.read(), upload.name or "")
        except UnreadableRoster as error:
            raise ValidationError(str(error)) from None
        return upload
