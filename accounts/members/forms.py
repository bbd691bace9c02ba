"""The forms of the list of members: they check and carry; services read and write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.field_sentences import FieldSentences
from accounts.roster.sheet import Sheet, read_sheet
from drafting.common.workbooks.archive import MOST_BYTES, UnreadableWorkbook, too_large


class RosterForm(FieldSentences, forms.Form):
    """One file; `sheet` are its rows once the form is valid."""

    file = forms.FileField(
        label="选择文件",
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
            raise ValidationError(too_large("名单"))
        try:
            self.sheet: Sheet = read_sheet(upload.read(), upload.name or "")
        except UnreadableWorkbook as error:
            raise ValidationError(str(error)) from None
        return upload


class PersonForm(FieldSentences, forms.Form):
    """One person, as a row of a list of members would have them; what the row says is checked where
    lists are (`accounts.roster`)."""

    name = forms.CharField(
        label="姓名", max_length=50,
        error_messages={"required": "请填写姓名。", "max_length": "姓名最多 50 个字。"},
    )  # fmt: skip
    username = forms.CharField(
        label="用户名", max_length=150, required=False,
        help_text="登录用。不填的，系统按姓名拼音拟一个，增加以前给您看。",
        error_messages={"max_length": "用户名最多 150 个字符。"},
    )  # fmt: skip
    role = forms.ChoiceField(label="角色")
    member_kind = forms.MultipleChoiceField(
        label="党员类型", widget=forms.CheckboxSelectMultiple,
        help_text="可以选几项，如既是预备党员又是学生党员。",
    )  # fmt: skip
    position = forms.CharField(
        label="职务", max_length=50, required=False, help_text="行政或业务职务，可以不填。",
        error_messages={"max_length": "职务最多 50 个字。"},
    )  # fmt: skip
    group = forms.ChoiceField(label="党小组", required=False)

    def __init__(self, choices: Mapping[str, Sequence[str]], data: QueryDict | None = None) -> None:
        """``choices``: of the fields that are chosen, the words of the list."""
        super().__init__(data.copy() if data is not None else None)
        for name, words in choices.items():
            blank = [("", "（不在党小组）")] if name == "group" else []
            field = self.fields[name]
            field.choices = [*blank, *((word, word) for word in words)]  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = f"没有这个{field.label}，请重新选择。"
            field.error_messages["required"] = f"请选择{field.label}。"
        if not choices["group"]:
            del self.fields["group"]
        if "普通党员" in choices["member_kind"]:
            self.fields["member_kind"].initial = ["普通党员"]

    @property
    def cells(self) -> dict[str, str]:
        """The row as a list would have it."""
        return {
            name: "、".join(value) if isinstance(value, list) else value
            for name, value in self.cleaned_data.items()
            if value
        }

    def propose(self, username: str) -> None:
        """Fill in the username that the account is to have."""
        self.data["username"] = username  # type: ignore[index]
        self.cleaned_data["username"] = username
