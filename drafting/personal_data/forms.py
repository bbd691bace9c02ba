"""The forms of a request, and of an administrator's answer to it."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.personal_data.models import LONGEST

_TOO_LONG: Final = f"最多 {LONGEST} 个字。"
_SHORTEST: Final = 2


class AskForm(FieldSentences, forms.Form):
    """A request to be erased, with a word on it where the person wants to say one."""

    words = forms.CharField(
        required=False, max_length=LONGEST, error_messages={"max_length": f"说明{_TOO_LONG}"}
    )


class AnswerForm(FieldSentences, forms.Form):
    """Why a request is declined."""

    answer = forms.CharField(
        min_length=_SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "请写明为什么不同意，本人会看到。",
            "min_length": "请写明为什么不同意，本人会看到。",
            "max_length": f"答复{_TOO_LONG}",
        },
    )


class EraseForm(FieldSentences, forms.Form):
    """Why a person is erased, and their name typed out, so that nobody is erased by one click."""

    reason = forms.CharField(
        min_length=_SHORTEST,
        max_length=LONGEST,
        error_messages={
            "required": "请写明原因，如“本人申请”“调离本系统”，会留在记录里。",
            "min_length": "请把原因写完整，会留在记录里。",
            "max_length": f"原因{_TOO_LONG}",
        },
    )
    name = forms.CharField(required=False)

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        """The very name of the person."""
        name: str = self.cleaned_data["name"]
        if name.strip() != self.person:
            raise forms.ValidationError(
                f"请照着填写此人的姓名“{self.person}”，以免注销错人；还没有删除任何内容。"
            )
        return name
