"""The forms of a kind of unit."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator

from accounts.field_sentences import FieldSentences

_NO_SEPARATORS: Final = RegexValidator(
    r"^[^,，、;；\s]+\Z", "名称里不要有空格、逗号、顿号和分号：表格里用它们分开几种类型。"
)
_CODE: Final = RegexValidator(
    r"^[a-z][a-z0-9_]{0,9}\Z",
    "代码用小写英文字母、数字和下划线，字母开头，最多 10 个字符；不填的按拼音自动起。",
)


class NameForm(FieldSentences, forms.Form):
    """What a kind is called."""

    name = forms.CharField(
        label="名称",
        max_length=20,
        validators=[_NO_SEPARATORS],
        help_text="如“文化场馆”，最多 20 个字。",
        error_messages={"required": "请填写名称。", "max_length": "名称最多 20 个字。"},
    )


class KindForm(NameForm):
    """A further kind."""

    code = forms.CharField(
        label="代码",
        max_length=10,
        required=False,
        validators=[_CODE],
        help_text="可以不填，按拼音自动起。保存以后不能再改。",
        error_messages={"max_length": _CODE.message},
    )

    def clean_code(self) -> str:
        found: Any = self.cleaned_data["code"]
        return str(found)
